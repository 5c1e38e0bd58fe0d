"""The request itself, and the task that tells how far it has come."""

from datetime import timedelta
from typing import Any

from finder.documents.referral_bundle.naming import (
    SNOMED,
    Names,
    Resource,
    filled,
    terminology,
)
from finder.domain.referral import Letter
from finder.domain.referral_task import Step, TaskStatus

PLACED = (
    *("urgency", "question", "emergency_acknowledgement", "sender_callback"),
    *("reply_wanted", "reply_by", "osteoporosis_manager"),
)
# FHIR's four priorities in their order stand for the letter's four; the words are kept beside them.
_PRIORITIES = {"emergency": "stat", "urgent": "asap", "soon": "urgent", "routine": "routine"}
_WITHIN_DAYS = {"emergency": 0, "urgent": 2, "soon": 14}
_SERVICE = "Consultation for vertebral augmentation (kyphoplasty or vertebroplasty)"
_REFERRAL = {"coding": [{"system": SNOMED, "code": "3457005", "display": "Patient referral"}]}
_NOT_CONFIRMED = "The sender's NPI is not yet verified by finder."


def service_request(
    letter: Letter, conditions: list[str], observations: list[str], names: Names
) -> Resource:
    """With everything that US Core asks a ServiceRequest to be able to say but an encounter."""
    urgency = letter.get("urgency")
    question = letter.get("question")
    return filled(
        resourceType="ServiceRequest",
        identifier=[_identifier(letter)],
        status="active",
        intent="order",
        category=[_REFERRAL],
        priority=_priority(letter),
        code={"text": _SERVICE},
        orderDetail=[{"text": urgency.printed}] if urgency else [],
        subject=names.reference("patient"),
        occurrencePeriod=_period(letter),
        authoredOn=letter.written_on.isoformat(),
        requester=names.reference("sender"),
        performer=[names.reference("recipient role")],
        reasonCode=[{"text": question.printed}] if question else [],
        reasonReference=[names.reference(part) for part in conditions],
        insurance=[names.reference("insurance")] if letter.get("insurance") else [],
        supportingInfo=[names.reference(part) for part in (*observations, "document")],
        note=[{"text": text} for text in _notes(letter)],
    )


def task(letter: Letter, step: Step | None, names: Names) -> Resource:
    """The state as it is known when the bundle is made: requested for a new letter."""
    status = step.status if step else TaskStatus.REQUESTED
    scheduled = {"text": "scheduled"} if status is TaskStatus.IN_PROGRESS else {}
    reply_by = letter.get("reply_by")
    return filled(
        resourceType="Task",
        identifier=[_identifier(letter)],
        status=status.value,
        businessStatus=scheduled,
        intent="order",
        priority=_priority(letter),
        code={
            "coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "fulfill"}]
        },
        focus=names.reference("request"),
        **{"for": names.reference("patient")},
        authoredOn=letter.written_on.isoformat(),
        requester=names.reference("sender role"),
        owner=names.reference("recipient role"),
        restriction={"period": {"end": reply_by.text}} if reply_by else {},
        input=list(_inputs(letter)),
    )


def _identifier(letter: Letter) -> Resource:
    return {"type": terminology("v2-0203", "PLAC"), "value": letter.shown_id}


def _priority(letter: Letter) -> str | None:
    return _PRIORITIES.get(str(letter.typed("urgency")))


def _period(letter: Letter) -> Resource:
    days = _WITHIN_DAYS.get(str(letter.typed("urgency")))
    last = letter.written_on + timedelta(days=days) if days is not None else None
    return filled(start=letter.written_on.isoformat(), end=last.isoformat() if last else None)


def _notes(letter: Letter) -> list[str]:
    acknowledged = letter.get("emergency_acknowledgement")
    told = [f"{acknowledged.element.label}: {acknowledged.printed}"] if acknowledged else []
    return told if letter.sender.is_npi_confirmed else [*told, _NOT_CONFIRMED]


def _inputs(letter: Letter) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"type": {"text": value.element.label}, "valueString": value.printed}
        for name in ("reply_wanted", "osteoporosis_manager", "sender_callback")
        if (value := letter.get(name)) is not None
    ]
    if letter.reply_address:
        way = {"text": "Answer without an account"}
        found.append({"type": way, "valueUrl": letter.reply_address})
    return found
