"""Proving that the ledger is as it was written, and handing it out whole."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from finder.domain.ledger import broken_links
from finder.store.queries.ledger import all_entries, chain_head


def ledger_problems(session: Session) -> list[str]:
    """What is wrong with the ledger, in sentences; nothing where it is whole."""
    return list(broken_links(all_entries(session), *chain_head(session)))


def exported_entries(session: Session) -> Iterator[dict[str, object]]:
    """Every row as a document, the oldest first."""
    for row in all_entries(session):
        changes = [
            {"field": change.field, "before": change.before, "after": change.after}
            for change in row.changes
        ]
        yield {"number": row.number, **row.texts, "changes": changes, "hash": row.hash}
