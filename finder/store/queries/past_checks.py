"""What earlier checks said of facts that may say something else by now."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from finder.store.tables import PractitionerRow, VerificationEventRow


def subjects_once(
    session: Session, practitioner_ids: Collection[int], kind: str, outcomes: Collection[str]
) -> dict[int, frozenset[str]]:
    """By practitioner, what a source was once found to say one of these of.

    The checks of records that were merged into one of them count as its own.
    """
    merged = _merged(session, practitioner_ids)
    event = VerificationEventRow
    rows = session.execute(
        select(event.practitioner_id, event.subject)
        .where(
            event.practitioner_id.in_([*practitioner_ids, *merged]),
            event.kind == kind,
            event.outcome.in_(outcomes),
        )
        .distinct()
        .order_by(event.practitioner_id, event.subject)
    )
    found: dict[int, set[str]] = {number: set() for number in practitioner_ids}
    for number, subject in rows:
        found[merged.get(number, number)].add(subject)
    return {number: frozenset(subjects) for number, subjects in found.items()}


def _merged(session: Session, practitioner_ids: Collection[int]) -> dict[int, int]:
    """The records that were merged into one of these, with it."""
    kept = aliased(PractitionerRow)
    rows = session.execute(
        select(PractitionerRow.id, kept.id)
        .join(kept, kept.npi == PractitionerRow.merged_into)
        .where(PractitionerRow.merged_into > "", kept.id.in_(practitioner_ids))
    )
    # A practitioner asked for is never counted as another, whatever it was merged into.
    return {row[0]: row[1] for row in rows if row[0] not in practitioner_ids}
