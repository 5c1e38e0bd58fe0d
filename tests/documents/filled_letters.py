"""Letters as the form makes them, with any of the fields filled, or with all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from finder.domain.referral import ELEMENTS, Kind, Letter, Reader, Recipient, Sender, read_values
from finder.services.resources import Resources
from finder.settings import Settings
from tests.factories import npi_of

DAY = date(2026, 11, 22)
DIAGNOSES = Resources(Settings()).diagnoses
LEAST = {
    "npi": npi_of(1),
    "urgency": "urgent",
    "patient_name": "Ana Example",
    "patient_dob": "1950-03-01",
    "levels": "T12 L1",
}
SAMPLES = {
    Kind.LINE: "Words of {}",
    Kind.TEXT: "First line of {}\nsecond line",
    Kind.OPEN: "Own words of {}",
    Kind.YES_NO: "yes",
    Kind.LEVELS: "T12 L1",
    Kind.CODES: "M80.08XA Z79.01",
}


def letter(values: Mapping[str, str], **changes: Any) -> Letter:
    """A letter as the form makes it from these values."""
    made = Letter(
        letter_id="K7QM4XP29TK7QM4X",
        written_on=DAY,
        sender=Sender(npi_of(70), "gp@example.org", is_npi_confirmed=False, may_order=None),
        recipient=Recipient(
            npi=npi_of(1),
            name="Ada Oakley",
            credentials="MD",
            specialty="Interventional radiology",
            practice="Sample Spine Centre",
            address=("1 Example Avenue", "Chicago, IL 60601"),
            state="IL",
            phone="3125550100",
            fax="3125550101",
            confirmed_on=date(2026, 10, 20),
        ),
        values=read_values({**LEAST, **values}, Reader(DIAGNOSES, DAY)),
    )
    return replace(made, **changes)


def everything() -> dict[str, str]:
    """A value for every field; days and numbers differ, so that each can be told from the rest."""
    values = dict(LEAST)
    for number, element in enumerate(ELEMENTS.values()):
        if element.name in LEAST:
            continue
        match element.kind:
            case Kind.DATE:
                year = 2027 if element.name == "reply_by" else 2025
                values[element.name] = date(year, 1 + number % 12, 1 + number % 28).isoformat()
            case Kind.NUMBER:
                values[element.name] = str(element.low + 1)
            case Kind.CHOICE:
                values[element.name] = next(iter(element.options))
            case kind:
                values[element.name] = SAMPLES[kind].format(element.name)
    return values
