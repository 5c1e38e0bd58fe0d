"""Two records of one person: side by side, proposed to be merged or taken apart again."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.services.merge_records import propose_merging, propose_parting, show_merging
from finder.services.verify import Outcome
from finder.web import signed_in as who
from finder.web.admin.denials import keep_denial
from finder.web.fields import TextField
from finder.web.forms import PostedForm
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]

_NPI = {"inputmode": "numeric", "maxlength": 10, "autocomplete": "off", "size": 12}


class MergeForm(PostedForm):
    """Which record stays, which is merged into it, and why."""

    keep = TextField("NPI to keep", render_kw=_NPI)
    merge = TextField("NPI to merge into it", render_kw=_NPI)
    reason = TextField("Reason", render_kw={"maxlength": 500, "autocomplete": "off"})


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/merge", endpoint="merging")(merging)
    blueprint.post("/merge", endpoint="merge")(merge)
    blueprint.post("/merge/<npi>/part", endpoint="part")(part)


def merging() -> str:
    return _page(MergeForm(request.args.to_dict()))


def merge() -> Answer:
    form = MergeForm(request.form.to_dict())
    told = form.values
    try:
        with writing() as session:
            outcome = propose_merging(
                session, resources(), who.actor(), told["keep"], told["merge"], told["reason"]
            )
    except InvalidValue as problem:
        keep_denial(problem)
        form.tell_field(problem.field, str(problem))
        return _page(form), 400
    return _done(told["merge"].strip(), outcome)


def part(npi: str) -> Answer:
    form = MergeForm({**request.form.to_dict(), "merge": npi})
    try:
        with writing() as session:
            outcome = propose_parting(session, resources(), who.actor(), npi, form.values["reason"])
    except InvalidValue as problem:
        keep_denial(problem)
        form.tell_field(problem.field, str(problem))
        return _page(form), 400
    return _done(npi, outcome)


def _done(npi: str, outcome: Outcome) -> Response:
    """To the screen of the record that waits for a second person."""
    address = url_for("admin.provider", npi=npi, done=outcome.claim_id, _anchor="claims")
    return redirect(address, 303)


def _page(form: MergeForm) -> str:
    with reading() as session:
        shown = show_merging(session, form.values["keep"], form.values["merge"])
    return render_template("pages/admin/merging.html", shown=shown, form=form)
