"""The ledger's own arithmetic: what one row says, and how it is chained to the row before it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

# What stands before the first row.
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it was and as it is; an empty text where there is nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One step on the record: who did what to which object, and why.

    ``actor`` is an account's e-mail address, or the name of a command; ``object`` is written
    ``practitioner:2000000010``. No patient data and no secret ever stands in one.
    """

    actor: str
    role: str
    action: str
    object: str
    recorded_at: datetime
    changes: tuple[Change, ...] = ()
    reason: str = ""
    evidence: str = ""
    request_id: str = ""

    def as_texts(self) -> dict[str, str]:
        """Every column as the text that is stored, hashed and exported."""
        changes = [[change.field, change.before, change.after] for change in self.changes]
        return {
            "recorded_at": self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor,
            "role": self.role,
            "action": self.action,
            "object": self.object,
            "changes": json.dumps(changes, ensure_ascii=False),
            "reason": self.reason,
            "evidence": self.evidence,
            "request_id": self.request_id,
        }


@dataclass(frozen=True, slots=True)
class ChainedEntry:
    """A row as stored: its number, its texts by column, and the hash it was written with."""

    number: int
    texts: Mapping[str, str]
    hash: str

    @property
    def changes(self) -> tuple[Change, ...]:
        try:
            return tuple(Change(*change) for change in json.loads(self.texts["changes"]))
        except (ValueError, TypeError):
            # Somebody altered the row, which the chain tells; what stands there is shown.
            return (Change("unreadable", self.texts["changes"], ""),)

    @property
    def recorded_at(self) -> datetime:
        return datetime.fromisoformat(self.texts["recorded_at"])


def chained_hash(previous: str, number: int, texts: Mapping[str, str]) -> str:
    """SHA-256, hexadecimal, over the hash before, the row's number and everything it says."""
    said = json.dumps(
        [previous, number, dict(texts)], ensure_ascii=True, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(said.encode()).hexdigest()


def broken_links(rows: Iterable[ChainedEntry], head_number: int, head_hash: str) -> Iterator[str]:
    """What is wrong with the chain, in sentences; nothing where every row is as it was written.

    The head, kept apart from the rows, tells a chain whose last rows were cut off.
    """
    previous, last = BEGINNING, 0
    for row in rows:
        if row.number != last + 1:
            yield f"Before row {row.number} of the ledger, rows are missing or were moved."
        elif row.hash != chained_hash(previous, row.number, row.texts):
            yield f"Row {row.number} of the ledger is not as it was written."
        previous, last = row.hash, row.number
    if (last, previous) != (head_number, head_hash):
        yield (
            f"The ledger ends at row {last}, and its head was written for row {head_number}: "
            "rows were added, changed or cut off."
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account by its e-mail address, or a command of the terminal."""

    name: str
    role: str
    request_id: str = ""

    def entry(
        self,
        action: str,
        object: str,
        at: datetime,
        changes: Iterable[tuple[str, object, object]] = (),
        reason: str = "",
        evidence: str = "",
    ) -> Entry:
        """An entry of this actor; only what really changed is kept of ``changes``."""
        return Entry(
            actor=self.name,
            role=self.role,
            action=action,
            object=object,
            recorded_at=at,
            changes=tuple(
                Change(field, _text(before), _text(after))
                for field, before, after in changes
                if _text(before) != _text(after)
            ),
            reason=reason,
            evidence=evidence,
            request_id=self.request_id,
        )


def _text(value: object) -> str:
    return "" if value is None else str(value)
