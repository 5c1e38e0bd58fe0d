"""The list of trusted doctors, for the members of a practice."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue, NotListed
from finder.services.referring_practice import PracticeInvitation, practice_of
from finder.services.trusted_list import list_trusted, stop_trusting, trust
from finder.web import signed_in as who
from finder.web.referral_words import STATUSES
from finder.web.tracking.forms import FoundingForm, JoiningForm, TrustedForm
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/trusted", endpoint="trusted")(trusted)
    blueprint.post("/trusted", endpoint="trust")(put)
    blueprint.post("/trusted/<npi>/remove", endpoint="stop_trusting")(remove)


def trusted() -> str:
    """The list; with ``npi`` in the address its form holds that doctor's entry."""
    return page()


def put() -> Answer:
    form = TrustedForm(request.form.to_dict())
    try:
        with writing() as session:
            trust(
                session,
                resources(),
                who.actor(),
                who.account(),
                form.values["npi"],
                form.values["note"],
                form.values["is_preferred"] == "1",
            )
    except (InvalidValue, NotListed) as problem:
        form.tell_field(getattr(problem, "field", "npi"), str(problem))
        return page(form), 400
    return redirect(url_for("tracking.trusted"), 303)


def remove(npi: str) -> Answer:
    with writing() as session:
        stop_trusting(session, resources(), who.actor(), who.account(), npi)
    return redirect(url_for("tracking.trusted"), 303)


def page(
    form: TrustedForm | None = None,
    founding: FoundingForm | None = None,
    joining: JoiningForm | None = None,
    made: PracticeInvitation | None = None,
) -> str:
    """The list with its forms, one of which may hold what was refused."""
    with reading() as session:
        practice = practice_of(session, who.account())
        listed = list_trusted(session, who.account())
    npi = request.args.get("npi", "")
    entry = next((item.entry for item in listed if item.entry.npi == npi), None)
    values = {
        "npi": npi,
        "note": entry.note if entry else "",
        "is_preferred": "1" if entry and entry.is_preferred else "",
    }
    forms = (form or TrustedForm(values), founding or FoundingForm({}), joining or JoiningForm({}))
    return render_template(
        "pages/tracking/trusted.html",
        practice=practice,
        listed=listed,
        form=forms[0],
        founding=forms[1],
        joining=forms[2],
        problems=[problem for each in forms for problem in each.problems],
        made=made,
        statuses=STATUSES,
    )
