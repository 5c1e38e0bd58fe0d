"""What the public reported: taken up, put to the practice, and decided."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidForm, InvalidValue
from finder.domain.reports import usual_severity
from finder.services import handle_report as handling
from finder.web import signed_in as who
from finder.web.admin.denials import keep_denial
from finder.web.admin.report_forms import (
    OUTCOMES,
    SEVERITIES,
    DecisionForm,
    StepForm,
    TriageForm,
)
from finder.web.admin.report_words import clock_rows
from finder.web.headers import keep_no_copy
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]
# The two forms of the page, and what stands for those that are only a button.
Forms = dict[str, StepForm]


def add_to(blueprint: Blueprint) -> None:
    one = "/reports/<number>"
    blueprint.get("/reports", endpoint="reports")(reports)
    blueprint.get(one, endpoint="report")(report)
    blueprint.post(f"{one}/take-up", endpoint="take_up_report")(take_up)
    blueprint.post(f"{one}/link", endpoint="ask_practice")(ask_practice)
    blueprint.post(f"{one}/link/withdraw", endpoint="withdraw_reply_link")(withdraw_link)
    blueprint.post(f"{one}/decision", endpoint="decide_report")(decide)


def reports() -> Answer:
    with reading() as session:
        lists = handling.list_reports(session, resources())
    return render_template(
        "pages/admin/reports.html",
        lists=lists,
        severities=SEVERITIES,
        outcomes=OUTCOMES,
        clocks={number: clock_rows(each, lists.today) for number, each in lists.waiting},
    )


def report(number: str) -> Answer:
    return _page(number)


def take_up(number: str) -> Answer:
    form = TriageForm(request.form.to_dict())
    severity = form.values["severity"]
    return _step(
        number,
        form,
        lambda session: handling.take_up(
            session, resources(), who.actor(), number, severity, form.seen_version
        ),
    )


def ask_practice(number: str) -> Answer:
    form = StepForm(request.form.to_dict())
    made: list[handling.MadeLink] = []

    def make(session: Session) -> None:
        link = handling.make_reply_link(
            session, resources(), who.actor(), number, form.seen_version
        )
        made.append(link)

    refused = _refused(form, make)
    if refused:
        return _page(number, form), refused
    return _page(number, made=made[0])


def withdraw_link(number: str) -> Answer:
    form = StepForm(request.form.to_dict())
    return _step(
        number,
        form,
        lambda session: handling.withdraw_reply_link(
            session, resources(), who.actor(), number, form.seen_version
        ),
    )


def decide(number: str) -> Answer:
    form = DecisionForm(request.form.to_dict())
    return _step(
        number,
        form,
        lambda session: handling.decide(
            session, resources(), who.actor(), number, form.values, form.seen_version
        ),
    )


def _step(number: str, form: StepForm, take: Callable[[Session], None]) -> Answer:
    refused = _refused(form, take)
    if refused:
        return _page(number, form), refused
    return redirect(url_for("admin.report", number=number), 303)


def _refused(form: StepForm, take: Callable[[Session], None]) -> int:
    """Takes the step; the status of a refusal, told in the form, or zero where it was taken."""
    try:
        with writing() as session:
            take(session)
    except handling.ReportChanged as changed:
        form.tell_at("record", str(changed))
        return 409
    except InvalidForm as refused:
        for name, sentence in refused.problems:
            form.tell_field(name, sentence)
        return 400
    except InvalidValue as refused:
        keep_denial(refused)
        if refused.field in form:
            form.tell_field(refused.field, str(refused))
        else:
            form.tell_at("record", str(refused))
        return 400
    return 0


def _page(
    number: str, refused: StepForm | None = None, made: handling.MadeLink | None = None
) -> str:
    keep_no_copy()
    with reading() as session:
        handled = handling.show_report(session, resources(), number, who.actor().name)
    usual = handled.report.severity or usual_severity(handled.report.kind)
    forms: Forms = {
        "triage": TriageForm({"severity": usual.value}),
        "decision": DecisionForm({}),
    }
    if isinstance(refused, TriageForm):
        forms["triage"] = refused
    if isinstance(refused, DecisionForm):
        forms["decision"] = refused
    for form in forms.values():
        # Whoever sends again has seen what stands on this page.
        form.version.data = str(handled.report.version)
    link = url_for("reports.reply", code=made.code, _external=True) if made else ""
    return render_template(
        "pages/admin/report.html",
        handled=handled,
        forms=forms,
        problems=refused.problems if refused is not None else [],
        clocks=clock_rows(handled.report, handled.today),
        severities=SEVERITIES,
        outcomes=OUTCOMES,
        made=made,
        link=link,
    )
