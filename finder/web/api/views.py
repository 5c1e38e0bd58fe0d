"""The documents of the API: the same answers as the pages, as data."""

from typing import Any

from flask import Blueprint, request

from finder.domain.errors import InvalidValue
from finder.domain.search import LONGEST_TEXT
from finder.services.answer_json import (
    place_document,
    profile_document,
    questions_document,
    search_document,
)
from finder.services.find_place import find_place
from finder.services.search_providers import search_providers
from finder.services.show_profile import show_profile
from finder.services.show_questions import load_questions
from finder.web.api.openapi import openapi_document
from finder.web.api.parameters import refuse_other_names, search_request
from finder.web.transaction import reading, resources

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> dict[str, Any]:
    asked = search_request()
    with reading() as session:
        return search_document(search_providers(session, resources(), asked))


@blueprint.get("/providers/<npi>")
def provider(npi: str) -> dict[str, Any]:
    refuse_other_names()
    with reading() as session:
        return profile_document(show_profile(session, resources(), npi))


@blueprint.get("/place")
def place() -> dict[str, Any]:
    refuse_other_names(("text",))
    text = request.args.get("text", "")
    if not text.strip():
        raise InvalidValue(
            "Say which place you mean with text: a ZIP code, or a city and state.", "text"
        )
    if len(text) > LONGEST_TEXT:
        raise InvalidValue(f"A place has at most {LONGEST_TEXT} characters.", "text")
    try:
        return place_document(find_place(resources(), text))
    except InvalidValue as problem:
        raise InvalidValue(str(problem), "text") from None


@blueprint.get("/questions")
def questions() -> dict[str, Any]:
    refuse_other_names()
    return questions_document(load_questions(resources().settings.data / "questions.toml"))


@blueprint.get("/openapi.json")
def openapi() -> dict[str, Any]:
    refuse_other_names()
    return openapi_document(resources().settings.base_url)
