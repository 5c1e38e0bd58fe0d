"""What counts as a contradiction between the directory and the Medicare file of clinicians."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from finder.domain.conflicts import Conflict, ConflictField, conflicts_of
from finder.domain.names import PersonName
from finder.domain.practitioner import MedicareListing, PracticeLocation, Practitioner
from finder.domain.provenance import Provenance, Source

DAY = date(2026, 11, 1)
LISTING = MedicareListing("SAMPLE", "ADA", "SAMPLE GROUP", ("3125550100",), None, None, DAY)
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
    provenance=Provenance(Source.NPPES, DAY),
    listing=LISTING,
)


def found(*places: PracticeLocation, last: str = "Sample", first: str = "Ada") -> Any:
    person = Practitioner(
        1,
        "2000000016",
        PersonName(last, first),
        "MD",
        Provenance(Source.NPPES, DAY),
        locations=places,
    )
    return conflicts_of(person)


def fields(conflicts: Any) -> list[ConflictField]:
    return [conflict.field for conflict in conflicts]


def test_what_agrees_is_no_conflict() -> None:
    assert found(PLACE) == ()


def test_whoever_the_file_leaves_out_has_no_conflict() -> None:
    assert found(replace(PLACE, listing=None)) == ()


@pytest.mark.parametrize(
    ("last", "first"),
    [("SAMPLE", "Ada"), ("Sámple", "ADA"), ("Sam-ple", "A da"), ("S'ample", "Ada")],
)
def test_accents_hyphens_and_capitals_are_no_other_spelling(last: str, first: str) -> None:
    assert found(PLACE, last=last, first=first) == ()


@pytest.mark.parametrize(("last", "first"), [("Sampel", "Ada"), ("Sample", "Adah")])
def test_another_spelling_of_the_name_is_a_conflict(last: str, first: str) -> None:
    assert found(PLACE, last=last, first=first) == (
        Conflict(
            ConflictField.NAME,
            "",
            Source.NPPES,
            f"{first} {last}",
            Source.MEDICARE_CLINICIANS,
            "ADA SAMPLE",
        ),
    )


def test_one_row_that_spells_the_name_as_we_do_is_enough() -> None:
    other = replace(PLACE, location_id=2, listing=replace(LISTING, first_name="ADALINE"))
    assert found(PLACE, other) == ()


def test_another_phone_at_the_same_door_is_a_conflict() -> None:
    place = replace(PLACE, phone="3125550199")
    assert found(place) == (
        Conflict(
            ConflictField.PHONE,
            "1 Example Avenue, 60601",
            Source.NPPES,
            "3125550199",
            Source.MEDICARE_CLINICIANS,
            "3125550100",
        ),
    )


@pytest.mark.parametrize(
    "place",
    [
        replace(PLACE, phone="", listing=replace(LISTING, phones=("3125550199",))),
        replace(PLACE, listing=replace(LISTING, phones=())),
        replace(PLACE, listing=replace(LISTING, phones=("3125550100", "3125550199"))),
    ],
)
def test_a_phone_that_only_one_of_them_has_is_none(place: PracticeLocation) -> None:
    assert found(place) == ()


def test_a_phone_that_the_practice_confirmed_is_said_to_be_the_practices() -> None:
    place = replace(PLACE, phone="3125550199", confirmed_by="R. Register")
    assert [conflict.source_a for conflict in found(place)] == [Source.PRACTICES]


def test_an_address_of_the_register_that_the_file_lacks_is_a_conflict() -> None:
    absent = replace(PLACE, location_id=2, lines=("9 Old Road", "Suite 2"), listing=None)
    (conflict,) = found(PLACE, absent)
    assert (conflict.field, conflict.place) == (
        ConflictField.PRACTICE_LOCATION,
        "9 Old Road, 60601",
    )
    assert conflict.value_a == "9 Old Road, Suite 2, Chicago, IL 60601"
    assert conflict.value_b == "1 Example Avenue, Chicago, IL 60601"


@pytest.mark.parametrize(
    "change",
    [
        {"confirmed_by": "R. Register", "confirmed_on": DAY},
        {"provenance": Provenance(Source.PRACTICES, DAY)},
    ],
)
def test_an_address_that_somebody_has_confirmed_needs_no_second_list(
    change: dict[str, Any],
) -> None:
    assert found(PLACE, replace(PLACE, location_id=2, listing=None, **change)) == ()


def test_a_no_of_the_practice_against_a_yes_of_the_file_is_a_conflict() -> None:
    listing = replace(LISTING, telehealth=True, takes_assignment=True)
    place = replace(PLACE, telehealth=False, medicare=False, listing=listing)
    assert fields(found(place)) == [ConflictField.TELEHEALTH, ConflictField.MEDICARE]
    assert found(replace(place, telehealth=True, medicare=True)) == ()
    assert found(replace(PLACE, telehealth=False, medicare=False)) == ()
