"""One practitioner: the screen, the decisions of a second person, hiding and showing again."""

from collections.abc import Callable

from flask import Blueprint, request
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.domain.verification import ChangedMeanwhile
from finder.services import verify
from finder.web import signed_in as who
from finder.web.admin.checks import to_screen
from finder.web.admin.denials import keep_denial
from finder.web.admin.forms import ReasonForm
from finder.web.admin.screen import Refusal, screen
from finder.web.forms import FieldProblem
from finder.web.numbers import number_in
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]

# The first button is what a form sends that names none.
_DECISIONS = {
    "approve": verify.approve,
    "": verify.approve,
    "reject": verify.reject,
    "withdraw": verify.withdraw,
}


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/providers/<npi>", endpoint="provider")(provider)
    blueprint.post("/providers/<npi>/hide", endpoint="hide")(hide)
    blueprint.post("/providers/<npi>/unhide", endpoint="unhide")(unhide)
    blueprint.post("/claims/<int:claim_id>", endpoint="decide")(decide)


def provider(npi: str) -> Answer:
    return screen(npi)


def hide(npi: str) -> Answer:
    return _propose(npi, verify.propose_hiding)


def unhide(npi: str) -> Answer:
    return _propose(npi, verify.propose_showing)


def decide(claim_id: int) -> Answer:
    note = request.form.get("reason", "")
    version = request.form.get("version")
    with reading() as session:
        npi = verify.npi_of_claim(session, claim_id)
    try:
        decision = _DECISIONS.get(request.form.get("decision", ""))
        if decision is None:
            raise InvalidValue("Choose one of the buttons: approve, reject or take it back.")
        with writing() as session:
            decision(
                session,
                resources(),
                who.actor(),
                claim_id,
                note,
                number_in(version, 0) if version is not None else None,
            )
    except InvalidValue as problem:
        keep_denial(problem, npi)
        return _told(npi, claim_id, note, problem)
    return to_screen(npi, claim_id)


def _told(npi: str, claim_id: int, note: str, problem: InvalidValue) -> Answer:
    has_changed = isinstance(problem, ChangedMeanwhile)
    where = "claims" if has_changed else f"reason-{claim_id}"
    refusal = Refusal(problems=[FieldProblem(where, str(problem))], notes={claim_id: note})
    if isinstance(problem, ChangedMeanwhile):
        refusal.changed = problem
    return screen(npi, refusal), 409 if has_changed else 400


def _propose(npi: str, propose: Callable[..., verify.Outcome]) -> Answer:
    form = ReasonForm(request.form.to_dict())
    try:
        with writing() as session:
            outcome = propose(session, resources(), who.actor(), npi, form.values["reason"])
    except InvalidValue as problem:
        keep_denial(problem, npi)
        form.tell_field("reason", str(problem))
        return screen(npi, Refusal(form, form.problems)), 400
    return to_screen(npi, outcome.claim_id)
