"""What a trial of a roster found, as it is kept beside the file and shown."""

import json
from dataclasses import asdict, dataclass

from finder.services.load_records.report import PROBLEMS_SHOWN, ImportReport

DIFFERENCES_SHOWN = 100
# More practitioners than this are changed by two people.
MOST_WITHOUT_SECOND = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one record as it is and as it would be."""

    npi: str
    subject: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the file that would be set aside."""

    line: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """A question that the load would leave for a person."""

    npi: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by what became, or would become, of them."""

    rows_read: int
    added: int
    changed: int
    unchanged: int
    quarantined: int

    @classmethod
    def of(cls, report: ImportReport) -> "Counts":
        return cls(
            report.rows_read, report.added, report.changed, report.unchanged, report.quarantined
        )

    def as_changes(self) -> list[tuple[str, object, object]]:
        """As the ledger keeps them."""
        return [(name, "", count) for name, count in asdict(self).items()]


@dataclass(frozen=True, slots=True)
class Trial:
    """Everything that whoever loads the roster should have seen.

    ``practitioners`` and ``serious`` count who would be changed, and rows that take away.
    ``staff`` are the NPIs among them that are those of accounts: nobody loads what is about
    themselves.
    """

    counts: Counts
    practitioners: int
    serious: int
    lines: int
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]
    reviews: tuple[Review, ...]
    review_count: int
    staff: tuple[str, ...] = ()

    @property
    def needs_second_person(self) -> bool:
        return self.serious > 0 or self.practitioners > MOST_WITHOUT_SECOND

    @property
    def changes_nothing(self) -> bool:
        return not (self.counts.added or self.counts.changed or self.review_count)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Trial":
        told = json.loads(text)
        return cls(
            counts=Counts(**told["counts"]),
            practitioners=told["practitioners"],
            serious=told["serious"],
            lines=told["lines"],
            differences=tuple(Difference(**each) for each in told["differences"]),
            problems=tuple(Problem(**each) for each in told["problems"]),
            reviews=tuple(Review(**each) for each in told["reviews"]),
            review_count=told["review_count"],
            staff=tuple(told.get("staff", ())),
        )


def problems_of(report: ImportReport) -> tuple[Problem, ...]:
    return tuple(Problem(each.line, each.field, each.reason) for each in report.problems)


def reviews_of(report: ImportReport) -> tuple[Review, ...]:
    return tuple(Review(each.npi, each.reason) for each in report.reviews[:PROBLEMS_SHOWN])
