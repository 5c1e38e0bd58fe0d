"""Whether a record has changed since a report about it came: "corrected" has to be proved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from finder.domain.ledger import ChainedEntry, Change
from finder.domain.reports import Report
from finder.services.verify.apply import HIDE, UNHIDE
from finder.services.verify.effects import JUDGE, MERGE, PART
from finder.services.verify.known import KINDS
from finder.store.queries.ledger import entries_about

# Steps that reach what the public sees, unlike proposals and refusals.
_STEPS = frozenset({"check.record", "claim.approve", "conflict.settle", "conflict.open-again"})
# Fields of a step that tell of itself, or of a look that found the same as before.
_NO_FACTS = frozenset(
    {
        *(*KINDS.values(), HIDE, UNHIDE, JUDGE, MERGE, PART, "state", "decision"),
        *("checked_on", "checked_by", "confirmed_on", "confirmed_by", "source_url"),
    }
)
_NOTHING = ("", "unknown")


@dataclass(frozen=True, slots=True)
class MadeChange:
    """Which fields of the record somebody changed, and when."""

    at: datetime
    by: str
    fields: tuple[str, ...]


def changes_since(session: Session, report: Report) -> tuple[MadeChange, ...]:
    """What was changed of the practitioner since the report came, the newest first."""
    return tuple(_changes(entries_about(session, f"practitioner:{report.npi}"), report.created_at))


def _changes(rows: list[ChainedEntry], since: datetime) -> Iterator[MadeChange]:
    for row in rows:
        if row.recorded_at < since:
            return
        fields = [change.field for change in row.changes if _is_fact(change)]
        if row.texts["action"] in _STEPS and fields:
            yield MadeChange(row.recorded_at, row.texts["actor"], tuple(fields))


def _is_fact(change: Change) -> bool:
    says_nothing = change.before in _NOTHING and change.after in _NOTHING
    is_same = change.before == change.after or says_nothing
    return change.field not in _NO_FACTS and not is_same
