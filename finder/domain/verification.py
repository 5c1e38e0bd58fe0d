"""How a claim becomes a checked fact: states, who may take which step, and what blocks it.

A claim is what somebody says of a practitioner; evidence is what was seen at the source; a
verification is the decision about both. Only a decision changes what the directory tells.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from finder.domain.credentials import BoardStatus
from finder.domain.errors import InvalidForm, InvalidValue
from finder.domain.sentences import day

# Older evidence cannot decide anything: NCQA's limit since 1 July 2025.
OLDEST_EVIDENCE = timedelta(days=120)
DUE_SOON = timedelta(days=60)


class ClaimState(StrEnum):
    """Where a claim stands; what the clock alone decides is no state but a reading of one."""

    CLAIMED = "claimed"
    EVIDENCE_ATTACHED = "evidence-attached"
    IN_REVIEW = "in-review"
    VERIFIED = "verified"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    WITHDRAWN = "withdrawn"
    DISPUTED = "disputed"


# Those that wait for somebody.
OPEN_STATES = (
    ClaimState.CLAIMED,
    ClaimState.EVIDENCE_ATTACHED,
    ClaimState.IN_REVIEW,
    ClaimState.CONFLICT,
    ClaimState.DISPUTED,
)


class Step(StrEnum):
    """What somebody does with a claim."""

    ATTACH_EVIDENCE = "attach-evidence"
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    REPORT_CONFLICT = "report-conflict"
    WITHDRAW = "withdraw"
    DISPUTE = "dispute"


class Due(StrEnum):
    """How the clock reads a checked fact."""

    CURRENT = "current"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    LAPSED = "lapsed"


class StepRefused(InvalidValue):
    """A step that may not be taken; the sentence says why and what to do instead."""


class NotThisPerson(StepRefused):
    """A step that somebody else has to take: the try is kept, by ``npi`` where it is known."""

    def __init__(self, sentence: str, field: str = "", npi: str = "") -> None:
        super().__init__(sentence, field)
        self.npi = npi


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a fact as somebody saw it, as it is now, and as they typed it."""

    field: str
    seen: str
    found: str
    typed: str


class ChangedMeanwhile(StepRefused):
    """Somebody has changed the same fact since it was shown; nothing was written."""

    def __init__(
        self,
        sentence: str,
        differences: tuple[Difference, ...] = (),
        changed_by: str = "",
        changed_at: datetime | None = None,
    ) -> None:
        super().__init__(sentence)
        self.differences = differences
        self.changed_by = changed_by
        self.changed_at = changed_at


class Doubtful(InvalidForm):
    """What was seen is unlikely; it can be recorded all the same by whoever has looked twice."""


# Statuses that take something away from a practitioner: two people look.
SERIOUS_STATUSES = frozenset({BoardStatus.REVOKED_OR_SURRENDERED, BoardStatus.EXPIRED})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen at the source, where, when and by whom."""

    source_url: str
    seen_on: date
    seen_by: str


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with everything that a next step depends on."""

    state: ClaimState
    claimed_by: str
    needs_second_person: bool
    evidence: Evidence | None = None
    submitted_by: str = ""


def after(case: Case, step: Step, actor: str, today: date) -> ClaimState:
    """The state that a step leads to; raises ``StepRefused`` with the reason where it may not."""
    match (case.state, step):
        case (ClaimState.CLAIMED | ClaimState.EVIDENCE_ATTACHED, Step.ATTACH_EVIDENCE):
            return ClaimState.EVIDENCE_ATTACHED
        case (ClaimState.EVIDENCE_ATTACHED, Step.SUBMIT):
            _refuse_own_claim(case, actor)
            _refuse_bad_evidence(case, today)
            return ClaimState.IN_REVIEW if case.needs_second_person else ClaimState.VERIFIED
        case (ClaimState.IN_REVIEW, Step.APPROVE):
            _refuse_own_claim(case, actor)
            _refuse_same_person(case, actor)
            _refuse_bad_evidence(case, today)
            return ClaimState.VERIFIED
        case (ClaimState.IN_REVIEW | ClaimState.EVIDENCE_ATTACHED, Step.REJECT):
            _refuse_own_claim(case, actor)
            _refuse_same_person(case, actor)
            return ClaimState.REJECTED
        case (
            ClaimState.CLAIMED | ClaimState.EVIDENCE_ATTACHED | ClaimState.IN_REVIEW,
            Step.REPORT_CONFLICT,
        ):
            return ClaimState.CONFLICT
        case (ClaimState.CONFLICT | ClaimState.DISPUTED, Step.ATTACH_EVIDENCE):
            return ClaimState.EVIDENCE_ATTACHED
        case (
            ClaimState.CLAIMED | ClaimState.EVIDENCE_ATTACHED | ClaimState.IN_REVIEW,
            Step.WITHDRAW,
        ):
            return ClaimState.WITHDRAWN
        case (ClaimState.VERIFIED | ClaimState.REJECTED, Step.DISPUTE):
            return ClaimState.DISPUTED
        case _:
            raise StepRefused(
                f"This cannot be done now: the claim is {STATE_NAMES[case.state]}. Open it "
                "again to see where it stands."
            )


def reading_of(due_on: date, today: date, grace: timedelta) -> Due:
    """How the clock reads a fact whose next check is due on a day; it lapses after the grace."""
    if today > due_on + grace:
        return Due.LAPSED
    if today > due_on:
        return Due.OVERDUE
    return Due.DUE_SOON if today >= due_on - DUE_SOON else Due.CURRENT


def check_evidence(evidence: Evidence, today: date) -> None:
    """Raises ``StepRefused`` for a day to come, and for evidence too old to decide anything."""
    if evidence.seen_on > today:
        raise StepRefused(
            "This day is still to come. Give the day on which you looked.", "checked_on"
        )
    if today - evidence.seen_on > OLDEST_EVIDENCE:
        raise StepRefused(
            f"What was seen on {day(evidence.seen_on)} is more than {OLDEST_EVIDENCE.days} days "
            "old. Look again at the source, and record what it says now.",
            "checked_on",
        )


def _refuse_own_claim(case: Case, actor: str) -> None:
    if actor == case.claimed_by:
        raise NotThisPerson("Nobody decides about a claim of their own. Ask a colleague to look.")


def _refuse_same_person(case: Case, actor: str) -> None:
    if actor == case.submitted_by:
        raise NotThisPerson(
            "A second person has to decide this: you were the first. You can only take it back."
        )


def _refuse_bad_evidence(case: Case, today: date) -> None:
    if case.evidence is None:
        raise StepRefused("Say first what you saw, where and when.")
    check_evidence(case.evidence, today)


STATE_NAMES = {
    ClaimState.CLAIMED: "claimed, without evidence",
    ClaimState.EVIDENCE_ATTACHED: "ready to be decided",
    ClaimState.IN_REVIEW: "waiting for a second person",
    ClaimState.VERIFIED: "decided and in force",
    ClaimState.REJECTED: "rejected",
    ClaimState.CONFLICT: "in conflict with another source",
    ClaimState.WITHDRAWN: "withdrawn",
    ClaimState.DISPUTED: "disputed",
}
