"""Referrals on their way, as stored: each with all of its steps."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from finder.domain.referral_task import (
    DeclineReason,
    OfficeQuestion,
    Party,
    ReferralTask,
    Step,
    TaskStatus,
)
from finder.store.tables import PracticeMemberRow, ReferralRow, ReferralStepRow


def add_referral(session: Session, task: ReferralTask, code_hash: str) -> None:
    """Keeps a new referral with its first step."""
    row = ReferralRow(
        letter_id=task.letter_id,
        code_hash=code_hash,
        account_id=task.account_id,
        sender_npi=task.sender_npi,
        recipient_npi=task.recipient_npi,
        created_at=task.created_at,
        expires_at=task.expires_at,
        withdrawn_at=None,
    )
    session.add(row)
    session.flush()
    session.execute(insert(ReferralStepRow), [_values(row.id, step) for step in task.steps])


def add_step(session: Session, letter_id: str, step: Step) -> None:
    """Appends a step; what was said before stays."""
    number = session.execute(
        select(ReferralRow.id).where(ReferralRow.letter_id == letter_id)
    ).scalar_one()
    session.execute(insert(ReferralStepRow), [_values(number, step)])


def close_referral(session: Session, letter_id: str, step: Step) -> None:
    """Appends the step that withdraws the code; nobody can answer from its moment on."""
    add_step(session, letter_id, step)
    session.execute(
        update(ReferralRow)
        .where(ReferralRow.letter_id == letter_id)
        .values(withdrawn_at=step.at)
        .execution_options(synchronize_session=False)
    )


def referral_by_letter(session: Session, letter_id: str) -> ReferralTask | None:
    return _one(session, ReferralRow.letter_id == letter_id)


def referral_by_code(session: Session, code_hash: str) -> ReferralTask | None:
    return _one(session, ReferralRow.code_hash == code_hash)


def code_hash_of(session: Session, letter_id: str) -> str | None:
    return session.scalar(select(ReferralRow.code_hash).where(ReferralRow.letter_id == letter_id))


def referrals_of(session: Session, account_id: int) -> list[ReferralTask]:
    """All letters of one account, the oldest first."""
    return _all(session, select(ReferralRow).where(ReferralRow.account_id == account_id))


def referrals_of_practice(
    session: Session, practice_id: int, npis: Sequence[str]
) -> list[ReferralTask]:
    """Letters of all present members of a practice to these doctors, the oldest first."""
    members = select(PracticeMemberRow.account_id).where(
        PracticeMemberRow.practice_id == practice_id
    )
    wanted = select(ReferralRow).where(
        ReferralRow.account_id.in_(members), ReferralRow.recipient_npi.in_(npis)
    )
    return _all(session, wanted)


def _one(session: Session, condition: Any) -> ReferralTask | None:
    found = _all(session, select(ReferralRow).where(condition))
    return found[0] if found else None


def _all(session: Session, wanted: Select[ReferralRow]) -> list[ReferralTask]:
    rows = session.scalars(wanted.order_by(ReferralRow.created_at, ReferralRow.id)).all()
    steps: dict[int, list[Step]] = {row.id: [] for row in rows}
    # The same rows, so that no statement names more values than a database allows.
    chosen = wanted.with_only_columns(ReferralRow.id).order_by(None)
    for step in _steps(session, chosen):
        steps[step.referral_id].append(_step(step))
    return [_task(row, steps[row.id]) for row in rows]


def _steps(session: Session, referral_ids: Any) -> Iterable[ReferralStepRow]:
    return session.scalars(
        select(ReferralStepRow)
        .where(ReferralStepRow.referral_id.in_(referral_ids))
        .order_by(ReferralStepRow.id)
    )


def _values(referral_id: int, step: Step) -> dict[str, Any]:
    return {
        "referral_id": referral_id,
        "taken_at": step.at,
        "party": step.by.value,
        "status": step.status.value,
        "appointment_on": step.appointment_on,
        "reason": step.reason.value if step.reason else "",
        "question": step.question.value if step.question else "",
        "is_undo": step.is_undo,
    }


def _step(row: ReferralStepRow) -> Step:
    return Step(
        at=row.taken_at,
        by=Party(row.party),
        status=TaskStatus(row.status),
        appointment_on=row.appointment_on,
        reason=DeclineReason(row.reason) if row.reason else None,
        question=OfficeQuestion(row.question) if row.question else None,
        is_undo=row.is_undo,
    )


def _task(row: ReferralRow, steps: list[Step]) -> ReferralTask:
    return ReferralTask(
        letter_id=row.letter_id,
        account_id=row.account_id,
        sender_npi=row.sender_npi,
        recipient_npi=row.recipient_npi,
        created_at=row.created_at,
        expires_at=row.expires_at,
        steps=tuple(steps),
        withdrawn_at=row.withdrawn_at,
    )
