"""Contradictions between sources that nobody has decided yet."""

from typing import Any

from sqlalchemy.orm import Session

from finder.store.queries.conflicts import StoredConflict, open_conflicts


def list_conflicts(session: Session) -> list[StoredConflict]:
    """All of them by NPI, field and place."""
    return open_conflicts(session)


def conflicts_document(conflicts: list[StoredConflict]) -> dict[str, Any]:
    """The document of ``finder conflicts --json``."""
    return {
        "total": len(conflicts),
        "conflicts": [
            {
                "npi": one.npi,
                "field": one.conflict.field.value,
                "place": one.conflict.place,
                "source_a": one.conflict.source_a.value,
                "value_a": one.conflict.value_a,
                "source_b": one.conflict.source_b.value,
                "value_b": one.conflict.value_b,
                "seen_on": one.seen_on.isoformat(),
            }
            for one in conflicts
        ],
    }
