"""Recording what was seen at a source, from the screen of a practitioner."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.domain.verification import ChangedMeanwhile, Doubtful, NotThisPerson
from finder.services import verify
from finder.web import signed_in as who
from finder.web.admin.check_forms import FORMS, CheckForm
from finder.web.admin.denials import keep_denial
from finder.web.admin.screen import Refusal, screen
from finder.web.forms import FieldProblem
from finder.web.transaction import resources, writing

Answer = Response | str | tuple[str, int]


def add_to(blueprint: Blueprint) -> None:
    blueprint.post("/providers/<npi>/checks", endpoint="record_check")(record_check)


def record_check(npi: str) -> Answer:
    form = _form_sent()
    if form.asks_to_look():
        return screen(npi, Refusal(form, form.problems)), 400
    try:
        with writing() as session:
            outcome = verify.record_check(
                session,
                resources(),
                who.actor(),
                npi,
                form.source,
                form.cells,
                form.values["reason"],
                seen=form.facts_seen,
                despite_doubts=request.form.get("record_anyway") == "1",
            )
    except ChangedMeanwhile as changed:
        problem = FieldProblem("difference", str(changed))
        return screen(npi, Refusal(form, [problem], changed)), 409
    except Doubtful as doubtful:
        form.doubt(doubtful.problems)
        return screen(npi, Refusal(form, form.doubts)), 400
    except NotThisPerson as refused:
        keep_denial(refused, npi)
        form.tell_field("reason", str(refused))
        return screen(npi, Refusal(form, form.problems)), 400
    except InvalidValue as problem:
        form.tell_field(problem.field, str(problem))
        return screen(npi, Refusal(form, form.problems)), 400
    return to_screen(npi, outcome.claim_id)


def to_screen(npi: str, claim_id: int) -> Response:
    """Back to the screen, which says what came of it; sent twice, it does nothing more."""
    address = url_for("admin.provider", npi=npi, done=claim_id, _anchor="outcome")
    return redirect(address, 303)


def _form_sent() -> CheckForm:
    """The form that was sent, by its kind; without one, by the columns that it has."""
    typed = request.form.to_dict()
    kind = typed.get("kind", "")
    if kind not in FORMS:
        kind = "listing" if "line1" in typed else "membership"
        kind = "certification" if "certificate" in typed else kind
    return FORMS[kind](typed)
