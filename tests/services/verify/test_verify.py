"""From what was seen at a source to what the directory tells, and who may decide it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from finder.domain.accounts import Role
from finder.domain.credentials import CertificationState
from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.practitioner import Practitioner
from finder.domain.provenance import Source
from finder.domain.quality import standing_on
from finder.domain.verification import ClaimState, NotThisPerson, StepRefused
from finder.services import verify
from finder.services.accounts import invite
from finder.services.audit_ledger import ledger_problems
from finder.services.resources import Resources
from finder.store.queries import claims
from finder.store.queries.ledger import entries_about
from finder.store.queries.profiles import load_practitioners, practitioner_id_of
from tests.factories import TODAY, certification, load, load_directory, npi_of, person, write_csv
from tests.services.test_imports_of_exclusions import entry, exclude

VERA, OTTO = Actor("vera@example.org", "verifier"), Actor("otto@example.org", "verifier")
NPI = npi_of(1)
CERTIFIED = {
    "issuer": "ABR",
    "certificate": "IR_DR",
    "duration_type": "continuous",
    "issued_on": "2018-06-01",
    "expires_on": "",
    "board_status": "certified",
    "maintenance_status": "",
    "source_url": "https://board.example/look-up",
    "checked_on": TODAY.isoformat(),
}
VERIFIED = ClaimState.VERIFIED
REVOKED = {**CERTIFIED, "board_status": "revoked_or_surrendered"}
REASON = "The practice says that the doctor left."


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    load_directory(any_resources, tmp_path, [person(1)])
    return any_resources


def recorded(site: Resources, cells: dict[str, str], actor: Actor = VERA) -> verify.Outcome:
    with site.database.writing() as session:
        return verify.record_check(session, site, actor, NPI, Source.CERTIFICATIONS, cells)


def stored_person(site: Resources) -> Practitioner:
    with site.database.reading() as session:
        number = practitioner_id_of(session, NPI)
        assert number is not None
        return load_practitioners(session, [number])[0]


def certification_state(site: Resources) -> CertificationState:
    found = stored_person(site)
    return standing_on(found, None, site.rules, site.today()).certification.state


def decided(
    site: Resources, step: Callable[..., verify.Outcome], actor: Actor, outcome: verify.Outcome
) -> verify.Outcome:
    with site.database.writing() as session:
        held = claims.claim(session, outcome.claim_id)
        assert held is not None
        return step(session, site, actor, outcome.claim_id, REASON, held.version)


def test_a_check_of_one_person_counts_at_once(site: Resources) -> None:
    assert recorded(site, CERTIFIED).state is ClaimState.VERIFIED
    assert certification_state(site) is CertificationState.VERIFIED
    check = stored_person(site).certifications[0].check
    assert check is not None
    assert check.checked_by == VERA.name


def test_taking_a_certification_away_waits_for_a_second_person(site: Resources) -> None:
    recorded(site, CERTIFIED)
    outcome = recorded(site, REVOKED)
    assert outcome.state is ClaimState.IN_REVIEW
    assert certification_state(site) is CertificationState.VERIFIED
    with pytest.raises(StepRefused, match="second person"):
        decided(site, verify.approve, VERA, outcome)
    assert certification_state(site) is CertificationState.VERIFIED
    decided(site, verify.approve, OTTO, outcome)
    assert certification_state(site) is CertificationState.NOT_CERTIFIED


def test_a_rejected_proposal_changes_nothing_and_cannot_be_approved_later(
    site: Resources,
) -> None:
    outcome = recorded(site, REVOKED)
    decided(site, verify.reject, OTTO, outcome)
    with pytest.raises(StepRefused, match="rejected"):
        decided(site, verify.approve, OTTO, outcome)
    assert certification_state(site) is CertificationState.UNKNOWN


def test_only_who_proposed_can_take_it_back(site: Resources) -> None:
    outcome = recorded(site, REVOKED)
    with pytest.raises(StepRefused, match="Only who proposed"):
        decided(site, verify.withdraw, OTTO, outcome)
    assert decided(site, verify.withdraw, VERA, outcome).state is ClaimState.WITHDRAWN


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("source_url", "", "source_url"),
        ("checked_on", "", "checked_on"),
        ("checked_on", (TODAY + timedelta(days=1)).isoformat(), "checked_on"),
        ("checked_on", (TODAY - timedelta(days=121)).isoformat(), "checked_on"),
        ("certificate", "VIR_LEGACY", "board_status"),
        ("duration_type", "time_limited", "expires_on"),
        ("issuer", "Nobody", "issuer"),
    ],
)
def test_what_cannot_be_recorded_is_refused_at_its_column(
    site: Resources, column: str, value: str, told: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        recorded(site, {**CERTIFIED, column: value})
    assert refused.value.field == told
    assert stored_person(site).certifications == ()


def test_evidence_of_exactly_120_days_still_decides(site: Resources) -> None:
    day = (TODAY - timedelta(days=120)).isoformat()
    assert recorded(site, {**CERTIFIED, "checked_on": day}).state is ClaimState.VERIFIED


def test_evidence_that_grew_old_in_the_queue_blocks_the_approval(site: Resources) -> None:
    import time_machine

    outcome = recorded(site, REVOKED)
    with (
        time_machine.travel(site.now() + timedelta(days=121)),
        pytest.raises(StepRefused, match="Look again"),
    ):
        decided(site, verify.approve, OTTO, outcome)


def test_hiding_and_showing_take_two_people(site: Resources) -> None:
    for propose, hidden in ((verify.propose_hiding, "closed"), (verify.propose_showing, "")):
        before = stored_person(site).hidden_because
        with site.database.writing() as session:
            outcome = propose(session, site, VERA, NPI, REASON)
        assert stored_person(site).hidden_because == before
        with pytest.raises(StepRefused):
            decided(site, verify.approve, VERA, outcome)
        decided(site, verify.approve, OTTO, outcome)
        assert stored_person(site).hidden_because == hidden


def test_hiding_is_proposed_once_and_with_a_reason(site: Resources) -> None:
    with pytest.raises(InvalidValue, match="Say why"), site.database.writing() as session:
        verify.propose_hiding(session, site, VERA, NPI, " short ")
    with site.database.writing() as session:
        verify.propose_hiding(session, site, VERA, NPI, REASON)
    with pytest.raises(InvalidValue, match="already"), site.database.writing() as session:
        verify.propose_hiding(session, site, OTTO, NPI, REASON)
    with pytest.raises(InvalidValue, match="not closed"), site.database.writing() as session:
        verify.propose_showing(session, site, OTTO, NPI, REASON)


def test_the_second_of_two_who_decide_is_told(site: Resources) -> None:
    outcome = recorded(site, REVOKED)
    with (
        pytest.raises(StepRefused, match="since you opened it"),
        site.database.writing() as session,
    ):
        verify.approve(session, site, OTTO, outcome.claim_id, REASON, version=1)


def test_an_unknown_npi_is_not_in_the_directory(site: Resources) -> None:
    with pytest.raises(NotListed), site.database.writing() as session:
        verify.record_check(session, site, VERA, npi_of(9), Source.CERTIFICATIONS, CERTIFIED)


def test_every_step_stands_in_the_ledger_with_its_evidence(site: Resources) -> None:
    recorded(site, CERTIFIED)
    decided(site, verify.approve, OTTO, recorded(site, REVOKED))
    with site.database.reading() as session:
        assert ledger_problems(session) == []
        rows = entries_about(session, f"practitioner:{NPI}")
    assert [(row.texts["action"], row.texts["actor"]) for row in reversed(rows)] == [
        ("check.record", VERA.name),
        ("check.propose", VERA.name),
        ("claim.approve", OTTO.name),
    ]
    assert {row.texts["evidence"] for row in rows} == {CERTIFIED["source_url"]}


PAST = {
    **CERTIFIED,
    "duration_type": "time_limited",
    "expires_on": (TODAY - timedelta(days=1)).isoformat(),
}


@pytest.mark.parametrize(
    "cells",
    [
        PAST,
        {**CERTIFIED, "board_status": "not_certified"},
        {**CERTIFIED, "board_status": "not_found"},
        {**CERTIFIED, "board_status": "converted"},
    ],
)
def test_whatever_takes_a_badge_away_takes_two(site: Resources, cells: dict[str, str]) -> None:
    recorded(site, CERTIFIED)
    assert recorded(site, cells).state is ClaimState.IN_REVIEW
    assert certification_state(site) is CertificationState.VERIFIED


def test_what_two_have_revoked_is_not_given_back_by_one(site: Resources) -> None:
    decided(site, verify.approve, OTTO, recorded(site, REVOKED))
    again = recorded(site, {**CERTIFIED, "certificate": "DR", "issued_on": ""})
    assert again.state is ClaimState.IN_REVIEW
    outcome = recorded(site, CERTIFIED)
    assert outcome.state is ClaimState.IN_REVIEW
    assert certification_state(site) is CertificationState.NOT_CERTIFIED


@pytest.mark.parametrize("status", ["not_certified", "not_found", "converted"])
def test_what_two_have_ended_is_not_set_back_by_one_whatever_it_was_called(
    site: Resources, status: str
) -> None:
    ended = {**CERTIFIED, "board_status": status}
    recorded(site, CERTIFIED)
    decided(site, verify.approve, OTTO, recorded(site, ended))
    # Whoever sees the same again needs nobody.
    again = {**ended, "maintenance_status": "not_participating"}
    assert recorded(site, again).state is ClaimState.VERIFIED
    outcome = recorded(site, CERTIFIED)
    assert outcome.state is ClaimState.IN_REVIEW
    assert certification_state(site) is not CertificationState.VERIFIED
    decided(site, verify.approve, OTTO, outcome)
    assert certification_state(site) is CertificationState.VERIFIED


def test_a_first_look_that_found_nothing_is_corrected_by_one(site: Resources) -> None:
    assert recorded(site, {**CERTIFIED, "board_status": "not_certified"}).state is VERIFIED
    assert recorded(site, CERTIFIED).state is VERIFIED


def test_while_a_proposal_waits_no_other_check_of_it_is_taken(site: Resources) -> None:
    recorded(site, CERTIFIED)
    outcome = recorded(site, REVOKED)
    for actor in (VERA, OTTO):
        with pytest.raises(InvalidValue, match="Decide the waiting proposal first"):
            recorded(site, {**CERTIFIED, "maintenance_status": "maintained"}, actor)
    decided(site, verify.reject, OTTO, outcome)
    assert recorded(site, CERTIFIED).state is ClaimState.VERIFIED


def test_a_check_older_than_the_one_on_record_is_refused(site: Resources) -> None:
    recorded(site, CERTIFIED)
    older = {**REVOKED, "checked_on": (TODAY - timedelta(days=1)).isoformat()}
    with pytest.raises(InvalidValue, match="A newer check of") as refused:
        recorded(site, older)
    assert refused.value.field == "checked_on"
    with site.database.reading() as session:
        assert len(entries_about(session, f"practitioner:{NPI}")) == 1


def test_a_proposal_older_than_what_is_on_record_cannot_be_approved(
    site: Resources, tmp_path: Path
) -> None:
    older = {**REVOKED, "checked_on": (TODAY - timedelta(days=1)).isoformat()}
    outcome = recorded(site, older)
    newer = certification(1, checked_on=TODAY.isoformat())
    load(site, Source.CERTIFICATIONS, write_csv(tmp_path / "newer.csv", [newer]))
    with pytest.raises(StepRefused, match="Reject it instead"):
        decided(site, verify.approve, OTTO, outcome)
    assert decided(site, verify.reject, OTTO, outcome).state is ClaimState.REJECTED


def test_who_is_hidden_as_retired_is_shown_again_by_two(site: Resources) -> None:
    cells = {
        "society": "SIR",
        "category": "emeritus",
        "source_url": "https://society.example/",
        "checked_on": TODAY.isoformat(),
    }

    def seen(category: str) -> verify.Outcome:
        with site.database.writing() as session:
            told = {**cells, "category": category}
            return verify.record_check(session, site, VERA, NPI, Source.MEMBERSHIPS, told)

    decided(site, verify.approve, OTTO, seen("emeritus"))
    assert stored_person(site).hidden_because == "retired"
    outcome = seen("member")
    assert outcome.state is ClaimState.IN_REVIEW
    assert stored_person(site).hidden_because == "retired"
    decided(site, verify.approve, OTTO, outcome)
    assert stored_person(site).hidden_because == ""


def test_nobody_checks_or_decides_their_own_record(site: Resources) -> None:
    outcome = recorded(site, REVOKED)
    with site.database.writing() as session:
        invite(session, site, Actor("terminal", "operator"), OTTO.name, Role.CLINICIAN, NPI)
    with pytest.raises(NotThisPerson, match="your own"):
        recorded(site, CERTIFIED, OTTO)
    for step in (verify.approve, verify.reject):
        with pytest.raises(NotThisPerson, match="your own"):
            decided(site, step, OTTO, outcome)
    with pytest.raises(NotThisPerson), site.database.writing() as session:
        verify.propose_hiding(session, site, OTTO, NPI, REASON)


def test_a_place_that_shows_an_excluded_doctor_by_a_waiver_takes_two(
    site: Resources, tmp_path: Path
) -> None:
    exclude(site, tmp_path, entry(1, WAIVERDATE="20260101", WVRSTATE="WI"))
    assert stored_person(site).hidden_because == "excluded"
    place = {"line1": "7 New Road", "city": "Milwaukee", "state": "WI", "zip": "53202"}
    cells = {**place, "practice_name": "Sample", "confirmed_on": TODAY.isoformat()}
    with site.database.writing() as session:
        outcome = verify.record_check(session, site, VERA, NPI, Source.PRACTICES, cells)
    assert outcome.state is ClaimState.IN_REVIEW
    assert stored_person(site).hidden_because == "excluded"
