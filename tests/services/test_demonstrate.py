"""The demonstration as it is loaded: every state is there, and it never ages."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from finder.domain.credentials import Certificate, CertificationClass, CertificationState
from finder.domain.errors import InputRefused
from finder.domain.listing import hidden_because, listed_locations
from finder.domain.memberships import MembershipCategory, MembershipState
from finder.domain.place import Place, PlaceKind
from finder.domain.practitioner import Practitioner
from finder.domain.procedures import Procedure, VolumeKind
from finder.domain.provenance import Source
from finder.domain.quality import Standing, standing_on
from finder.domain.search import SearchRequest
from finder.domain.volumes import volume_for
from finder.importers.postal import STATE_CODES
from finder.services.demonstrate import (
    clear_demonstration,
    is_empty,
    load_demonstration,
    moved,
)
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.settings import Settings
from finder.store.base import Base
from finder.store.queries.directory import DirectoryState, directory_state
from finder.store.queries.practitioners import all_practitioner_ids
from finder.store.queries.profiles import load_practitioners
from finder.store.tables import (
    ChainHeadRow,
    DirectoryRow,
    LedgerRow,
    LocationIndexRow,
    ReviewRow,
)
from tests.factories import load, load_directory, nppes_csv, person, sharing_tables

STATES = STATE_CODES - {"AS", "MP", "FM", "MH", "PW", "AA", "AE", "AP"}
LATER = date(2029, 3, 1)
# What was done stays on record when everything it was done to is cleared.
KEPT = (DirectoryRow, LedgerRow, ChainHeadRow)
FACTS = [mapper.class_ for mapper in Base.registry.mappers if mapper.class_ not in KEPT]


@pytest.fixture(scope="module")
def loaded(
    tmp_path_factory: pytest.TempPathFactory, empty_file: Path, tables: Resources
) -> Iterator[Resources]:
    """The demonstration loaded long after its reference day, with the clock standing there."""
    home = tmp_path_factory.mktemp("demonstration")
    shutil.copy(empty_file, home / "finder.db")
    noon = datetime(LATER.year, LATER.month, LATER.day, 12, tzinfo=UTC)
    with (
        time_machine.travel(noon, tick=True),
        sharing_tables(Resources(Settings(home=home)), tables) as resources,
    ):
        with resources.database.writing() as session:
            load_demonstration(session, resources)
        yield resources


@pytest.fixture(scope="module")
def people(loaded: Resources) -> list[Practitioner]:
    with loaded.database.reading() as session:
        return load_practitioners(session, all_practitioner_ids(session))


@pytest.fixture(scope="module")
def standings(loaded: Resources, people: list[Practitioner]) -> list[Standing]:
    return [
        standing_on(person, location, loaded.rules, LATER)
        for person in people
        for location in person.locations
    ]


def test_some_four_hundred_are_listed_in_every_state(people: list[Practitioner]) -> None:
    listed = [person for person in people if not hidden_because(person)]
    assert 400 <= len(listed) <= 480
    assert {place.state for person in listed for place in person.locations} >= STATES


def test_the_retired_and_the_excluded_are_hidden(people: list[Practitioner]) -> None:
    reasons = Counter(hidden_because(person) for person in people)
    assert (reasons["retired"], reasons["excluded"]) == (1, 2)


def test_hidden_practitioners_have_no_row_in_the_index(
    loaded: Resources, people: list[Practitioner]
) -> None:
    with loaded.database.reading() as session:
        indexed = {number for (number,) in session.query(LocationIndexRow.practitioner_id)}
    assert not indexed & {who.practitioner_id for who in people if hidden_because(who)}


def test_a_waiver_shows_one_state_and_hides_the_other(people: list[Practitioner]) -> None:
    waived = [who for who in people if who.exclusions and len(listed_locations(who)) > 0]
    states = [
        ({place.state for place in who.locations}, {place.state for place in listed_locations(who)})
        for who in waived
    ]
    assert ({"MO", "KS"}, {"MO"}) in states


def test_a_shared_name_hides_nobody_and_asks_a_person(loaded: Resources) -> None:
    with loaded.database.reading() as session:
        reasons = [reason for (reason,) in session.query(ReviewRow.reason)]
    assert any("names somebody of this name" in reason for reason in reasons)


def test_every_state_of_certification_is_there(standings: list[Standing]) -> None:
    assert {standing.certification.state for standing in standings} == set(CertificationState)
    assert {standing.certification.rung for standing in standings} == set(CertificationClass)


def test_every_certificate_is_there(people: list[Practitioner]) -> None:
    held = {record.certificate for person in people for record in person.certifications}
    assert held == set(Certificate)


def test_an_osteopathic_doctor_reaches_the_first_rung(standings: list[Standing]) -> None:
    assert any(
        standing.certification.rung is CertificationClass.INTERVENTIONAL
        and standing.certification.certification is not None
        and standing.certification.certification.certificate is Certificate.AOBR_VIR
        for standing in standings
    )


def test_some_certificates_end_soon_and_some_checks_are_overdue(standings: list[Standing]) -> None:
    due = [
        (standing.certification.state, standing.certification.certification.next_due_on)
        for standing in standings
        if standing.certification.certification is not None
    ]
    verified = {
        (day - LATER).days
        for state, day in due
        if state is CertificationState.VERIFIED and day is not None
    }
    assert any(0 <= days <= 60 for days in verified)
    assert any(-30 <= days < 0 for days in verified)
    assert any(
        state is CertificationState.UNKNOWN and day is not None and (LATER - day).days > 30
        for state, day in due
    )


def test_every_membership_is_there(people: list[Practitioner], standings: list[Standing]) -> None:
    categories = {record.category for person in people for record in person.memberships}
    assert categories == set(MembershipCategory)
    assert {standing.membership.state for standing in standings} == set(MembershipState)


def test_volumes_are_exact_large_and_small_intervals_and_not_published(
    people: list[Practitioner],
) -> None:
    volumes = [volume_for(person.volumes, Procedure.KYPHOPLASTY, 2027) for person in people]
    exact = [volume.count for volume in volumes if volume.kind is VolumeKind.EXACT]
    kinds = {volume.kind for volume in volumes}
    assert kinds == {VolumeKind.EXACT, VolumeKind.INTERVAL, VolumeKind.NOT_PUBLISHED}
    assert max(count or 0 for count in exact) > 100
    assert 11 <= min(count or 0 for count in exact) < 20
    assert {volume.year for person in people for volume in person.volumes} == {2026, 2027}


def test_listings_are_fresh_ageing_stale_and_never_confirmed(standings: list[Standing]) -> None:
    assert {standing.listing_value for standing in standings} == {1.0, 0.6, 0.2}
    assert any(standing.confirmed_on is None for standing in standings)


def test_locations_answer_yes_no_and_nothing(people: list[Practitioner]) -> None:
    places = [place for person in people for place in person.locations]
    for name in ("accepts_new_patients", "telehealth", "medicare", "wheelchair_access"):
        assert {getattr(place, name) for place in places} == {True, False, None}
    assert {"en", "es", "zh", "vi"} <= {code for place in places for code in place.languages}
    assert {place.provenance.source for place in places} == {
        Source.NPPES,
        Source.NPPES_LOCATIONS,
        Source.PRACTICES,
    }


def test_some_have_several_locations_even_across_a_state_line(people: list[Practitioner]) -> None:
    assert max(len(person.locations) for person in people) == 4
    assert any(len({place.state for place in person.locations}) > 1 for person in people)


def test_one_practice_is_a_post_office_box_and_one_cannot_be_placed(
    loaded: Resources, people: list[Practitioner]
) -> None:
    places = [place for person in people for place in person.locations]
    boxes = [place for place in places if place.lines[0].startswith("PO BOX")]
    origins = [loaded.places.resolve(place.zip_code) for place in boxes]
    assert [origin.kind for origin in origins if isinstance(origin, Place)] == [PlaceKind.PO_BOX]
    assert [place.zip_code for place in places if place.point is None] == ["09001"]


def test_two_in_one_building_are_equal_in_everything(people: list[Practitioner]) -> None:
    facts = Counter(
        (
            person.certifications,
            person.memberships,
            person.volumes,
            tuple(place.lines for place in person.locations),
        )
        for person in people
    )
    assert facts.most_common(1)[0][1] == 2


def test_the_demonstration_is_of_today_whenever_it_is_loaded(
    loaded: Resources, people: list[Practitioner]
) -> None:
    checked = [record.check for person in people for record in person.certifications]
    newest = max(check.checked_on for check in checked if check is not None)
    assert timedelta(0) <= LATER - newest < timedelta(days=20)
    with loaded.database.reading() as session:
        state = directory_state(session)
    assert state.is_demo
    assert state.newest_volume_year == LATER.year - 2
    assert state.data_as_of is not None
    assert state.data_as_of <= LATER


@pytest.mark.parametrize("place", ["60601", "99501", "96910", "00901", "59301", "96813"])
def test_searches_all_over_find_somebody_and_say_that_it_is_a_demonstration(
    loaded: Resources, place: str
) -> None:
    request = SearchRequest(text="kyphoplasty doctors near me", near=place, radius_miles=300)
    with loaded.database.reading() as session:
        found = search_providers(session, loaded, request)
    assert found.matches
    assert "demonstration" in {notice.code for notice in found.notices}


def test_days_move_in_each_way_they_are_written_and_nothing_else_does() -> None:
    text = "2026-12-31 12/31/2026 20261231 00000000 2158972952 602-555-0101 DEMO20261231 606010000"
    assert moved(text, timedelta(days=1)) == (
        "2027-01-01 01/01/2027 20270101 00000000 2158972952 602-555-0101 DEMO20261231 606010000"
    )


def test_a_cleared_demonstration_leaves_nothing_and_real_records_load(
    any_resources: Resources, tmp_path: Path
) -> None:
    with any_resources.database.writing() as session:
        load_demonstration(session, any_resources)
    with any_resources.database.reading() as session:
        generation = directory_state(session).generation
    register = nppes_csv(tmp_path, [person(1)])
    with pytest.raises(InputRefused, match="finder demo --clear"):
        load(any_resources, Source.NPPES, register, release_on=date(2026, 1, 11))
    with any_resources.database.writing() as session:
        clear_demonstration(session, any_resources)
    with any_resources.database.reading() as session:
        assert all(session.query(table).count() == 0 for table in FACTS)
        assert is_empty(session)
        assert directory_state(session) == DirectoryState(generation=generation + 1)
    assert load(any_resources, Source.NPPES, register, release_on=date(2026, 1, 11)).added == 1
    with any_resources.database.reading() as session:
        assert not directory_state(session).is_demo
        assert session.query(LocationIndexRow).count() == 1


def test_a_real_directory_is_neither_cleared_nor_mixed_with_invented_doctors(
    resources: Resources, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(1)])
    for action in (
        lambda session: clear_demonstration(session, resources),
        lambda session: load_demonstration(session, resources),
    ):
        with pytest.raises(InputRefused), resources.database.writing() as session:
            action(session)
    with resources.database.reading() as session:
        assert len(all_practitioner_ids(session)) == 1


def test_a_load_that_breaks_off_leaves_an_empty_directory(resources: Resources) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), resources.database.writing() as session:
        load_demonstration(session, resources, progress=break_off)
    with resources.database.reading() as session:
        assert is_empty(session)
        assert not all_practitioner_ids(session)
