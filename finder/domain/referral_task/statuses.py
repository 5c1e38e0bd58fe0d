"""The words of a referral's course: its states, answers, reasons and questions."""

from enum import StrEnum


class TaskStatus(StrEnum):
    """FHIR Task.status; an appointment is ``in-progress`` with the business status scheduled."""

    REQUESTED = "requested"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What the receiving office says of the letter."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    DECLINED = "declined"
    DONE = "done"


class DeclineReason(StrEnum):
    """Why no visit comes of it; a fixed list, so that nothing of a patient can be written."""

    NO_CAPACITY = "no-capacity"
    NOT_OFFERED = "not-offered"
    NOT_SUITABLE = "not-suitable"
    INSURANCE = "insurance"
    NOT_AUTHORIZED = "not-authorized"
    NOT_REACHED = "not-reached"
    PATIENT_DECLINED = "patient-declined"
    DID_NOT_ATTEND = "did-not-attend"
    OTHER_OFFICE = "other-office"


class OfficeQuestion(StrEnum):
    """What the office may ask for; the answer goes the usual way, by phone or fax."""

    IMAGING_REPORT = "imaging-report"
    IMAGES = "images"
    MEDICATIONS = "medications"
    BLOOD_TESTS = "blood-tests"
    INSURANCE = "insurance"
    CONTACT = "contact"
    AUTHORIZATION = "authorization"
    CALL_US = "call-us"


class Party(StrEnum):
    """Who took a step."""

    SENDER = "sender"
    RECIPIENT = "recipient"


ENDED = frozenset(
    {TaskStatus.REJECTED, TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED}
)
SAID_BY = {
    Answer.RECEIVED: (TaskStatus.RECEIVED,),
    Answer.ACCEPTED: (TaskStatus.ACCEPTED,),
    Answer.SCHEDULED: (TaskStatus.IN_PROGRESS,),
    Answer.DECLINED: (TaskStatus.REJECTED, TaskStatus.FAILED),
    Answer.DONE: (TaskStatus.COMPLETED,),
}


def status_after(status: TaskStatus, answer: Answer) -> TaskStatus | None:
    """The state that an answer leads to; ``None`` where it would lead back or nowhere."""
    match status, answer:
        case TaskStatus.REQUESTED, Answer.RECEIVED:
            return TaskStatus.RECEIVED
        case TaskStatus.REQUESTED | TaskStatus.RECEIVED, Answer.ACCEPTED:
            return TaskStatus.ACCEPTED
        case TaskStatus.IN_PROGRESS, Answer.DECLINED:
            # Task.rejected is for what was never begun.
            return TaskStatus.FAILED
        case (
            TaskStatus.REQUESTED
            | TaskStatus.RECEIVED
            | TaskStatus.ACCEPTED
            | TaskStatus.IN_PROGRESS,
            Answer.SCHEDULED | Answer.DECLINED | Answer.DONE,
        ):
            return SAID_BY[answer][0]
        case _:
            return None
