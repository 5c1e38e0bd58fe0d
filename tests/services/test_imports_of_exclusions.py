"""The exclusion list: whom it hides, where a waiver counts, and what only a person decides."""

from pathlib import Path

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.domain.search import parse_search
from finder.services.load_records import ImportReport
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from tests.contents import contents
from tests.factories import load, npi_of, nppes_csv, person, write_csv

_COLUMNS = (
    *("LASTNAME", "FIRSTNAME", "MIDNAME", "BUSNAME", "GENERAL", "SPECIALTY", "UPIN", "NPI", "DOB"),
    *("ADDRESS", "CITY", "STATE", "ZIP", "EXCLTYPE", "EXCLDATE", "REINDATE", "WAIVERDATE"),
    "WVRSTATE",
)


def entry(number: int | None, **cells: str) -> dict[str, str]:
    """One row of the list; without a number it has no NPI."""
    return {
        "LASTNAME": f"SAMPLE{number or ''}",
        "FIRSTNAME": "ADA",
        "NPI": npi_of(number) if number else "0000000000",
        "STATE": "IL",
        "EXCLTYPE": "1128b4",
        "EXCLDATE": "20240530",
        "REINDATE": "00000000",
        "WAIVERDATE": "00000000",
        **cells,
    }


# Entries of people who are nowhere else, so that lifting one shrinks the list by less than half.
_OTHERS = [entry(number) for number in range(901, 906)]


@pytest.fixture
def listed(any_resources: Resources, tmp_path: Path) -> Resources:
    people = [
        person(1),
        person(2),
        person(3, zip_code="64105", city="Kansas City", state="MO"),
    ]
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, people))
    return any_resources


def exclude(resources: Resources, folder: Path, *entries: dict[str, str]) -> ImportReport:
    path = write_csv(folder / "UPDATED.csv", [*entries, *_OTHERS], _COLUMNS)
    return load(resources, Source.EXCLUSIONS, path)


def shown(resources: Resources, near: str = "60601") -> set[str]:
    with resources.database.reading() as session:
        request = parse_search({"near": near, "radius": "50"})
        matches = search_providers(session, resources, request).matches
    return {match.practitioner.npi for match in matches}


def test_the_very_npi_hides_at_once_and_asks_a_person(listed: Resources, tmp_path: Path) -> None:
    report = exclude(listed, tmp_path, entry(1))
    assert report.added == 6
    assert shown(listed) == {npi_of(2)}
    assert [review.npi for review in report.reviews] == [npi_of(1)]
    again = exclude(listed, tmp_path, entry(1))
    assert (again.added, again.changed, again.removed) == (0, 0, 0)


def test_an_entry_that_is_lifted_shows_the_practitioner_again(
    listed: Resources, tmp_path: Path
) -> None:
    exclude(listed, tmp_path, entry(1))
    report = exclude(listed, tmp_path)
    assert report.removed == 1
    assert shown(listed) == {npi_of(1), npi_of(2)}


def test_who_is_reinstated_is_shown(listed: Resources, tmp_path: Path) -> None:
    report = exclude(listed, tmp_path, entry(1, REINDATE="20260430"))
    assert shown(listed) == {npi_of(1), npi_of(2)}
    assert report.reviews == []


def test_a_waiver_shows_the_locations_of_its_state_only(listed: Resources, tmp_path: Path) -> None:
    waived = {"WAIVERDATE": "20260120", "WVRSTATE": "MO"}
    exclude(listed, tmp_path, entry(1, **waived), entry(3, **waived))
    assert shown(listed) == {npi_of(2)}
    assert shown(listed, "64105") == {npi_of(3)}


def test_a_name_alone_hides_nobody_and_is_reviewed(listed: Resources, tmp_path: Path) -> None:
    report = exclude(listed, tmp_path, entry(None, LASTNAME="SAMPLE1"))
    assert shown(listed) == {npi_of(1), npi_of(2)}
    assert [review.npi for review in report.reviews] == [npi_of(1)]
    assert "the same state" in report.reviews[0].reason


def test_who_is_imported_after_the_list_is_hidden_too(listed: Resources, tmp_path: Path) -> None:
    exclude(listed, tmp_path, entry(4))
    load(listed, Source.NPPES, nppes_csv(tmp_path, [person(4)]))
    assert npi_of(4) not in shown(listed)


def test_neither_birth_dates_nor_homes_are_kept(listed: Resources, tmp_path: Path) -> None:
    exclude(listed, tmp_path, entry(1, DOB="19510203", ADDRESS="77 HOMESTEAD LANE"))
    kept = str(contents(listed.database))
    assert "19510203" not in kept
    assert "1951-02-03" not in kept
    assert "HOMESTEAD" not in kept.upper()


def test_a_list_cut_short_is_refused(listed: Resources, tmp_path: Path) -> None:
    exclude(listed, tmp_path, entry(1))
    path = tmp_path / "UPDATED.csv"
    path.write_bytes(path.read_bytes()[:-150])
    before = contents(listed.database)
    with pytest.raises(InputRefused, match="cut short"):
        load(listed, Source.EXCLUSIONS, path)
    assert contents(listed.database) == before


def test_a_list_of_less_than_half_is_refused(listed: Resources, tmp_path: Path) -> None:
    exclude(listed, tmp_path, entry(1))
    few = write_csv(tmp_path / "UPDATED.csv", _OTHERS[:2], _COLUMNS)
    with pytest.raises(InputRefused, match="2 of the 6 exclusions"):
        load(listed, Source.EXCLUSIONS, few)
    assert load(listed, Source.EXCLUSIONS, few, allow_shrink=True).removed == 4


def test_a_letter_of_another_encoding_leaves_nobody_listed(
    listed: Resources, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "UPDATED.csv", [entry(1, CITY="PE\u00d1A"), *_OTHERS], _COLUMNS)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    assert load(listed, Source.EXCLUSIONS, path).quarantined == 0
    assert shown(listed) == {npi_of(2)}


def test_while_rows_cannot_be_read_nobody_is_lifted_and_it_says_so(
    listed: Resources, tmp_path: Path
) -> None:
    exclude(listed, tmp_path, entry(1))
    report = exclude(listed, tmp_path, entry(None, FIRSTNAME="ADA" * 400))
    assert (report.quarantined, report.removed) == (1, 0)
    assert any("nothing was lifted" in review.reason for review in report.reviews)
    assert shown(listed) == {npi_of(2)}


def test_a_name_on_the_list_is_reviewed_for_who_comes_later_too(
    listed: Resources, tmp_path: Path
) -> None:
    exclude(listed, tmp_path, entry(None, LASTNAME="LATECOMER", FIRSTNAME="ADA"))
    newcomer = person(9, last="Latecomer", first="Ada")
    people = nppes_csv(tmp_path, [person(1), person(2), newcomer])
    report = load(listed, Source.NPPES, people)
    assert npi_of(9) in {review.npi for review in report.reviews}
    assert npi_of(9) in shown(listed)
