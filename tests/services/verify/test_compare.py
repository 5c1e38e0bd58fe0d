"""Two people at one fact: the second is shown what the first did, and nothing of either is lost."""

from datetime import timedelta
from pathlib import Path

import pytest

from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.practitioner import Practitioner
from finder.domain.provenance import Source
from finder.domain.verification import ChangedMeanwhile, ClaimState, Doubtful
from finder.services import verify
from finder.services.resources import Resources
from finder.services.show_record import show_record
from finder.store.queries.credentials import events_of
from finder.store.queries.ledger import entries_about
from finder.store.queries.profiles import load_practitioners, practitioner_id_of
from tests.factories import (
    TODAY,
    certification,
    load_directory,
    npi_of,
    person,
    practice,
)

VERA, OTTO = Actor("vera@example.org", "verifier"), Actor("otto@example.org", "verifier")
NPI = npi_of(1)
CERTIFIED = {
    "issuer": "ABR",
    "certificate": "IR_DR",
    "duration_type": "continuous",
    "board_status": "certified",
    "maintenance_status": "unknown",
    "issued_on": "",
    "expires_on": "",
    "source_url": "https://board.example/look-up",
    "checked_on": TODAY.isoformat(),
}
MAINTAINED = {**CERTIFIED, "maintenance_status": "maintained"}
PLACE = {
    "practice_name": "Sample Spine Centre",
    "line1": "1 Example Avenue",
    "line2": "",
    "city": "Chicago",
    "state": "IL",
    "zip": "60601",
    "phone": "3125550100",
    "fax": "3125550199",
    "accepts_new_patients": "yes",
    "website": "",
    "confirmed_on": TODAY.isoformat(),
}


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    load_directory(
        any_resources,
        tmp_path,
        [person(1)],
        certifications=[certification(1)],
        practices=[practice(1, fax="3125550199", accepts_new_patients="yes")],
    )
    return any_resources


def opened(site: Resources, source: Source = Source.CERTIFICATIONS) -> verify.Facts:
    with site.database.reading() as session:
        return show_record(session, site, NPI).facts[source]


def record(
    site: Resources,
    actor: Actor,
    cells: dict[str, str],
    source: Source = Source.CERTIFICATIONS,
    **options: object,
) -> verify.Outcome:
    with site.database.writing() as session:
        return verify.record_check(session, site, actor, NPI, source, cells, **options)  # type: ignore[arg-type]


def stored(site: Resources) -> Practitioner:
    with site.database.reading() as session:
        number = practitioner_id_of(session, NPI)
        assert number is not None
        return load_practitioners(session, [number])[0]


def status(site: Resources) -> str:
    return stored(site).certifications[0].maintenance_status.value


def test_the_second_sees_the_difference_and_writes_nothing(site: Resources) -> None:
    seen = opened(site)
    record(site, VERA, MAINTAINED, seen=seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        record(site, OTTO, {**CERTIFIED, "source_url": "https://typed.example/"}, seen=seen)
    told = {each.field: (each.seen, each.found, each.typed) for each in refused.value.differences}
    assert told["maintenance_status"] == ("unknown", "maintained", "unknown")
    assert told["checked_on"] == ("2026-10-03", TODAY.isoformat(), TODAY.isoformat())
    assert told["source_url"][2] == "https://typed.example/"
    assert refused.value.changed_by == VERA.name
    assert refused.value.changed_at is not None
    assert refused.value.changed_at.date() == TODAY
    assert status(site) == "maintained"


def test_sent_again_against_what_is_there_now_it_counts(site: Resources) -> None:
    record(site, VERA, MAINTAINED, seen=opened(site))
    record(site, OTTO, CERTIFIED, seen=opened(site))
    assert status(site) == "unknown"


def test_another_certificate_of_the_same_person_is_no_conflict(site: Resources) -> None:
    seen = opened(site)
    record(site, VERA, {**CERTIFIED, "certificate": "NEURORAD"}, seen=seen)
    record(site, OTTO, MAINTAINED, seen=seen)
    assert len(stored(site).certifications) == 2


def test_what_waits_for_a_second_person_has_changed_the_fact_too(site: Resources) -> None:
    seen = opened(site)
    revoked = {**CERTIFIED, "board_status": "revoked_or_surrendered"}
    assert record(site, VERA, revoked, seen=seen).state is ClaimState.IN_REVIEW
    with pytest.raises(ChangedMeanwhile) as refused:
        record(site, OTTO, CERTIFIED, seen=seen)
    assert refused.value.changed_by == VERA.name
    assert any("revoked" in each.found for each in refused.value.differences)


def test_the_same_form_sent_twice_is_one_check(site: Resources) -> None:
    seen = opened(site)
    first = record(site, VERA, MAINTAINED, seen=seen)
    assert record(site, VERA, MAINTAINED, seen=seen).claim_id == first.claim_id
    with site.database.reading() as session:
        assert len(entries_about(session, f"practitioner:{NPI}")) == 1


def test_what_was_said_before_and_undone_may_be_said_again_on_the_same_day(
    site: Resources,
) -> None:
    for cells in (CERTIFIED, MAINTAINED, CERTIFIED):
        record(site, VERA, cells)
    assert status(site) == "unknown"
    with site.database.reading() as session:
        number = stored(site).practitioner_id
        outcomes = [event.outcome for event in events_of(session, number)]
    assert outcomes[:3] == ["certified", "certified", "certified"]


def test_the_ledger_says_what_stood_there_before(site: Resources) -> None:
    record(site, VERA, MAINTAINED)
    with site.database.reading() as session:
        (row,) = entries_about(session, f"practitioner:{NPI}")
    changes = {change.field: (change.before, change.after) for change in row.changes}
    assert changes["maintenance_status"] == ("unknown", "maintained")
    assert changes["checked_by"] == ("R. Register", VERA.name)
    assert changes["board-certification"] == ("", "ABR IR_DR")
    assert "issuer" not in changes


def test_a_warning_asks_to_look_twice(site: Resources) -> None:
    early = {**CERTIFIED, "issued_on": "2017-10-14"}
    with pytest.raises(Doubtful) as doubtful:
        record(site, VERA, early)
    assert [column for column, _ in doubtful.value.problems] == ["issued_on"]
    record(site, VERA, early, despite_doubts=True)
    assert stored(site).certifications[0].issued_on is not None


def test_an_error_is_no_warning(site: Resources) -> None:
    diagnostic = {**CERTIFIED, "certificate": "DR"}
    with pytest.raises(InvalidValue, match="converted") as refused:
        record(site, VERA, diagnostic, despite_doubts=True)
    assert refused.value.field == "board_status"
    record(site, VERA, {**diagnostic, "board_status": "converted"})


def test_a_retirement_waits_for_a_second_person(site: Resources) -> None:
    cells = {
        "society": "SIR",
        "category": "emeritus",
        "source_url": "https://society.example/",
        "checked_on": TODAY.isoformat(),
    }
    assert record(site, VERA, cells, Source.MEMBERSHIPS).state is ClaimState.IN_REVIEW
    assert stored(site).hidden_because == ""


def test_a_confirmed_listing_keeps_what_it_said(site: Resources) -> None:
    seen = opened(site, Source.PRACTICES)
    (known,) = seen.values()
    cells = {**known, "confirmed_on": TODAY.isoformat()}
    cells.pop("confirmed_by")
    record(site, VERA, cells, Source.PRACTICES, seen=seen)
    (place,) = stored(site).locations
    assert place.confirmed_on == TODAY
    assert place.fax == "3125550199"


def test_a_field_that_is_emptied_is_empty(site: Resources) -> None:
    record(site, VERA, {**PLACE, "fax": "", "accepts_new_patients": ""}, Source.PRACTICES)
    (place,) = stored(site).locations
    assert (place.fax, place.accepts_new_patients) == ("", None)
    assert place.phone == "3125550100"


def test_a_column_that_was_not_sent_says_nothing(site: Resources) -> None:
    record(site, VERA, {key: PLACE[key] for key in PLACE if key != "fax"}, Source.PRACTICES)
    assert stored(site).locations[0].fax == "3125550199"


def test_an_older_confirmation_is_refused_and_empties_nothing(site: Resources) -> None:
    older = (TODAY - timedelta(days=60)).isoformat()
    with pytest.raises(InvalidValue, match="A newer check"):
        record(site, VERA, {**PLACE, "fax": "", "confirmed_on": older}, Source.PRACTICES)
    assert stored(site).locations[0].fax == "3125550199"


def test_another_address_asks_first_whether_it_is_a_further_place(site: Resources) -> None:
    seen = opened(site, Source.PRACTICES)
    moved = {**PLACE, "line1": "9 Other Street"}
    with pytest.raises(Doubtful, match="further practice location"):
        record(site, VERA, moved, Source.PRACTICES, seen=seen)
    record(site, VERA, moved, Source.PRACTICES, seen=seen, despite_doubts=True)
    assert len(stored(site).locations) == 2


def test_the_same_door_written_otherwise_is_the_same_place(site: Resources) -> None:
    seen = opened(site, Source.PRACTICES)
    record(site, VERA, {**PLACE, "line1": "1 EXAMPLE AVE."}, Source.PRACTICES, seen=seen)
    assert len(stored(site).locations) == 1
