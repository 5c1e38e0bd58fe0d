"""A report as it is kept, its steps and its clocks."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from finder.domain.errors import InvalidValue
from finder.domain.reports.clocks import Clock, business_days_after
from finder.domain.sentences import Sentence

_LOOKED_AT_BUSINESS_DAYS = 1
_DECIDED_BUSINESS_DAYS = 2
_REMOVED_BUSINESS_DAYS = 5
_DISPUTE_DAYS = 30


class ReportKind(StrEnum):
    """What is wrong on a listing."""

    MOVED = "moved"
    WRONG_PHONE = "wrong_phone"
    RETIRED = "retired"
    DOES_NOT_DO_THIS = "does_not_do_this"
    WRONG_CHECK = "wrong_check"
    OTHER = "other"


class ReportState(StrEnum):
    """How far a report has come."""

    RECEIVED = "received"
    BEING_CHECKED = "being_checked"
    DECIDED = "decided"


class ReportOutcome(StrEnum):
    """What came of a report."""

    CORRECTED = "corrected"
    REMOVED = "removed"
    FOUND_RIGHT = "found_right"
    NOT_CONFIRMED = "not_confirmed"


class Severity(StrEnum):
    """What a report means for patients, as whoever takes it up judges; it sets the clock."""

    SAFETY = "safety"
    DEPARTED = "departed"
    FACT = "fact"
    DISPUTE = "dispute"
    MINOR = "minor"


_USUAL = {
    ReportKind.RETIRED: Severity.DEPARTED,
    ReportKind.WRONG_CHECK: Severity.DISPUTE,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """How a report ends; ``reason`` is shown to whoever has its number.

    ``not_asked_because`` says why the practice was not asked, where it was not.
    """

    outcome: ReportOutcome
    reason: str
    not_asked_because: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is kept; words and address of its writer are gone once it is decided.

    ``severity`` and ``handled_by`` are those of whoever took it up; ``version`` counts its steps.
    """

    reference: str
    npi: str
    kind: ReportKind
    text: str
    contact: str
    is_from_practice: bool
    language: str
    state: ReportState
    created_at: datetime
    taken_up_at: datetime | None = None
    decided_at: datetime | None = None
    outcome: ReportOutcome | None = None
    severity: Severity | None = None
    handled_by: str = ""
    reason: str = ""
    not_asked_because: str = ""
    version: int = 1

    @property
    def look_by(self) -> date:
        """The last day for a first look."""
        return business_days_after(self.created_at.date(), _LOOKED_AT_BUSINESS_DAYS)

    @property
    def decide_by(self) -> date:
        """The last day for a decision."""
        received_on = self.created_at.date()
        match self.severity or usual_severity(self.kind):
            case Severity.DEPARTED:
                return business_days_after(received_on, _REMOVED_BUSINESS_DAYS)
            case Severity.DISPUTE:
                return received_on + timedelta(days=_DISPUTE_DAYS)
            case _:
                return business_days_after(received_on, _DECIDED_BUSINESS_DAYS)

    @property
    def clocks(self) -> tuple[Clock, Clock]:
        """The first look and the decision, with the days on which they came."""
        is_dispute = (self.severity or usual_severity(self.kind)) is Severity.DISPUTE
        looked = self.taken_up_at.date() if self.taken_up_at else None
        ended = self.decided_at.date() if self.decided_at else None
        return (
            Clock("look", self.look_by, looked),
            Clock("decide", self.decide_by, ended, in_business_days=not is_dispute),
        )

    @property
    def is_told_to_the_public(self) -> bool:
        """Whether the listing says that it is looked at: not before somebody of ours takes it up,
        so that nobody's sending alone marks a listing, and not for a slip of the pen."""
        return self.state is ReportState.BEING_CHECKED and self.severity is not Severity.MINOR

    def taken_up(self, at: datetime, by: str, severity: Severity) -> "Report":
        """``by`` looks at it from now on, or goes on where somebody else began.

        Raises ``InvalidValue`` where it is decided.
        """
        self._refuse_decided()
        return replace(
            self,
            state=ReportState.BEING_CHECKED,
            taken_up_at=self.taken_up_at or at,
            handled_by=by,
            severity=severity,
        )

    def decided(self, decision: Decision, at: datetime) -> "Report":
        """The end of it, without words and address of its writer; raises where it is over.

        It must have been taken up, so that its severity is known.
        """
        self._refuse_decided()
        if self.state is ReportState.RECEIVED:
            raise InvalidValue(Sentence("Take the report up first, then decide it."))
        return replace(
            self,
            state=ReportState.DECIDED,
            decided_at=at,
            outcome=decision.outcome,
            reason=decision.reason,
            not_asked_because=decision.not_asked_because,
            text="",
            contact="",
        )

    def _refuse_decided(self) -> None:
        if self.state is ReportState.DECIDED:
            raise InvalidValue(Sentence("This report was decided before. Open the list again."))


def usual_severity(kind: ReportKind) -> Severity:
    """What a kind of report mostly means, before anybody has read it."""
    return _USUAL.get(kind, Severity.FACT)


def by_due_day(reports: list[Report]) -> list[Report]:
    """Those that must be decided first come first; among equals the older ones."""
    return sorted(reports, key=lambda each: (each.decide_by, each.created_at, each.reference))
