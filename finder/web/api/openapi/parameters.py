"""The parameters of the API, with the very limits that the search applies."""

from typing import Any

from finder.domain.procedures import Procedure
from finder.domain.rules import PRESETS
from finder.domain.search import (
    ANY_SPECIALTY,
    DEFAULT_PER_PAGE,
    INTERVENTIONAL_RADIOLOGY,
    LARGEST_RADIUS,
    LAST_PAGE,
    LONGEST_TEXT,
    MOST_PER_PAGE,
    SMALLEST_RADIUS,
)

Description = dict[str, Any]


def _query(name: str, description: str, **schema: Any) -> Description:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _switch(name: str, description: str) -> Description:
    return _query(name, description, type="string", enum=["0", "1"])


NPI: Description = {
    "name": "npi",
    "in": "path",
    "required": True,
    "description": "National Provider Identifier",
    "schema": {"type": "string", "pattern": "^[0-9]{10}$"},
}

TEXT: Description = {
    **_query(
        "text",
        "A ZIP, ZIP+4, city and state, or latitude and longitude",
        type="string",
        minLength=1,
        maxLength=LONGEST_TEXT,
    ),
    "required": True,
}

SEARCH_PARAMETERS: list[Description] = [
    _query(
        "q",
        "Free words, such as: kyphoplasty doctors near me 60601. They fill what the other "
        "parameters leave open.",
        type="string",
        maxLength=LONGEST_TEXT,
    ),
    _query(
        "near",
        "Where from: a ZIP, ZIP+4, city and state, or latitude and longitude",
        type="string",
        maxLength=LONGEST_TEXT,
    ),
    _query("procedure", "Which procedure", type="string", enum=list(map(str, Procedure))),
    _query(
        "radius",
        "Miles; absent: widened in steps until there are enough results",
        type="number",
        minimum=SMALLEST_RADIUS,
        maximum=LARGEST_RADIUS,
    ),
    _query("preset", "How distance weighs against checks", type="string", enum=list(PRESETS)),
    _switch("certified", "Only with a checked, current board certification"),
    _switch("member", "Only fellows, members and first-year members of SIR, checked"),
    _query(
        "specialty",
        "Which specialty, by the practitioner's own declaration",
        type="string",
        enum=[INTERVENTIONAL_RADIOLOGY, ANY_SPECIALTY],
        default=INTERVENTIONAL_RADIOLOGY,
    ),
    _query("language", "ISO 639-1 code spoken there", type="string", pattern="^[a-z]{2}$"),
    _switch("new_patients", "Only locations that accept new patients"),
    _switch("telehealth", "Only locations that offer telehealth"),
    _switch("medicare", "Only locations that accept Medicare"),
    _query("page", "Which page", type="integer", minimum=1, maximum=LAST_PAGE, default=1),
    _query(
        "per_page",
        "Results a page",
        type="integer",
        minimum=1,
        maximum=MOST_PER_PAGE,
        default=DEFAULT_PER_PAGE,
    ),
]
