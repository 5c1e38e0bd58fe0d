"""The shape of every answer; fields may be added, so other fields are never forbidden."""

from enum import StrEnum
from typing import Any

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    CertificationState,
    DurationType,
    Issuer,
    MaintenanceStatus,
)
from finder.domain.memberships import MembershipCategory, MembershipState
from finder.domain.place import PlaceKind, Setting
from finder.domain.procedures import Procedure, VolumeKind
from finder.domain.questions import Audience, QuestionKind
from finder.domain.results import NoticeCode
from finder.domain.rules import PRESETS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "number"}
NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
INTEGER: Schema = {"type": "integer"}
YES_NO: Schema = {"type": "boolean"}
YES_NO_OR_NULL: Schema = {"type": ["boolean", "null"]}
DAY_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}


def _object(**fields: Schema) -> Schema:
    """An object whose fields are all always there; ``as_`` stands for ``as``."""
    properties = {name.rstrip("_"): schema for name, schema in fields.items()}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(kinds: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [kind.value for kind in kinds]}


def _one_of_or_null(kinds: type[StrEnum]) -> Schema:
    return {"enum": [*(kind.value for kind in kinds), None]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _ref_or_null(name: str) -> Schema:
    return {"oneOf": [_ref(name), {"type": "null"}]}


_CHECK = {"checked_on": DAY_OR_NULL, "source_url": TEXT_OR_NULL, "next_due_on": DAY_OR_NULL}
_LOCATION = {
    **dict.fromkeys(("name", "city", "state", "zip", "phone", "fax", "source"), TEXT),
    "lines": _list(TEXT),
    "lat": NUMBER_OR_NULL,
    "lon": NUMBER_OR_NULL,
    "observed_on": DAY_OR_NULL,
    "confirmed_on": DAY_OR_NULL,
}
_PERSON = {
    **dict.fromkeys(("npi", "name", "credentials_text", "specialty"), TEXT),
    "reasons": _list(TEXT),
    "location": _ref_or_null("Location"),
    "other_locations": INTEGER,
    "certification": _ref("CertificationStanding"),
    "membership": _ref("MembershipStanding"),
    "volume": _ref("Volume"),
    "flags": _list(TEXT),
}

SCHEMAS: dict[str, Schema] = {
    "SearchAnswer": _object(
        query=_ref("Query"),
        total=INTEGER,
        page=INTEGER,
        per_page=INTEGER,
        data_as_of=DAY_OR_NULL,
        results=_list(_ref("Result")),
        notices=_list(_object(code=_one_of(NoticeCode), message=TEXT)),
    ),
    "Query": _object(
        text=TEXT,
        procedure=_one_of(Procedure),
        place=_ref_or_null("Place"),
        place_choices=_list(_ref("PlaceChoice")),
        radius_miles=NUMBER_OR_NULL,
        radius_asked=NUMBER_OR_NULL,
        widened=YES_NO,
        preset={"type": "string", "enum": list(PRESETS)},
        filters=_object(
            certified=YES_NO,
            member=YES_NO,
            new_patients=YES_NO,
            telehealth=YES_NO,
            medicare=YES_NO,
            language=TEXT_OR_NULL,
            specialty=TEXT,
        ),
        understood=_list(_object(text=TEXT, as_=TEXT, value=TEXT)),
        corrections=_list(_object(from_=TEXT, to=TEXT)),
    ),
    "Result": _object(
        rank=INTEGER,
        miles=NUMBER_OR_NULL,
        score=NUMBER_OR_NULL,
        contributions=_ref_or_null("Contributions"),
        similar_to_previous=YES_NO,
        **_PERSON,
    ),
    "Contributions": _object(
        distance=NUMBER,
        certification=NUMBER,
        volume=NUMBER,
        listing=NUMBER,
        membership=NUMBER,
        cap=NUMBER,
    ),
    "Profile": _object(
        **_PERSON,
        under_review_since=DAY_OR_NULL,
        taxonomies=_list(_object(code=TEXT, name=TEXT, primary=YES_NO)),
        locations=_list(_ref("FullLocation")),
        contributions={"type": "null"},
        credentials=_list({"oneOf": [_ref("CertificationRecord"), _ref("MembershipRecord")]}),
        licenses=_list(
            _object(state=TEXT, number=TEXT_OR_NULL, source=TEXT, observed_on=DAY_OR_NULL)
        ),
        volumes=_list(_ref("Volume")),
        timeline=_list(
            _object(
                checked_on=DAY_OR_NULL,
                kind=TEXT,
                subject=TEXT,
                outcome=TEXT,
                source_url=TEXT_OR_NULL,
            )
        ),
        look_ups=_list(_object(what=TEXT, name=TEXT, url=TEXT_OR_NULL)),
        data_as_of=DAY_OR_NULL,
        demonstration=YES_NO,
    ),
    "Location": _object(**_LOCATION),
    "FullLocation": _object(
        **_LOCATION,
        accepts_new_patients=YES_NO_OR_NULL,
        telehealth=YES_NO_OR_NULL,
        medicare=YES_NO_OR_NULL,
        wheelchair_access=YES_NO_OR_NULL,
        languages=_list(TEXT),
        website=TEXT_OR_NULL,
    ),
    "CertificationStanding": _object(
        state=_one_of(CertificationState),
        issuer=_one_of_or_null(Issuer),
        certificate=_one_of_or_null(Certificate),
        **_CHECK,
    ),
    "MembershipStanding": _object(
        state=_one_of(MembershipState),
        society=TEXT_OR_NULL,
        category=_one_of_or_null(MembershipCategory),
        **_CHECK,
    ),
    "CertificationRecord": _object(
        kind={"type": "string", "enum": ["board-certification"]},
        issuer=_one_of(Issuer),
        certificate=_one_of(Certificate),
        status=_one_of(BoardStatus),
        is_checked=YES_NO,
        duration_type=_one_of(DurationType),
        issued_on=DAY_OR_NULL,
        expires_on=DAY_OR_NULL,
        maintenance_status=_one_of(MaintenanceStatus),
        **_CHECK,
    ),
    "MembershipRecord": _object(
        kind={"type": "string", "enum": ["membership"]},
        society=TEXT,
        category=_one_of(MembershipCategory),
        status=_one_of(MembershipCategory),
        is_checked=YES_NO,
        valid_through=DAY_OR_NULL,
        **_CHECK,
    ),
    "Volume": _object(
        kind=_one_of(VolumeKind),
        low=NUMBER_OR_NULL,
        high=NUMBER_OR_NULL,
        year={"type": ["integer", "null"]},
        procedure=_one_of(Procedure),
        source=TEXT_OR_NULL,
    ),
    "Place": _object(
        label=TEXT,
        kind=_one_of(PlaceKind),
        lat=NUMBER,
        lon=NUMBER,
        approximate=YES_NO,
        setting=_one_of(Setting),
    ),
    "PlaceChoice": _object(label=TEXT, lat=NUMBER, lon=NUMBER),
    "PlaceChoices": _object(choices=_list(_ref("PlaceChoice"))),
    "Questions": _object(
        questions=_list(
            _object(
                id=TEXT,
                kind=_one_of(QuestionKind),
                audience=_one_of(Audience),
                verbatim=TEXT_OR_NULL,
                derived=TEXT_OR_NULL,
                plain=TEXT,
                note=TEXT_OR_NULL,
                source=TEXT,
            )
        )
    ),
    "Problem": _object(
        type=TEXT,
        title=TEXT,
        status=INTEGER,
        detail=TEXT,
        request_id=TEXT,
        errors=_list(_object(field=TEXT, message=TEXT)),
    ),
}
