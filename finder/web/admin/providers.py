"""One screen a practitioner: what is claimed, where to look, what was seen, what waits."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.domain.provenance import Source
from finder.domain.verification import STATE_NAMES
from finder.services import verify
from finder.services.show_record import show_record
from finder.web import signed_in as who
from finder.web.admin.forms import CertificationCheckForm, MembershipCheckForm, ReasonForm
from finder.web.forms import PostedForm
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]

_KINDS: dict[str, tuple[Source, type[PostedForm]]] = {
    "certification": (Source.CERTIFICATIONS, CertificationCheckForm),
    "membership": (Source.MEMBERSHIPS, MembershipCheckForm),
}
_DECISIONS = {"approve": verify.approve, "reject": verify.reject, "withdraw": verify.withdraw}


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/providers/<npi>", endpoint="provider")(provider)
    blueprint.post("/providers/<npi>/checks", endpoint="record_check")(record_check)
    blueprint.post("/providers/<npi>/hide", endpoint="hide")(hide)
    blueprint.post("/providers/<npi>/unhide", endpoint="unhide")(unhide)
    blueprint.post("/claims/<int:claim_id>", endpoint="decide")(decide)


def provider(npi: str) -> Answer:
    return _page(npi)


def record_check(npi: str) -> Answer:
    typed = request.form.to_dict()
    source, form_type = _KINDS.get(typed.get("kind", ""), _KINDS["certification"])
    form = form_type(typed)
    cells = {name: text for name, text in form.values.items() if name not in ("kind", "reason")}
    try:
        with writing() as session:
            outcome = verify.record_check(
                session, resources(), who.actor(), npi, source, cells, form.values["reason"]
            )
    except InvalidValue as problem:
        form.tell_field(problem.field, str(problem))
        return _page(npi, form), 400
    return _done(npi, outcome.claim_id)


def hide(npi: str) -> Answer:
    return _propose(npi, verify.propose_hiding)


def unhide(npi: str) -> Answer:
    return _propose(npi, verify.propose_showing)


def decide(claim_id: int) -> Answer:
    form = ReasonForm(request.form.to_dict())
    decision = _DECISIONS.get(request.form.get("decision", ""), verify.approve)
    version = request.form.get("version", "")
    npi = request.form.get("npi", "")
    try:
        with writing() as session:
            decision(
                session,
                resources(),
                who.actor(),
                claim_id,
                form.values["reason"],
                int(version) if version.isascii() and version.isdigit() else 0,
            )
    except InvalidValue as problem:
        form.tell_field("reason", str(problem))
        return _page(npi, form), 400
    return _done(npi, claim_id)


def _propose(npi: str, propose: Callable[..., verify.Outcome]) -> Answer:
    form = ReasonForm(request.form.to_dict())
    try:
        with writing() as session:
            outcome = propose(session, resources(), who.actor(), npi, form.values["reason"])
    except InvalidValue as problem:
        form.tell_field("reason", str(problem))
        return _page(npi, form), 400
    return _done(npi, outcome.claim_id)


def _done(npi: str, claim_id: int) -> Response:
    """Back to the screen, which shows where the claim stands; sent twice, it does nothing more."""
    return redirect(url_for("admin.provider", npi=npi, done=claim_id) + "#claims", 303)


def _page(npi: str, refused: PostedForm | None = None) -> str:
    with reading() as session:
        record = show_record(session, resources(), npi)
    today = resources().today().isoformat()
    forms = {
        "certification": CertificationCheckForm(
            {
                "kind": "certification",
                "issuer": "ABR",
                "certificate": "IR_DR",
                "board_status": "certified",
                "duration_type": "continuous",
                "maintenance_status": "unknown",
                "checked_on": today,
                "source_url": record.address_of("abr"),
                **record.last_certification,
            }
        ),
        "membership": MembershipCheckForm(
            {
                "kind": "membership",
                "society": "SIR",
                "category": "member",
                "checked_on": today,
                "source_url": record.address_of("sir"),
            }
        ),
        "reason": ReasonForm({}),
    }
    if refused is not None:
        forms[_name_of(refused)] = refused
    return render_template(
        "pages/admin/provider.html",
        record=record,
        forms=forms,
        state_names=STATE_NAMES,
        problems=refused.problems if refused is not None else [],
    )


def _name_of(form: PostedForm) -> str:
    if isinstance(form, CertificationCheckForm):
        return "certification"
    return "membership" if isinstance(form, MembershipCheckForm) else "reason"
