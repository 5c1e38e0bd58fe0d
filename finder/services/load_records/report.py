"""What an import did, as it is printed, stored and answered in JSON."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from finder.domain.provenance import Source
from finder.importers.record import RowProblem
from finder.store.queries.imports import Review

PROBLEMS_SHOWN = 100

# Rows read so far, bytes read so far, bytes in all.
Progress = Callable[[int, int, int], None]


@dataclass(slots=True)
class ImportReport:
    """Counts by outcome; ``rows_kept`` are the records that matter to the directory.

    ``difference`` counts practitioners by what changed of them; ``number`` is that of the import.
    """

    source: Source
    dry_run: bool
    files: list[dict[str, str]] = field(default_factory=list)
    release_on: date | None = None
    year: int | None = None
    rows_read: int = 0
    rows_kept: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    quarantined: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    problems_file: Path | None = None
    reviews: list[Review] = field(default_factory=list)
    difference: dict[str, int] = field(default_factory=dict)
    number: int = 0
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        return self.added + self.changed + self.removed

    def as_json(self) -> dict[str, Any]:
        """The document of ``finder import --json``."""
        return {
            "source": self.source.value,
            "files": self.files,
            "release": self.release_on.isoformat() if self.release_on else None,
            "dry_run": self.dry_run,
            "rows_read": self.rows_read,
            "rows_kept": self.rows_kept,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "quarantined": self.quarantined,
            "problems": [
                {
                    "file": problem.file,
                    "line": problem.line,
                    "field": problem.field,
                    "reason": problem.reason,
                }
                for problem in self.problems
            ],
            "problems_file": str(self.problems_file) if self.problems_file else None,
            "review": [{"npi": review.npi, "reason": review.reason} for review in self.reviews],
            "seconds": round(self.seconds, 3),
            "difference": self.difference,
        }
