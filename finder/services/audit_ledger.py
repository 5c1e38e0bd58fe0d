"""Proving that the ledger is as it was written, and handing it out whole."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from finder.domain.ledger import broken_links
from finder.store.queries.accounts import has_accounts
from finder.store.queries.ledger import all_entries, chain_head


def ledger_problems(session: Session) -> list[str]:
    """What is wrong with the ledger, in sentences; nothing where it is whole."""
    number, last_hash = chain_head(session)
    problems = list(broken_links(all_entries(session), number, last_hash))
    if not problems and number == 0 and has_accounts(session):
        problems.append("The ledger is empty although there are accounts: it was cleared.")
    return problems


def exported_entries(session: Session) -> Iterator[dict[str, object]]:
    """Every row as a document, the oldest first."""
    for row in all_entries(session):
        changes = [
            {"field": change.field, "before": change.before, "after": change.after}
            for change in row.changes
        ]
        yield {"number": row.number, **row.texts, "changes": changes, "hash": row.hash}
