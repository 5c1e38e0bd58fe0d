"""Questions that an import leaves for a person, and what a decision about one changes."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ReviewKind(StrEnum):
    """What a question is about."""

    EXCLUDED_NPI = "excluded-npi"
    EXCLUDED_NAME = "excluded-name"
    DEACTIVATED = "deactivated"
    UNKNOWN_NPI = "unknown-npi"
    RETIRED = "retired"
    CONTRADICTION = "contradiction"
    OTHER = "other"


class Verdict(StrEnum):
    """What somebody decided; the first two are about an entry of the exclusion list."""

    SAME_PERSON = "same-person"
    SOMEBODY_ELSE = "somebody-else"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An entry of the exclusion list as it is compared with a record."""

    npi: str
    last_name: str
    first_name: str
    middle_name: str
    specialty: str
    state: str
    exclusion_type: str
    excluded_on: date | None
    reinstated_on: date | None
    waived_on: date | None
    waiver_state: str

    @property
    def name(self) -> str:
        parts = (self.first_name, self.middle_name, self.last_name)
        return " ".join(part for part in parts if part)

    @property
    def in_words(self) -> str:
        """The entry in one line."""
        name = self.name or "the entry"
        return f"{name} ({self.state}), {self.exclusion_type} of {self.excluded_on}"


_BY_NAME_OR_NPI = (ReviewKind.EXCLUDED_NPI, ReviewKind.EXCLUDED_NAME)


@dataclass(frozen=True, slots=True)
class Question:
    """A review as stored; ``verdict`` is ``None`` until somebody has decided."""

    review_id: int
    npi: str
    source: str
    kind: ReviewKind
    reason: str
    priority: str
    subject: str
    opened_at: datetime
    version: int
    verdict: Verdict | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    note: str = ""

    @property
    def seen(self) -> str:
        """What tells this question, as it stands, from any other that ever had its number."""
        told = (self.npi, self.kind, self.subject, self.reason, self.version, self.decided_at)
        return hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()

    @property
    def entry(self) -> str:
        """Enough of the identity of the entry to tell it from any other."""
        return self.subject[:12]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What can be decided of it."""
        if self.kind in _BY_NAME_OR_NPI:
            return (Verdict.SAME_PERSON, Verdict.SOMEBODY_ELSE)
        return (Verdict.DONE,)

    def hides_with(self, verdict: Verdict | None) -> bool:
        """Whether the entry that it is about hides the practitioner, given this verdict.

        The very NPI hides unless two people said otherwise; a name alone only when they did.
        """
        if self.kind is ReviewKind.EXCLUDED_NPI:
            return verdict is not Verdict.SOMEBODY_ELSE
        return self.kind is ReviewKind.EXCLUDED_NAME and verdict is Verdict.SAME_PERSON

    def needs_two(self, verdict: Verdict) -> bool:
        """Hiding somebody and showing somebody again takes two people."""
        return self.hides_with(self.verdict) != self.hides_with(verdict)
