"""What a practice keeps of doctors: seen by its members and by nobody else."""

from datetime import timedelta

import pytest
import time_machine

from finder.domain.accounts import Account
from finder.domain.errors import InvalidValue, NotAMember, NotListed
from finder.domain.referral_task import Answer, TaskStatus
from finder.services import referrals, trusted_list
from finder.services import referring_practice as practices
from finder.services.audit_ledger import exported_entries
from finder.services.resources import Resources
from tests.factories import npi_of
from tests.services.referrals.conftest import ACTOR, RECIPIENT, Clinician, Issue

NOTE = "Calls back the same day."


def found(site: Resources, account: Account, name: str = "Lakeside Family Medicine") -> None:
    with site.database.writing() as session:
        practices.found_practice(session, site, ACTOR, account, name)


def trust(site: Resources, account: Account, npi: str = RECIPIENT, note: str = NOTE) -> None:
    with site.database.writing() as session:
        trusted_list.trust(session, site, ACTOR, account, npi, note, is_preferred=True)


def invited(site: Resources, account: Account) -> str:
    with site.database.writing() as session:
        return practices.invite_colleague(session, site, ACTOR, account).code


def join(site: Resources, account: Account, code: str) -> None:
    with site.database.writing() as session:
        practices.join_practice(session, site, ACTOR, account, code)


def seen_by(site: Resources, account: Account) -> list[trusted_list.Trusted]:
    with site.database.reading() as session:
        return trusted_list.list_trusted(session, account)


def test_a_colleague_joins_by_a_code_that_works_once(
    site: Resources, gp: Account, clinician: Clinician
) -> None:
    found(site, gp)
    trust(site, gp)
    colleague, stranger = clinician(2), clinician(3)
    assert seen_by(site, colleague) == []
    code = invited(site, gp)
    join(site, colleague, code.lower())
    assert [item.entry.note for item in seen_by(site, colleague)] == [NOTE]
    with pytest.raises(InvalidValue, match="does not work"):
        join(site, stranger, code)
    with pytest.raises(InvalidValue, match="Leave it first"):
        join(site, colleague, invited(site, gp))
    assert seen_by(site, stranger) == []


def test_an_invitation_ends_after_a_week_and_by_a_newer_one(
    site: Resources, gp: Account, clinician: Clinician
) -> None:
    found(site, gp)
    colleague = clinician(2)
    older, newer = invited(site, gp), invited(site, gp)
    for code in (older, "", "     "):
        with pytest.raises(InvalidValue):
            join(site, colleague, code)
    with (
        time_machine.travel(site.now() + timedelta(days=7), tick=False),
        pytest.raises(InvalidValue),
    ):
        join(site, colleague, newer)


def test_who_leaves_sees_nothing_more_and_the_list_goes_with_the_last(
    site: Resources, gp: Account, clinician: Clinician
) -> None:
    found(site, gp)
    trust(site, gp)
    colleague = clinician(2)
    join(site, colleague, invited(site, gp))
    for leaving, left in ((gp, 1), (colleague, 0)):
        with site.database.writing() as session:
            practices.leave_practice(session, site, ACTOR, leaving)
        assert seen_by(site, leaving) == []
        assert len(seen_by(site, colleague)) == left
    with pytest.raises(NotAMember):
        trust(site, gp)
    found(site, gp, "Lakeside Family Medicine")
    assert seen_by(site, gp) == []


def test_an_entry_is_changed_not_doubled_and_its_note_stays_out_of_the_ledger(
    site: Resources, gp: Account
) -> None:
    found(site, gp)
    trust(site, gp)
    trust(site, gp, note="Sees patients on Fridays.")
    (item,) = seen_by(site, gp)
    assert item.entry.note == "Sees patients on Fridays."
    with site.database.writing() as session:
        trusted_list.stop_trusting(session, site, ACTOR, gp, RECIPIENT)
    assert seen_by(site, gp) == []
    with site.database.writing() as session, pytest.raises(NotListed):
        trusted_list.stop_trusting(session, site, ACTOR, gp, RECIPIENT)
    with site.database.reading() as session:
        rows = list(exported_entries(session))
    assert [row["action"] for row in rows if "trusted" in str(row["action"])] == [
        *("trusted.add", "trusted.change", "trusted.remove")
    ]
    assert "Fridays" not in str(rows)
    assert NOTE not in str(rows)


def test_the_last_outcome_is_that_of_any_member(
    site: Resources, gp: Account, clinician: Clinician, issue: Issue
) -> None:
    found(site, gp)
    trust(site, gp)
    colleague, stranger = clinician(2), clinician(3)
    join(site, colleague, invited(site, gp))
    assert seen_by(site, gp)[0].last_outcome is None
    issue(gp)
    code, foreign = issue(colleague, "X" * 16), issue(stranger, "Y" * 16)
    for used, said in ((code, Answer.ACCEPTED), (foreign, Answer.DONE)):
        with site.database.writing() as session:
            referrals.answer(session, site, "r", used, said)
    outcome = seen_by(site, gp)[0].last_outcome
    assert outcome is not None
    assert outcome.status is TaskStatus.ACCEPTED


@pytest.mark.parametrize(
    ("npi", "note", "error"),
    [
        (npi_of(99), NOTE, NotListed),
        ("123", NOTE, InvalidValue),
        (RECIPIENT, "x" * 301, InvalidValue),
        (RECIPIENT, "\x00", InvalidValue),
    ],
)
def test_what_cannot_be_kept_is_refused(
    site: Resources, gp: Account, npi: str, note: str, error: type[Exception]
) -> None:
    found(site, gp)
    with pytest.raises(error):
        trust(site, gp, npi, note)


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "\x07"])
def test_a_practice_needs_a_name(site: Resources, gp: Account, name: str) -> None:
    with pytest.raises(InvalidValue):
        found(site, gp, name)
