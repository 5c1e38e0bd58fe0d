"""Whoever is listed here leaves their own record to a colleague, whichever way leads to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from finder.domain.accounts import Role
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.reports import NewReport, ReportKind
from finder.domain.verification import NotThisPerson
from finder.services import handle_report, verify
from finder.services import load_roster as rosters
from finder.services.accounts import confirm_npi, invite
from finder.services.keep_evidence import keep_evidence
from finder.services.merge_records import propose_merging, propose_parting
from finder.services.report_problem import new_form_key, receive_report
from finder.services.resources import Resources
from finder.services.settle_conflicts import list_contradictions, settle_conflict
from finder.services.settle_reviews import settle_review
from finder.services.show_reviews import list_reviews
from finder.services.verify.own_record import own_npis
from finder.store.queries import claims
from finder.store.queries.accounts import account_row
from finder.store.queries.merging import set_merged_into
from finder.store.queries.profiles import practitioner_id_of
from tests.contents import contents
from tests.factories import (
    certification,
    clinician,
    load,
    load_directory,
    npi_of,
    person,
    write_csv,
)
from tests.reporting import REASON, version_of
from tests.services.test_imports_of_exclusions import entry, exclude
from tests.services.verify.test_verify import CERTIFIED, REVOKED

OWN, OTHER, SECOND = npi_of(1), npi_of(2), npi_of(3)
VERA, OTTO = Actor("vera@example.org", "verifier"), Actor("otto@example.org", "verifier")
OPERATOR = Actor("terminal", "operator")
TEXT = b"Seen on the page of the board.\n"


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    """Vera is the practitioner of the first NPI; the third one is merged into hers."""
    load_directory(any_resources, tmp_path, [person(1), person(2), person(3)])
    with any_resources.database.writing() as session:
        invite(session, any_resources, OPERATOR, VERA.name, Role.VERIFIER, OWN)
        second = practitioner_id_of(session, SECOND)
        assert second is not None
        set_merged_into(session, second, OWN)
    return any_resources


def refused(site: Resources, step: Callable[..., object]) -> NotThisPerson:
    """What the step says, which has changed nothing."""
    before = contents(site.database)
    with (
        pytest.raises(NotThisPerson, match="your own") as told,
        site.database.writing() as session,
    ):
        step(session)
    assert contents(site.database) == before
    return told.value


def roster(tmp_path: Path, *numbers: int) -> bytes:
    rows = [certification(number) for number in numbers]
    return write_csv(tmp_path / "typed.csv", rows).read_bytes()


def test_whoever_has_two_records_has_both(site: Resources) -> None:
    with site.database.reading() as session:
        assert own_npis(session, VERA.name) == {OWN, SECOND}
        assert own_npis(session, OTTO.name) == frozenset()


@pytest.mark.parametrize("npi", [OWN, SECOND])
def test_checks_and_proposals(site: Resources, npi: str) -> None:
    refused(
        site,
        lambda session: verify.record_check(
            session, site, VERA, npi, Source.CERTIFICATIONS, CERTIFIED
        ),
    )
    told = refused(site, lambda session: verify.propose_hiding(session, site, VERA, npi, REASON))
    assert told.npi == npi


def test_merging_and_taking_apart(site: Resources) -> None:
    refused(site, lambda session: propose_merging(session, site, VERA, OWN, OTHER, REASON))
    refused(site, lambda session: propose_parting(session, site, VERA, SECOND, REASON))


def test_evidence_for_a_claim_about_oneself(site: Resources) -> None:
    with site.database.writing() as session:
        outcome = verify.record_check(session, site, OTTO, OWN, Source.CERTIFICATIONS, REVOKED)
    told = refused(site, lambda session: keep_evidence(session, site, VERA, outcome.claim_id, TEXT))
    assert told.field == "file"
    assert not list((site.settings.home / "evidence").glob("*"))
    with site.database.writing() as session:
        keep_evidence(session, site, OTTO, outcome.claim_id, TEXT)


@pytest.mark.parametrize("number", [1, 3])
def test_a_roster_with_rows_about_oneself_is_tried_and_loaded_by_others(
    site: Resources, tmp_path: Path, number: int
) -> None:
    content = roster(tmp_path, 2, number)
    told = refused(
        site,
        lambda session: rosters.try_roster(session, site, VERA, "certifications", content),
    )
    assert (told.npi, told.field) == (npi_of(number), "file")
    assert not list((site.settings.home / "staging").glob("*"))
    with site.database.writing() as session:
        code = rosters.try_roster(session, site, OTTO, "certifications", content)
    with site.database.reading() as session:
        page = rosters.show_roster(session, site, VERA.name, code)
    assert "your own record" in page.why_not
    refused(site, lambda session: rosters.apply_roster(session, site, VERA, code))
    with site.database.writing() as session:
        rosters.apply_roster(session, site, OTTO, code)


def test_a_roster_about_others_is_loaded_by_oneself(site: Resources, tmp_path: Path) -> None:
    with site.database.writing() as session:
        code = rosters.try_roster(session, site, VERA, "certifications", roster(tmp_path, 2))
        rosters.apply_roster(session, site, VERA, code)


def test_a_pick_between_two_sources(site: Resources, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "DAC_20261101.csv", [clinician(1, **{"Telephone Number": "3125550199"})]
    )
    load(site, Source.MEDICARE_CLINICIANS, path)
    with site.database.reading() as session:
        (line,) = list_contradictions(session, "", False, 1).lines
    held = line.held

    def pick(session, actor=VERA):  # type: ignore[no-untyped-def]
        settle_conflict(session, site, actor, held.conflict_id, "b", "Asked.", held.seen)

    refused(site, pick)
    with site.database.writing() as session:
        pick(session, OTTO)


def test_an_answer_to_a_question_of_an_import(site: Resources, tmp_path: Path) -> None:
    exclude(site, tmp_path, entry(None, LASTNAME="SAMPLE1", FIRSTNAME="ADA"))
    with site.database.reading() as session:
        questions = list_reviews(session, "", False, 1).questions
    about = next(one for one in questions if one.npi == OWN)

    def answer(session, verdict: str, actor=VERA):  # type: ignore[no-untyped-def]
        settle_review(session, site, actor, about.review_id, verdict, REASON, about.seen)

    for verdict in ("somebody-else", "same-person"):
        refused(site, lambda session, verdict=verdict: answer(session, verdict))
    with site.database.writing() as session:
        answer(session, "somebody-else", OTTO)


def test_a_report_about_oneself(site: Resources) -> None:
    new = NewReport(OWN, ReportKind.OTHER, "Sentinelwords", "name@example.org", False)
    with site.database.writing() as session:
        number = receive_report(session, site, new, new_form_key(), "en")
    version = version_of(site, number)
    told = {"outcome": "found_right", "reason": REASON}
    for step in (
        lambda session: handle_report.take_up(session, site, VERA, number, "fact", version),
        lambda session: handle_report.make_reply_link(session, site, VERA, number, version),
        lambda session: handle_report.withdraw_reply_link(session, site, VERA, number, version),
        lambda session: handle_report.decide(session, site, VERA, number, told, version),
    ):
        refused(site, step)
    with site.database.reading() as session:
        own = handle_report.show_report(session, site, number, VERA.name)
        colleague = handle_report.show_report(session, site, number, OTTO.name)
    assert (own.is_own, own.report.text, own.report.contact) == (True, "", "")
    assert (colleague.is_own, colleague.report.text) == (False, "Sentinelwords")


def test_the_npi_of_an_account_of_ones_own(site: Resources) -> None:
    with site.database.writing() as session:
        invite(session, site, OPERATOR, "v.clinician@example.org", Role.CLINICIAN, OWN)
        row = account_row(session, "v.clinician@example.org")
        assert row is not None
        number = row.id
    refused(site, lambda session: confirm_npi(session, site, VERA, number, True, REASON))


def test_what_waits_about_oneself(site: Resources) -> None:
    with site.database.writing() as session:
        propose_merging(session, site, OTTO, OWN, OTHER, REASON)
        (claim,) = claims.open_claims(session)
    for step in (verify.approve, verify.reject):
        refused(
            site,
            lambda session, step=step: step(
                session, site, VERA, claim.claim_id, REASON, claim.version
            ),
        )
