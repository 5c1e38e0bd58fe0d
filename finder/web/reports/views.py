"""Reporting a problem on a listing, and looking up what became of it."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from finder.domain.errors import DirectoryUnavailable
from finder.domain.reports import NewReport, read_report, shown_reference
from finder.domain.sentences import Sentence
from finder.services.report_problem import (
    new_reference,
    pretended_status,
    receive_report,
    report_status,
)
from finder.services.show_about import directory_facts
from finder.services.show_profile import show_profile
from finder.web.csrf import shows_again
from finder.web.headers import keep_no_copy
from finder.web.language import spoken
from finder.web.logs import log_fault
from finder.web.reports.forms import ReportForm
from finder.web.reports.words import KINDS, OUTCOMES
from finder.web.transaction import reading, resources, writing

_DECOY = "report"
_NOT_NOW = Sentence(
    "We cannot take your report at this moment. Your words are still here. Wait a minute, then "
    "press the button again."
)

blueprint = Blueprint("reports", __name__)


@blueprint.route("/providers/<npi>/report", methods=["GET", "POST"])
def report(npi: str) -> Response:
    form = ReportForm(request.form)
    if request.method != "POST":
        return make_response(_page(npi, form))
    asked = form.read_with(lambda values: read_report(npi, values))
    if asked is None:
        return make_response(_page(npi, form), 400)
    try:
        number = _decoy() if form.is_from_a_program else _received(asked, form)
    except DirectoryUnavailable as error:
        # Such as during a long import, which no report is worth losing for.
        log_fault(error)
        return make_response(report_again(_NOT_NOW, npi), 503, {"Retry-After": "60"})
    return redirect(url_for("reports.status", number=number), 303)


@shows_again("reports.report")
def report_again(problem: str, npi: str) -> str:
    """The form as it was sent, with the sentence that says why it was not read."""
    form = ReportForm(request.form)
    form.tell(problem)
    return _page(npi, form)


@blueprint.get("/reports/<number>")
def status(number: str) -> str:
    keep_no_copy()
    with reading() as session:
        directory = directory_facts(session)
        shown = (
            pretended_status(resources(), number)
            if number == cookie.get(_DECOY)
            else report_status(session, number)
        )
    return render_template(
        "pages/reports/status.html",
        report=shown,
        kinds=KINDS,
        outcomes=OUTCOMES,
        directory=directory,
    )


def _page(npi: str, form: ReportForm) -> str:
    with reading() as session:
        profile = show_profile(session, resources(), npi)
    return render_template(
        "pages/reports/report.html", form=form, profile=profile, directory=profile.directory
    )


def _received(asked: NewReport, form: ReportForm) -> str:
    with writing() as session:
        return receive_report(session, resources(), asked, form.values["form_key"], spoken().code)


def _decoy() -> str:
    """A number like any other; only the program that was given it sees its page."""
    cookie[_DECOY] = shown_reference(new_reference())
    return str(cookie[_DECOY])
