"""What becomes of a referral letter: the states of a FHIR Task, as BSeR uses them, step by step.

Nothing of the patient is part of it. Every change is a step of its own; the newest one says how
things stand.
"""

from finder.domain.referral_task.ordering import by_urgency
from finder.domain.referral_task.statuses import (
    ENDED,
    Answer,
    DeclineReason,
    OfficeQuestion,
    Party,
    TaskStatus,
    status_after,
)
from finder.domain.referral_task.task import LIFETIME, ReferralTask, Step

__all__ = [
    "ENDED",
    "LIFETIME",
    "Answer",
    "DeclineReason",
    "OfficeQuestion",
    "Party",
    "ReferralTask",
    "Step",
    "TaskStatus",
    "by_urgency",
    "status_after",
]
