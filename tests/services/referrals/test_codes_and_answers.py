"""The code of a letter, the answers that it lets in, and its end; on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import inspect, select, text

from finder.domain.accounts import Account
from finder.domain.errors import ClosedReferral, InvalidValue, UnknownReferral
from finder.domain.referral_task import Answer, DeclineReason, OfficeQuestion, TaskStatus
from finder.services import referrals
from finder.services.audit_ledger import exported_entries, ledger_problems
from finder.services.resources import Resources
from finder.services.secrets import Keeper
from finder.store.tables import ReferralRow
from tests.factories import npi_of
from tests.services.referrals.conftest import ACTOR, LETTER, RECIPIENT, Clinician, Issue


def answer(site: Resources, code: str, said: Answer, **details: object) -> None:
    with site.database.writing() as session:
        referrals.answer(session, site, "r2", code, said, **details)  # type: ignore[arg-type]


def page(site: Resources, code: str) -> referrals.ReplyPage:
    with site.database.reading() as session:
        return referrals.open_reply(session, site, code)


def actions(site: Resources) -> list[str]:
    with site.database.reading() as session:
        assert not ledger_problems(session)
        return [str(row["action"]) for row in exported_entries(session)]


def test_every_output_of_a_letter_carries_the_same_code(
    site: Resources, gp: Account, issue: Issue
) -> None:
    codes = {issue(gp), issue(gp), issue(gp, "k7qm-4xp2-9tk7-qm4x")}
    assert len(codes) == 1
    assert actions(site).count("referral.issue") == 1
    (code,) = codes
    assert len(set(code)) > 8
    assert len(code) == 26


def test_codes_differ_by_letter_by_account_and_by_site(
    site: Resources, gp: Account, issue: Issue
) -> None:
    mine = issue(gp)
    assert issue(gp, "X" * 16) != mine
    other_site = Resources(site.settings)
    other_site.keeper = Keeper("the key of quite another site")
    from finder.services.referrals.codes import code_of

    assert code_of(other_site, gp, LETTER) != mine
    assert code_of(site, replace(gp, account_id=gp.account_id + 1), LETTER) != mine


def test_only_the_hash_of_the_code_is_stored(site: Resources, gp: Account, issue: Issue) -> None:
    code = issue(gp)
    with site.database.reading() as session:
        for table in inspect(session.connection()).get_table_names():
            for row in session.execute(text(f"SELECT * FROM {table}")):
                assert code not in str(row)
        stored = session.execute(select(ReferralRow)).scalar_one()
        assert (stored.sender_npi, stored.recipient_npi) == (gp.npi, RECIPIENT)


def test_the_number_of_another_letter_is_refused(
    clinician: Clinician, gp: Account, issue: Issue
) -> None:
    issue(gp)
    with pytest.raises(InvalidValue, match="another letter"):
        issue(clinician(2))
    with pytest.raises(InvalidValue, match="another letter"):
        issue(gp, LETTER, npi_of(2))
    for wrong in ("", "John Smith, born 1950", "A" * 17, "AEIOU" * 3 + "A"):
        with pytest.raises(InvalidValue):
            issue(gp, wrong)


def test_an_office_answers_step_by_step(site: Resources, gp: Account, issue: Issue) -> None:
    code = issue(gp)
    assert page(site, code).recipient_name == "Ada Oakley"
    for said in (Answer.RECEIVED, Answer.RECEIVED, Answer.ACCEPTED):
        answer(site, code, said)
    with pytest.raises(InvalidValue, match="does not follow"):
        answer(site, code, Answer.RECEIVED)
    day = site.today() + timedelta(days=9)
    answer(site, code, Answer.SCHEDULED, appointment_on=day)
    current = page(site, code).task.current
    assert (current.status, current.appointment_on) == (TaskStatus.IN_PROGRESS, day)
    answer(site, code, Answer.DECLINED, reason=DeclineReason.DID_NOT_ATTEND)
    assert page(site, code).task.current.status is TaskStatus.FAILED
    assert actions(site).count("referral.answer") == 4


def test_a_code_is_read_however_it_was_copied(site: Resources, gp: Account, issue: Issue) -> None:
    code = issue(gp)
    copied = f" {code[:6]}-{code[6:13]} {code[13:]} ".lower().replace("1", "l").replace("0", "o")
    assert page(site, copied).task.letter_id == LETTER


@pytest.mark.parametrize("code", ["", "x", "0" * 26, "Ä" * 26, "%00", "U" * 26, "7" * 5000])
def test_a_wrong_code_fits_no_letter(site: Resources, gp: Account, issue: Issue, code: str) -> None:
    issue(gp)
    with pytest.raises(UnknownReferral):
        page(site, code)


def test_a_question_is_asked_settled_and_taken_back(
    site: Resources, gp: Account, issue: Issue
) -> None:
    code = issue(gp)
    with site.database.writing() as session:
        referrals.ask(session, site, "r", code, OfficeQuestion.IMAGES)
    with site.database.writing() as session:
        referrals.settle_question(session, site, ACTOR, gp, LETTER)
    assert page(site, code).task.current.question is None
    assert not page(site, code).can_undo
    answer(site, code, Answer.DONE)
    assert page(site, code).can_undo
    with site.database.writing() as session:
        referrals.take_back(session, site, "r", code)
    assert page(site, code).task.current.status is TaskStatus.REQUESTED
    written = actions(site)
    for action in ("referral.ask", "referral.settle-question", "referral.undo"):
        assert written.count(action) == 1


def test_a_code_ends_after_half_a_year(site: Resources, gp: Account, issue: Issue) -> None:
    code = issue(gp)
    with time_machine.travel(site.now() + timedelta(days=180), tick=False):
        with pytest.raises(ClosedReferral):
            page(site, code)
        with pytest.raises(InvalidValue, match="too old"):
            issue(gp)


def test_a_withdrawn_code_lets_nobody_in_and_is_not_given_again(
    site: Resources, gp: Account, issue: Issue
) -> None:
    code = issue(gp)
    for _ in range(2):
        with site.database.writing() as session:
            referrals.withdraw(session, site, ACTOR, gp, LETTER)
    for opening in (lambda: page(site, code), lambda: answer(site, code, Answer.DONE)):
        with pytest.raises(ClosedReferral):
            opening()
    with pytest.raises(InvalidValue, match="withdrawn"):
        issue(gp)
    assert actions(site).count("referral.withdraw") == 1


def test_only_own_letters_are_listed_overdue_ones_first(
    site: Resources, clinician: Clinician, gp: Account, issue: Issue
) -> None:
    other = clinician(2)
    issue(other, "Y" * 16)
    issue(gp)
    with time_machine.travel(site.now() + timedelta(days=6), tick=False):
        issue(gp, "X" * 16, npi_of(2))
        with site.database.reading() as session:
            listed = referrals.list_referrals(session, site, gp).letters
    assert [(item.task.letter_id, item.is_overdue) for item in listed] == [
        (LETTER, True),
        ("X" * 16, False),
    ]
    assert [item.recipient_name for item in listed] == ["Ada Oakley", "Ada Elm"]
    assert listed[0].phone == "(312) 555-0100"
    assert listed[0].age_in_days == 6
    with site.database.reading() as session, pytest.raises(UnknownReferral):
        referrals.follow(session, site, gp, "Y" * 16)


def test_a_reminder_carries_the_code_that_is_on_paper(
    site: Resources, gp: Account, issue: Issue
) -> None:
    code = issue(gp)
    with site.database.reading() as session:
        assert referrals.reminder_for(session, site, gp, LETTER).code == code
        site.keeper = Keeper("a key that came after the letter")
        assert referrals.reminder_for(session, site, gp, LETTER).code == ""
