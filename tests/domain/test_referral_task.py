"""How a referral moves: only forward, by the office or its sender, one step back for minutes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from finder.domain.errors import InvalidValue
from finder.domain.referral_task import (
    ENDED,
    LIFETIME,
    Answer,
    DeclineReason,
    OfficeQuestion,
    Party,
    ReferralTask,
    Step,
    TaskStatus,
    by_urgency,
    status_after,
)

SENT_AT = datetime(2026, 11, 2, 15, tzinfo=UTC)
SOON = date(2026, 11, 20)
ORDER = (TaskStatus.REQUESTED, TaskStatus.RECEIVED, TaskStatus.ACCEPTED, TaskStatus.IN_PROGRESS)


def task(*steps: Step, letter_id: str = "A" * 16, sent_at: datetime = SENT_AT) -> ReferralTask:
    first = Step(sent_at, Party.SENDER, TaskStatus.REQUESTED)
    return ReferralTask(
        letter_id, 1, "2000000701", "2000000014", sent_at, sent_at + LIFETIME, (first, *steps)
    )


def after(held: ReferralTask, step: Step | None) -> ReferralTask:
    return held if step is None else replace(held, steps=(*held.steps, step))


def said(answer: Answer, held: ReferralTask | None = None, at: datetime = SENT_AT) -> ReferralTask:
    held = held or task()
    return after(held, held.answered(answer, at, SOON, DeclineReason.NO_CAPACITY))


def test_the_names_are_those_of_a_fhir_task() -> None:
    assert {status.value for status in TaskStatus} < {
        *("draft", "requested", "received", "accepted", "rejected", "ready", "cancelled"),
        *("in-progress", "on-hold", "failed", "completed", "entered-in-error"),
    }


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer.RECEIVED, TaskStatus.RECEIVED),
        (Answer.ACCEPTED, TaskStatus.ACCEPTED),
        (Answer.SCHEDULED, TaskStatus.IN_PROGRESS),
        (Answer.DECLINED, TaskStatus.REJECTED),
        (Answer.DONE, TaskStatus.COMPLETED),
    ],
)
def test_a_first_answer_may_be_any(answer: Answer, status: TaskStatus) -> None:
    assert said(answer).current.status is status


def test_what_was_scheduled_and_then_declined_has_failed() -> None:
    assert said(Answer.DECLINED, said(Answer.SCHEDULED)).current.status is TaskStatus.FAILED


def test_no_answer_leads_back() -> None:
    for earlier, status in enumerate(ORDER):
        for answer in Answer:
            led_to = status_after(status, answer)
            assert led_to is None or led_to in ENDED or ORDER.index(led_to) >= earlier


def test_what_has_ended_stays_so() -> None:
    assert not [1 for status in ENDED for answer in Answer if status_after(status, answer)]
    with pytest.raises(InvalidValue):
        said(Answer.RECEIVED, said(Answer.DONE))


def test_the_same_answer_twice_is_one() -> None:
    for answer in Answer:
        assert len(said(answer, said(answer)).steps) == 2


def test_an_appointment_may_move_to_another_day() -> None:
    held = said(Answer.SCHEDULED)
    moved = after(held, held.answered(Answer.SCHEDULED, SENT_AT, SOON + timedelta(days=3)))
    assert moved.current.appointment_on == SOON + timedelta(days=3)


@pytest.mark.parametrize("day", [None, date(2026, 10, 31), date(2028, 1, 1)])
def test_an_appointment_needs_a_day_that_can_be_meant(day: date | None) -> None:
    with pytest.raises(InvalidValue, match="day of the appointment"):
        task().answered(Answer.SCHEDULED, SENT_AT, day)


def test_declining_needs_a_reason_of_the_list() -> None:
    with pytest.raises(InvalidValue, match="Choose why"):
        task().answered(Answer.DECLINED, SENT_AT)


def test_one_question_waits_at_a_time_and_outlives_other_answers() -> None:
    asked = after(task(), task().asked(OfficeQuestion.IMAGES, SENT_AT))
    assert asked.asked(OfficeQuestion.IMAGES, SENT_AT) is None
    with pytest.raises(InvalidValue, match="One question"):
        asked.asked(OfficeQuestion.CONTACT, SENT_AT)
    going_on = said(Answer.ACCEPTED, asked)
    assert going_on.current.question is OfficeQuestion.IMAGES
    settled = after(going_on, going_on.question_settled(SENT_AT))
    assert settled.current.question is None
    assert settled.current.status is TaskStatus.ACCEPTED
    assert settled.question_settled(SENT_AT) is None
    assert said(Answer.DONE, asked).current.question is None
    with pytest.raises(InvalidValue, match="ended"):
        said(Answer.DONE).asked(OfficeQuestion.IMAGES, SENT_AT)


def test_the_newest_step_of_the_office_can_be_taken_back_once_within_minutes() -> None:
    held = said(Answer.DONE, said(Answer.ACCEPTED))
    assert held.can_undo(SENT_AT + timedelta(minutes=15))
    assert not held.can_undo(SENT_AT + timedelta(minutes=15, seconds=1))
    back = after(held, held.undone(SENT_AT))
    assert back.current.status is TaskStatus.ACCEPTED
    with pytest.raises(InvalidValue, match="taken back"):
        back.undone(SENT_AT)


def test_what_the_sender_did_is_not_for_the_office_to_take_back() -> None:
    assert not task().can_undo(SENT_AT)
    asked = after(task(), task().asked(OfficeQuestion.IMAGES, SENT_AT))
    assert not after(asked, asked.question_settled(SENT_AT)).can_undo(SENT_AT)


def test_withdrawing_cancels_what_goes_on_and_keeps_an_end() -> None:
    assert said(Answer.ACCEPTED).withdrawn(SENT_AT).status is TaskStatus.CANCELLED
    assert said(Answer.DONE).withdrawn(SENT_AT).status is TaskStatus.COMPLETED


def test_a_letter_is_overdue_after_five_days_without_an_answer() -> None:
    late = SENT_AT + timedelta(days=5)
    assert task().is_overdue(late)
    assert not task().is_overdue(late - timedelta(seconds=1))
    assert not said(Answer.RECEIVED).is_overdue(late)
    assert not replace(task(), withdrawn_at=SENT_AT).is_overdue(late)
    assert not task().is_overdue(SENT_AT + LIFETIME)


def test_overdue_letters_come_first_then_questions_then_the_rest_and_ends_last() -> None:
    now = SENT_AT + timedelta(days=9)
    new = now - timedelta(days=1)
    ended = said(Answer.DONE, task(letter_id="E" * 16))
    waiting = task(letter_id="W" * 16, sent_at=new)
    asking = task(letter_id="Q" * 16, sent_at=new)
    asking = after(asking, asking.asked(OfficeQuestion.CALL_US, new))
    overdue = task(letter_id="L" * 16)
    older = task(letter_id="M" * 16, sent_at=SENT_AT - timedelta(days=1))
    ordered = by_urgency([ended, waiting, overdue, asking, older], now)
    assert [each.letter_id[0] for each in ordered] == ["M", "L", "Q", "W", "E"]


MOVES = st.lists(
    st.tuples(
        st.sampled_from([*Answer, *list(OfficeQuestion)[:2], "settle", "undo", "withdraw"]),
        st.integers(0, 1200),
    ),
    max_size=12,
)


@limits(max_examples=60, deadline=None)
@given(MOVES)
def test_any_row_of_moves_keeps_the_rules(moves: list[tuple[object, int]]) -> None:
    held, now = task(), SENT_AT
    for move, seconds in moves:
        now += timedelta(seconds=seconds)
        before = held
        try:
            held = after(held, taken(held, move, now))
        except InvalidValue:
            assert held is before
        current = held.current
        assert (current.appointment_on is not None) == (current.status is TaskStatus.IN_PROGRESS)
        assert bool(current.reason) == (current.status in (TaskStatus.REJECTED, TaskStatus.FAILED))
        if held is not before and move != "undo":
            assert before.current.status not in ENDED or current.status is before.current.status
            assert current.status in ENDED or (
                ORDER.index(current.status) >= ORDER.index(before.current.status)
            )


def taken(held: ReferralTask, move: object, at: datetime) -> Step | None:
    match move:
        case Answer():
            return held.answered(move, at, SOON, DeclineReason.NOT_REACHED)
        case OfficeQuestion():
            return held.asked(move, at)
        case "settle":
            return held.question_settled(at)
        case "undo":
            return held.undone(at)
        case _:
            return held.withdrawn(at)
