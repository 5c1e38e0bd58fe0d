"""Whom to refer to, by the patient's ZIP code, which never stands in an address."""

from flask import Blueprint, render_template, request

from finder.domain.errors import InvalidSearch
from finder.domain.search import parse_search
from finder.services.search_providers import search_providers
from finder.web.tracking.forms import PlaceForm
from finder.web.transaction import reading, resources


def add_to(blueprint: Blueprint) -> None:
    blueprint.post("/search", endpoint="search")(search)


def search() -> tuple[str, int]:
    form = PlaceForm(request.form.to_dict())
    try:
        asked = parse_search({name: text.strip() for name, text in form.values.items()})
    except InvalidSearch as refused:
        for name, sentence in refused.problems:
            form.tell_field(name, sentence)
        return _page(form, None), 400
    if not asked.near:
        form.tell_field("near", "Type the patient's ZIP code.")
        return _page(form, None), 400
    with reading() as session:
        found = search_providers(session, resources(), asked)
    if found.place is None:
        for notice in found.notices:
            form.tell_field("near", notice.message)
    return _page(form, found if found.place else None), 400 if form.problems else 200


def _page(form: PlaceForm, found: object) -> str:
    return render_template("pages/tracking/search.html", form=form, results=found)
