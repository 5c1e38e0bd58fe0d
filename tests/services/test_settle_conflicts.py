"""What is picked between two sources is shown everywhere, and no import undoes it."""

from pathlib import Path

import pytest

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.search import parse_search
from finder.domain.verification import StepRefused
from finder.services.answer_json import profile_document
from finder.services.check_directory import check_directory
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.services.settle_conflicts import (
    ConflictLine,
    list_contradictions,
    settle_conflict,
)
from finder.services.show_profile import show_profile
from finder.store.queries.ledger import entries_about
from tests.factories import clinician, load, npi_of, nppes_csv, person, practice, write_csv

VERA = Actor("vera@example.org", "verifier")
PHONE = "Provider Business Practice Location Address Telephone Number"
OURS, THEIRS = "3125550100", "3125550199"
OTHER_PHONE = {"Telephone Number": THEIRS}
OTHER_DOOR = {"adr_ln_1": "9 OTHER ST", "ZIP Code": "60602"}


@pytest.fixture
def listed(any_resources: Resources, tmp_path: Path) -> Resources:
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, [person(1)]))
    return any_resources


def release(site: Resources, folder: Path, day: int = 1, **cells: str) -> None:
    path = write_csv(folder / f"DAC_202611{day:02d}.csv", [clinician(1, **cells)])
    load(site, Source.MEDICARE_CLINICIANS, path)


def lines(site: Resources, is_decided: bool = False) -> tuple[ConflictLine, ...]:
    with site.database.reading() as session:
        return list_contradictions(session, "", is_decided, 1).lines


def pick(site: Resources, side: str, is_decided: bool = False) -> None:
    (line,) = lines(site, is_decided)
    with site.database.writing() as session:
        held = line.held
        settle_conflict(session, site, VERA, held.conflict_id, side, "Asked by phone.", held.seen)


def profile(site: Resources) -> dict[str, object]:
    with site.database.reading() as session:
        return profile_document(show_profile(session, site, npi_of(1)))


def phones(site: Resources) -> list[str]:
    places = profile(site)["locations"]
    assert isinstance(places, list)
    found_by_search = [match.location.phone for match in found(site)]
    assert [place["phone"] for place in places][:1] == found_by_search
    assert check_directory(site).problems == ()
    return [place["phone"] for place in places]


def found(site: Resources, **wish: str):  # type: ignore[no-untyped-def]
    with site.database.reading() as session:
        request = parse_search({"near": "60601", "radius": "50", **wish})
        return search_providers(session, site, request).matches


def test_the_picked_phone_is_shown_and_no_import_undoes_it(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, **OTHER_PHONE)
    assert phones(listed) == [OURS]
    pick(listed, "b")
    assert phones(listed) == [THEIRS]
    # The losing source comes again, with other news of the same person.
    again = person(1, **{"Last Update Date": "11/20/2026"})
    load(listed, Source.NPPES, nppes_csv(tmp_path, [again]))
    release(listed, tmp_path, 15, **OTHER_PHONE)
    assert phones(listed) == [THEIRS]
    assert lines(listed) == ()


def test_a_pick_ends_when_a_source_says_something_new(listed: Resources, tmp_path: Path) -> None:
    release(listed, tmp_path, **OTHER_PHONE)
    pick(listed, "b")
    load(listed, Source.NPPES, nppes_csv(tmp_path, [person(1, **{PHONE: "3125550123"})]))
    assert phones(listed) == ["3125550123"]
    assert [line.held.conflict.value_a for line in lines(listed)] == ["3125550123"]


def test_a_pick_sleeps_while_the_sources_agree(listed: Resources, tmp_path: Path) -> None:
    release(listed, tmp_path, **OTHER_PHONE)
    pick(listed, "b")
    release(listed, tmp_path, 15)
    assert phones(listed) == [OURS]
    release(listed, tmp_path, 18, **OTHER_PHONE)
    assert phones(listed) == [THEIRS]


def test_neither_phone_can_be_shown_and_the_question_opened_again(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, **OTHER_PHONE)
    pick(listed, "neither")
    assert phones(listed) == [""]
    pick(listed, "open", is_decided=True)
    assert phones(listed) == [OURS]
    assert len(lines(listed)) == 1


def test_the_ledger_keeps_source_and_value_before_and_after(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, **OTHER_PHONE)
    pick(listed, "b")
    with listed.database.reading() as session:
        (row,) = entries_about(session, f"practitioner:{npi_of(1)}")
    assert [(one.field, one.before, one.after) for one in row.changes] == [
        ("decision", "open", "medicare-clinicians"),
        ("phone at 1 Example Avenue, 60601", OURS, THEIRS),
    ]
    assert (row.texts["actor"], row.texts["reason"]) == (VERA.name, "Asked by phone.")


def test_an_address_that_is_none_is_shown_nowhere(listed: Resources, tmp_path: Path) -> None:
    release(listed, tmp_path, **OTHER_DOOR)
    pick(listed, "b")
    places = profile(listed)["locations"]
    assert isinstance(places, list)
    assert [place["lines"] for place in places] == [["9 OTHER ST"]]
    assert [match.location.lines for match in found(listed)] == [("9 OTHER ST",)]
    assert check_directory(listed).problems == ()


@pytest.mark.parametrize(("side", "is_found"), [("a", False), ("b", True), ("neither", False)])
def test_a_pick_decides_what_a_filter_finds(
    listed: Resources, tmp_path: Path, side: str, is_found: bool
) -> None:
    said = [practice(1, telehealth="no")]
    load(listed, Source.PRACTICES, write_csv(tmp_path / "practices.csv", said))
    release(listed, tmp_path)
    pick(listed, side)
    assert bool(found(listed, telehealth="1")) == is_found
    load(listed, Source.PRACTICES, write_csv(tmp_path / "practices.csv", said))
    assert bool(found(listed, telehealth="1")) == is_found
    assert check_directory(listed).problems == ()


def test_a_picked_name_is_shown_and_found_by(listed: Resources, tmp_path: Path) -> None:
    release(listed, tmp_path, **{"Provider Last Name": "QUINCEWOOD"})
    assert not found(listed, q="Dr. Quincewood", near="")
    pick(listed, "b")
    assert profile(listed)["name"] == "Ada Quincewood"
    load(listed, Source.NPPES, nppes_csv(tmp_path, [person(1, **{PHONE: "3125550123"})]))
    for words in ("Dr. Quincewood", "Dr. Sample1"):
        assert [match.practitioner.npi for match in found(listed, q=words, near="")] == [npi_of(1)]
    pick(listed, "open", is_decided=True)
    assert not found(listed, q="Dr. Quincewood", near="")
    assert profile(listed)["name"] == "Ada Sample1"


def test_the_second_of_two_at_once_is_told(listed: Resources, tmp_path: Path) -> None:
    release(listed, tmp_path, **OTHER_PHONE)
    (line,) = lines(listed)
    pick(listed, "b")
    with pytest.raises(StepRefused, match="since you opened"), listed.database.writing() as session:
        settle_conflict(session, listed, VERA, line.held.conflict_id, "a", "", line.held.seen)
    assert phones(listed) == [THEIRS]


def test_what_cannot_be_picked_is_refused(listed: Resources, tmp_path: Path) -> None:
    release(listed, tmp_path, **OTHER_DOOR)
    with pytest.raises(InvalidValue, match="Choose"):
        pick(listed, "neither")
    with pytest.raises(NotListed, match="no longer there"), listed.database.writing() as session:
        settle_conflict(session, listed, VERA, 999, "a", "", "")
