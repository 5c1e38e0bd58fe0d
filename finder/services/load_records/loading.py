"""What all loaders share: the session, the day, the counts and who must be indexed anew."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.domain.reviews import ReviewKind
from finder.importers.reading import Reading
from finder.importers.record import Record, RowProblem
from finder.places.resolve import PlaceTables
from finder.services.index_directory import Indexing
from finder.services.load_records.report import ImportReport
from finder.store.queries.imports import Review
from finder.store.queries.practitioners import StoredPractitioner, stored_by_npi

# Two imports may meet these: that of the list, and that of who is on it.
_RAISED_BY = {
    ReviewKind.EXCLUDED_NPI: Source.EXCLUSIONS,
    ReviewKind.EXCLUDED_NAME: Source.EXCLUSIONS,
    ReviewKind.DEACTIVATED: Source.NPPES_DEACTIVATED,
}
_LEADING_NPI = re.compile(r'\s*"?([0-9]{10})\b', re.ASCII)


@dataclass(slots=True)
class Loading:
    """One import under way; ``observed_on`` is the release day, or today where none is named.

    ``touched`` must be indexed at the end, ``indexed`` are newcomers who have been on the way:
    nobody is in both. Without ``indexing`` all of it waits. ``absent`` counts what is loaded, is
    missing from the file and stays all the same.
    """

    session: Session
    places: PlaceTables
    report: ImportReport
    today: date
    now: datetime
    observed_on: date
    allow_shrink: bool = False
    indexing: Indexing | None = None
    touched: set[int] = field(default_factory=set)
    indexed: set[int] = field(default_factory=set)
    everybody_touched: bool = False
    absent: int = 0
    # The number of the claim that is made true, if it is one: what was said before and taken back
    # since may be said again.
    claim: str = ""

    def known(self, npis: Iterable[str]) -> dict[str, StoredPractitioner]:
        return stored_by_npi(self.session, npis)

    def touch(self, practitioner_ids: Iterable[int]) -> None:
        """What is derived of these no longer holds."""
        numbers = set(practitioner_ids)
        self.touched |= numbers
        self.indexed -= numbers

    def ask(
        self,
        npi: str,
        reason: str,
        priority: str = "normal",
        kind: ReviewKind = ReviewKind.OTHER,
        subject: str = "",
    ) -> None:
        """Leaves a question for a person; it is asked once, whichever import meets it.

        With a ``subject`` the two of them are the question, however the reason is worded.
        """
        source = _RAISED_BY.get(kind, self.report.source).value
        digest = digest_of(source, npi, kind.value, subject) if subject else None
        digest = digest or digest_of(source, npi, reason)
        review = Review(npi, source, reason, priority, digest, kind, subject)
        self.report.reviews.append(review)

    def not_in_directory(self, npi: str) -> None:
        self.ask(
            npi,
            "This NPI is not in the directory. Check the digits, or load NPPES first.",
            kind=ReviewKind.UNKNOWN_NPI,
        )

    def refuse_shrunken(self, before: int, after: int, what: str) -> None:
        """A file that would leave fewer than half is more likely damaged than true."""
        if after * 2 < before and not self.allow_shrink:
            raise InputRefused(
                f"This file would leave {after} of the {before} {what} loaded, so it was refused "
                "and nothing was changed. If that is right, run it again with --allow-shrink."
            )


class Loader(Protocol):
    """Takes the records of one source in batches, then does what needs the whole file."""

    def take(self, batch: Sequence[Record]) -> None: ...

    def saw_problem(self, problem: RowProblem) -> None: ...

    def finish(self, readings: Sequence[Reading]) -> None: ...


def leading_npi(problem: RowProblem) -> str | None:
    """The NPI at the head of a row that could not be read, if that much can be."""
    found = _LEADING_NPI.match(problem.raw)
    return found.group(1) if found else None


def digest_of(*parts: object) -> str:
    """A short name for equal content."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
