"""Whether the NPI of a clinician's account is theirs: their letters say so until it is."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.services import accounts as kept
from finder.services.list_clinicians import list_clinicians
from finder.web import signed_in as who
from finder.web.admin.denials import keep_denial
from finder.web.admin.forms import NpiConfirmationForm
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/clinicians", endpoint="clinicians")(clinicians)
    blueprint.post("/clinicians/<int:account_id>", endpoint="confirm_npi")(confirm_npi)


def clinicians() -> Answer:
    return _page()


def confirm_npi(account_id: int) -> Answer:
    form = NpiConfirmationForm(request.form.to_dict(), account_id)
    is_confirmed = request.form.get("decision") != "take-back"
    try:
        with writing() as session:
            kept.confirm_npi(
                session,
                resources(),
                who.actor(),
                account_id,
                is_confirmed,
                form.values["reason"],
            )
    except InvalidValue as problem:
        keep_denial(problem)
        form.tell_field("reason", str(problem))
        return _page(form), 400
    return redirect(url_for("admin.clinicians"), 303)


def _page(refused: NpiConfirmationForm | None = None) -> str:
    with reading() as session:
        found = list_clinicians(session, resources())
    forms = {
        item.account.account_id: NpiConfirmationForm({}, item.account.account_id) for item in found
    }
    if refused is not None:
        forms[refused.account_id] = refused
    return render_template(
        "pages/admin/clinicians.html",
        clinicians=found,
        forms=forms,
        problems=refused.problems if refused is not None else [],
    )
