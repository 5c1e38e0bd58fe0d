"""A pick lies over what the sources say, for as long as they say it."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.domain.conflicts import Conflict, ConflictField, conflicts_of
from finder.domain.listing import listed_locations
from finder.domain.names import PersonName
from finder.domain.picks import Pick, Side, as_picked, sides_of
from finder.domain.practitioner import MedicareListing, PracticeLocation, Practitioner
from finder.domain.provenance import Provenance, Source
from tests.factories import TODAY

FROM_NPPES = Provenance(Source.NPPES, TODAY)
LISTING = MedicareListing("QUINCEWOOD", "ADA", "", ("3125550199",), True, True, TODAY)
PLACE = PracticeLocation(
    location_id=1,
    name="",
    lines=("1 Example Avenue",),
    city="Chicago",
    state="IL",
    zip_code="60601",
    country="US",
    phone="3125550100",
    fax="",
    point=None,
    provenance=FROM_NPPES,
    telehealth=False,
    medicare=False,
    listing=LISTING,
)
ELSEWHERE = replace(PLACE, location_id=2, lines=("9 Other Street",), listing=None)
PERSON = Practitioner(
    practitioner_id=1,
    npi="2000000010",
    name=PersonName("Sample", "Ada"),
    credentials_text="",
    provenance=FROM_NPPES,
    locations=(PLACE, ELSEWHERE),
)
CONFLICTS = conflicts_of(PERSON)


def picked(*picks: Pick) -> Practitioner:
    return as_picked(PERSON, picks)


def of(field: ConflictField) -> Conflict:
    (found,) = (conflict for conflict in CONFLICTS if conflict.field is field)
    return found


def test_the_example_has_every_kind_of_conflict() -> None:
    assert {conflict.field for conflict in CONFLICTS} == {*ConflictField}


@pytest.mark.parametrize(
    ("field", "side", "shown"),
    [
        (ConflictField.PHONE, Side.B, "3125550199"),
        (ConflictField.PHONE, Side.NEITHER, ""),
        (ConflictField.TELEHEALTH, Side.B, True),
        (ConflictField.TELEHEALTH, Side.NEITHER, None),
        (ConflictField.MEDICARE, Side.B, True),
        (ConflictField.MEDICARE, Side.NEITHER, None),
    ],
)
def test_the_picked_value_is_shown_at_that_place_alone(
    field: ConflictField, side: Side, shown: object
) -> None:
    here, there = picked(Pick(of(field), side)).locations
    assert getattr(here, field.value) == shown
    assert there == ELSEWHERE


def test_an_address_that_is_none_is_not_listed() -> None:
    person = picked(Pick(of(ConflictField.PRACTICE_LOCATION), Side.B))
    assert [place.location_id for place in listed_locations(person)] == [1]


def test_a_picked_name_keeps_what_the_other_source_does_not_tell() -> None:
    person = as_picked(
        replace(PERSON, name=replace(PERSON.name, suffix="Jr")),
        [Pick(of(ConflictField.NAME), Side.B)],
    )
    assert person.name == PersonName("QUINCEWOOD", "ADA", "", "Jr")


def test_neither_is_no_answer_to_who_somebody_is_and_where() -> None:
    assert sides_of(ConflictField.NAME) == sides_of(ConflictField.PRACTICE_LOCATION)
    assert Side.NEITHER not in sides_of(ConflictField.NAME)


PICKS = st.lists(st.sampled_from([Pick(*both) for both in product(CONFLICTS, Side)]), max_size=6)


@settings(max_examples=60, deadline=None)
@given(PICKS, st.sampled_from(["3125550100", "3125550123", "3125550199"]))
def test_picks_hold_only_while_the_sources_say_what_they_said(
    picks: list[Pick], phone: str
) -> None:
    changed = replace(PERSON, locations=(replace(PLACE, phone=phone), ELSEWHERE))
    standing = {*conflicts_of(changed)}
    held = [pick for pick in picks if pick.conflict in standing]
    assert as_picked(changed, picks) == as_picked(changed, held)
    if not held:
        assert as_picked(changed, picks) == changed
