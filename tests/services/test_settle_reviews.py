"""Questions of imports: one answer a pair, remembered, and two people where somebody is hidden."""

from pathlib import Path

import pytest

from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.reviews import Question, ReviewKind
from finder.domain.search import parse_search
from finder.domain.verification import StepRefused
from finder.services import verify
from finder.services.check_directory import check_directory
from finder.services.load_records import ImportReport
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.services.settle_reviews import settle_review
from finder.services.show_reviews import list_reviews, show_review
from finder.store.queries import claims, reviews
from finder.store.queries.ledger import entries_about
from tests.factories import (
    certification,
    deactivated,
    load,
    membership,
    npi_of,
    nppes_csv,
    person,
    write_csv,
)
from tests.services.test_imports_of_exclusions import entry, exclude

VERA, OTTO = Actor("vera@example.org", "verifier"), Actor("otto@example.org", "verifier")
REASON = "The OIG's own look-up says so."
NAMED = {"LASTNAME": "SAMPLE1", "FIRSTNAME": "ADA"}
REPORT = "NPPES Deactivated NPI Report 20261110.csv"


@pytest.fixture
def listed(any_resources: Resources, tmp_path: Path) -> Resources:
    people = [person(1), person(2, zip_code="64105", city="Kansas City", state="MO")]
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, people))
    return any_resources


def shown(site: Resources, near: str = "60601") -> set[str]:
    with site.database.reading() as session:
        request = parse_search({"near": near, "radius": "50"})
        matches = search_providers(session, site, request).matches
    return {match.practitioner.npi for match in matches}


def asked(site: Resources, is_settled: bool = False) -> list[Question]:
    with site.database.reading() as session:
        return list(list_reviews(session, "", is_settled, 1).questions)


def settled(
    site: Resources,
    verdict: str,
    actor: Actor = VERA,
    reason: str = REASON,
    is_settled: bool = False,
) -> str:
    (held, *_) = asked(site, is_settled)
    with site.database.writing() as session:
        return settle_review(session, site, actor, held.review_id, verdict, reason, held.seen)


def approved(site: Resources, actor: Actor = OTTO) -> None:
    with site.database.writing() as session:
        (claim,) = claims.open_claims(session)
        verify.approve(session, site, actor, claim.claim_id, "Seen it too.", claim.version)


def actions(site: Resources, npi: str) -> list[str]:
    with site.database.reading() as session:
        return [row.texts["action"] for row in entries_about(session, f"practitioner:{npi}")][::-1]


def excluded_by_name(site: Resources, folder: Path, **cells: str) -> ImportReport:
    return exclude(site, folder, entry(None, **{**NAMED, **cells}))


def test_somebody_else_is_said_once_and_never_asked_again(
    listed: Resources, tmp_path: Path
) -> None:
    excluded_by_name(listed, tmp_path)
    assert settled(listed, "somebody-else") == "Settled. No later import asks this again."
    excluded_by_name(listed, tmp_path)
    # The list added a waiver and corrected the specialty: it is the same entry.
    excluded_by_name(listed, tmp_path, WAIVERDATE="20260601", WVRSTATE="WI", SPECIALTY="NURSE")
    assert asked(listed) == []
    assert npi_of(1) in shown(listed)
    assert actions(listed, npi_of(1)) == ["review.settle"]


def test_another_entry_of_that_name_is_another_question(listed: Resources, tmp_path: Path) -> None:
    excluded_by_name(listed, tmp_path)
    settled(listed, "somebody-else")
    excluded_by_name(listed, tmp_path, EXCLDATE="20250220")
    assert [held.kind for held in asked(listed)] == [ReviewKind.EXCLUDED_NAME]


def test_two_entries_of_one_name_in_one_state_are_two_questions(
    listed: Resources, tmp_path: Path
) -> None:
    both = [entry(None, **NAMED), entry(None, **NAMED, EXCLDATE="20250220")]
    exclude(listed, tmp_path, *both)
    assert len(asked(listed)) == 2


def test_the_same_person_is_hidden_by_two_people_and_stays_so(
    listed: Resources, tmp_path: Path
) -> None:
    excluded_by_name(listed, tmp_path)
    settled(listed, "same-person")
    assert npi_of(1) in shown(listed)
    with pytest.raises(StepRefused, match="second person"):
        approved(listed, VERA)
    approved(listed)
    for _ in range(2):
        assert npi_of(1) not in shown(listed)
        assert check_directory(listed).problems == ()
        excluded_by_name(listed, tmp_path)
    assert asked(listed) == []
    assert actions(listed, npi_of(1)) == ["exclusion.propose", "claim.approve"]


def test_who_is_hidden_by_name_is_shown_when_the_list_lifts_it(
    listed: Resources, tmp_path: Path
) -> None:
    excluded_by_name(listed, tmp_path)
    settled(listed, "same-person")
    approved(listed)
    exclude(listed, tmp_path)
    assert npi_of(1) in shown(listed)
    assert check_directory(listed).problems == ()


def test_a_waiver_holds_for_who_is_hidden_by_name_too(listed: Resources, tmp_path: Path) -> None:
    waived = {"WAIVERDATE": "20260120", "WVRSTATE": "MO", "LASTNAME": "SAMPLE2", "STATE": "MO"}
    excluded_by_name(listed, tmp_path, **waived)
    settled(listed, "same-person")
    approved(listed)
    assert shown(listed, "64105") == {npi_of(2)}
    with listed.database.reading() as session:
        (held,) = list_reviews(session, "", True, 1).questions
        screen = show_review(session, listed, held.review_id)
    assert [is_shown for _, is_shown in screen.places] == [True]
    assert screen.entry is not None
    assert screen.entry.waiver_state == "MO"


def test_the_very_npi_is_confirmed_by_one_person(listed: Resources, tmp_path: Path) -> None:
    exclude(listed, tmp_path, entry(1))
    assert npi_of(1) not in shown(listed)
    settled(listed, "same-person", reason="")
    exclude(listed, tmp_path, entry(1))
    assert asked(listed) == []
    assert npi_of(1) not in shown(listed)


def test_lifting_takes_two_people_and_no_import_undoes_it(
    listed: Resources, tmp_path: Path
) -> None:
    exclude(listed, tmp_path, entry(1))
    settled(listed, "somebody-else")
    assert npi_of(1) not in shown(listed)
    approved(listed)
    for _ in range(2):
        assert npi_of(1) in shown(listed)
        assert check_directory(listed).problems == ()
        exclude(listed, tmp_path, entry(1))
    # The way back takes two people again.
    settled(listed, "same-person", OTTO, is_settled=True)
    assert npi_of(1) in shown(listed)
    approved(listed, VERA)
    assert npi_of(1) not in shown(listed)


def test_a_rejected_proposal_leaves_the_question_open(listed: Resources, tmp_path: Path) -> None:
    excluded_by_name(listed, tmp_path)
    settled(listed, "same-person")
    with pytest.raises(StepRefused, match="waits for a second person"):
        settled(listed, "somebody-else", OTTO)
    with listed.database.writing() as session:
        (claim,) = claims.open_claims(session)
        verify.reject(session, listed, OTTO, claim.claim_id, "Another middle name.", claim.version)
    assert [held.npi for held in asked(listed)] == [npi_of(1)]
    settled(listed, "somebody-else", OTTO)


def test_a_proposal_about_an_entry_that_was_dropped_cannot_be_approved(
    listed: Resources, tmp_path: Path
) -> None:
    excluded_by_name(listed, tmp_path)
    settled(listed, "same-person")
    exclude(listed, tmp_path)
    assert asked(listed) == []
    with pytest.raises(StepRefused, match="dropped"):
        approved(listed)


def test_the_second_of_two_at_once_sees_that_somebody_was_quicker(
    listed: Resources, tmp_path: Path
) -> None:
    excluded_by_name(listed, tmp_path)
    (held,) = asked(listed)
    settled(listed, "somebody-else")
    with pytest.raises(StepRefused, match="since you opened"), listed.database.writing() as session:
        settle_review(session, listed, OTTO, held.review_id, "somebody-else", REASON, held.seen)
    with listed.database.reading() as session:
        kept = reviews.question(session, held.review_id)
    assert kept is not None
    assert kept.decided_by == VERA.name


@pytest.mark.parametrize(
    ("verdict", "reason", "field"),
    [("done", REASON, "verdict"), ("", REASON, "verdict"), ("somebody-else", "no", "reason")],
)
def test_an_answer_without_sense_or_reason_is_refused(
    listed: Resources, tmp_path: Path, verdict: str, reason: str, field: str
) -> None:
    excluded_by_name(listed, tmp_path)
    with pytest.raises(InvalidValue) as refused:
        settled(listed, verdict, reason=reason)
    assert refused.value.field == field
    assert len(asked(listed)) == 1


def test_an_ended_npi_is_asked_about_once_until_it_is_reactivated(
    listed: Resources, tmp_path: Path
) -> None:
    report = write_csv(tmp_path / REPORT, [deactivated(1), deactivated(950), deactivated(951)])
    load(listed, Source.NPPES_DEACTIVATED, report)
    (held,) = asked(listed)
    assert (held.npi, held.kind) == (npi_of(1), ReviewKind.DEACTIVATED)
    assert "2026-11-02" in held.reason
    settled(listed, "done")
    load(listed, Source.NPPES_DEACTIVATED, report)
    assert asked(listed) == []
    both = [deactivated(950), deactivated(951)]
    load(listed, Source.NPPES_DEACTIVATED, write_csv(report, both))
    load(listed, Source.NPPES_DEACTIVATED, write_csv(report, [deactivated(1), *both]))
    assert [again.npi for again in asked(listed)] == [npi_of(1)]


def test_rosters_leave_questions_that_are_settled_with_a_reason(
    listed: Resources, tmp_path: Path
) -> None:
    def import_both() -> None:
        boards = [certification(77), certification(1, certificate="DR"), certification(1)]
        load(listed, Source.CERTIFICATIONS, write_csv(tmp_path / "certifications.csv", boards))
        members = [membership(2, category="emeritus")]
        load(listed, Source.MEMBERSHIPS, write_csv(tmp_path / "memberships.csv", members))

    import_both()
    assert {held.kind for held in asked(listed)} == {
        ReviewKind.UNKNOWN_NPI,
        ReviewKind.CONTRADICTION,
        ReviewKind.RETIRED,
    }
    for _ in range(3):
        settled(listed, "done")
    import_both()
    assert asked(listed) == []
    assert {held.note for held in asked(listed, is_settled=True)} == {REASON}
