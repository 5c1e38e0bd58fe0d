"""Appending to the ledger and reading it back; nothing here changes or removes a row."""

from collections.abc import Iterator

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from finder.domain.ledger import BEGINNING, ChainedEntry, Entry, chained_hash
from finder.store.tables import ChainHeadRow, LedgerRow

_BATCH = 1000
_COLUMNS = (
    "recorded_at",
    "actor",
    "role",
    "action",
    "object",
    "changes",
    "reason",
    "evidence",
    "request_id",
)


def append(session: Session, *entries: Entry) -> None:
    """Adds entries in the transaction of what they tell of; one writer at a time chains them."""
    head = session.execute(select(ChainHeadRow.number, ChainHeadRow.hash)).one_or_none()
    number, previous = head or (0, BEGINNING)
    rows = []
    for entry in entries:
        number += 1
        texts = entry.as_texts()
        previous = chained_hash(previous, number, texts)
        rows.append({"number": number, **texts, "hash": previous})
    if not rows:
        return
    session.execute(insert(LedgerRow), rows)
    values = {"number": number, "hash": previous}
    if head is None:
        session.execute(insert(ChainHeadRow), [{"id": 1, **values}])
    else:
        session.execute(update(ChainHeadRow).values(**values))


def chain_head(session: Session) -> tuple[int, str]:
    """Number and hash of the newest row; zero and the beginning of the chain for none."""
    head = session.execute(select(ChainHeadRow.number, ChainHeadRow.hash)).one_or_none()
    return (head.number, head.hash) if head else (0, BEGINNING)


def all_entries(session: Session) -> Iterator[ChainedEntry]:
    """The whole ledger from its first row on, in bounded memory."""
    # Ordered by what the database holds as the number, never by when a row was written.
    statement = select(LedgerRow).order_by(LedgerRow.number).execution_options(yield_per=_BATCH)
    for row in session.scalars(statement):
        yield _entry(row)


def entries_since(session: Session, number: int) -> list[ChainedEntry]:
    """The rows after this one, the oldest first."""
    rows = session.scalars(
        select(LedgerRow).where(LedgerRow.number > number).order_by(LedgerRow.number)
    )
    return [_entry(row) for row in rows]


def entries_about(session: Session, subject: str, most: int = 200) -> list[ChainedEntry]:
    """What happened to one object, the newest first."""
    rows = session.scalars(
        select(LedgerRow)
        .where(LedgerRow.object == subject)
        .order_by(LedgerRow.number.desc())
        .limit(most)
    )
    return [_entry(row) for row in rows]


def _entry(row: LedgerRow) -> ChainedEntry:
    return ChainedEntry(
        row.number, {name: _text(getattr(row, name)) for name in _COLUMNS}, row.hash
    )


def _text(value: object) -> str:
    """A column is text; whatever else somebody put there reads as something never written."""
    return value if isinstance(value, str) else repr(value)
