"""What stops an ordinary letter, what a typed emergency lets through, and what looks mistaken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from finder.domain.errors import InvalidForm
from finder.domain.referral.catalogue import ELEMENTS
from finder.domain.referral.catalogue.request import EMERGENCY
from finder.domain.referral.diagnoses import Diagnosis, Use
from finder.domain.referral.elements import Kind
from finder.domain.referral.letter import Value
from finder.domain.referral.levels import SACRUM
from finder.domain.referral.values import Reader

SHORTEST_ACKNOWLEDGEMENT = 10
EMERGENCY_HEADING = "This patient needs a same-day assessment"
EMERGENCY_WORDS = (
    "New leg weakness, saddle numbness, bladder or bowel changes, fever or sepsis, or a suspected "
    "cord compression need same-day emergency or spine-surgery assessment. Call 911 or the "
    "emergency department now. A letter does not replace that call."
)
EMERGENCY_WAY = (
    "To send a letter along, set the urgency to emergency and write in at least 10 characters what "
    "was arranged today."
)
_STOPPED = "With a red flag only an emergency letter can be written. Choose emergency."
_ACKNOWLEDGE = "Write in at least 10 characters what was arranged today for the red flag."
_BEFORE_BIRTH = "This day is before the patient's birth. Check it and the date of birth."
_PARTS = re.compile(r"[\s,;+|]+")
_LOW_ENERGY = ("No injury", "Minor fall or lifting")
_OSTEOPOROTIC = -2.5


@dataclass(frozen=True, slots=True)
class Stop:
    """The red flags of a letter, in words."""

    signs: tuple[str, ...]


def red_flag_stop(values: Mapping[str, Value], diagnoses: Mapping[str, Diagnosis]) -> Stop | None:
    """What must stop an ordinary letter, if anything."""
    signs = [
        value.element.label
        for value in values.values()
        if value.element.is_red_flag and value.typed is True
    ]
    signs += [
        f"{code} {diagnoses[code].title}"
        for code in _codes(values)
        if diagnoses[code].use is Use.RED_FLAG
    ]
    return Stop(tuple(signs)) if signs else None


def stopping_values(values: Mapping[str, str], reader: Reader) -> dict[str, str]:
    """What may stop a letter, whatever else was typed: any yes of a flag, every readable code."""
    found = {}
    for element in ELEMENTS.values():
        if element.is_red_flag or element.kind is Kind.CODES:
            parts = _PARTS.split(values.get(element.name, ""))
            read = [shown for part in parts if part and (shown := reader.shown(element, part))]
            is_flag_set = element.is_red_flag and "yes" in read
            found[element.name] = "yes" if is_flag_set else " ".join(dict.fromkeys(read))
    return found


def refuse_days_before_birth(values: Mapping[str, Value]) -> None:
    """Raises ``InvalidForm``; nothing that a letter tells of is older than the patient."""
    birth = values.get("patient_dob")
    problems = [
        (value.element.name, _BEFORE_BIRTH)
        for value in values.values()
        if birth and value.element.kind is Kind.DATE and value.typed < birth.typed  # type: ignore[operator]  # both are dates
    ]
    if problems:
        raise InvalidForm(problems)


def refuse_ordinary_letter(values: Mapping[str, Value], stop: Stop | None) -> None:
    """Raises ``InvalidForm`` unless the letter is an emergency and says what was arranged."""
    if stop is None:
        return
    problems = []
    urgency, typed = values.get("urgency"), values.get("emergency_acknowledgement")
    if urgency is None or urgency.typed != EMERGENCY:
        problems.append(("urgency", _STOPPED))
    if typed is None or len(typed.text) < SHORTEST_ACKNOWLEDGEMENT:
        problems.append(("emergency_acknowledgement", _ACKNOWLEDGE))
    if problems:
        raise InvalidForm(problems)


def warnings_of(
    values: Mapping[str, Value], diagnoses: Mapping[str, Diagnosis], today: date
) -> tuple[str, ...]:
    """What whoever writes should look at once more; nothing of it refuses the letter."""
    chosen = [diagnoses[code] for code in _codes(values)]
    uses = {diagnosis.use for diagnosis in chosen}
    told = []
    if Use.NEOPLASTIC in uses and Use.PAIRED not in uses:
        told.append("M84.58XA needs the code of the tumor beside it: C79.51, C90.00, C90.02, C41.2")
    if Use.TRAUMATIC in uses and _is_low_energy(values):
        told.append(
            "An S code is not for an osteoporotic bone after a minor fall or none: take M80.08XA "
            "or M80.88XA"
        )
    told += _other_levels(values, chosen)
    told += _unanswered(values)
    if "sender_name" not in values:
        told.append("Your name is missing: nobody can tell who signs")
    if "sender_phone" not in values:
        told.append("Your phone number is missing: the office cannot call you back")
    worst, now = values.get("pain_worst"), values.get("pain_now")
    if worst and now and worst.typed < now.typed:  # type: ignore[operator]  # both are numbers
        told.append("The worst pain is rated lower than the pain now")
    imaged, began = values.get("imaging_date"), values.get("onset_date")
    if imaged and began and imaged.typed < began.typed:  # type: ignore[operator]  # both are dates
        told.append("The imaging is older than the symptoms")
    reply_by = values.get("reply_by")
    if reply_by and reply_by.typed < today:  # type: ignore[operator]  # both are dates
        told.append("The day by which you want a reply has passed")
    return tuple(f"{sentence}." for sentence in told)


def _codes(values: Mapping[str, Value]) -> tuple[str, ...]:
    value = values.get("icd10")
    return value.typed if value and isinstance(value.typed, tuple) else ()


def _is_low_energy(values: Mapping[str, Value]) -> bool:
    mechanism, score = values.get("mechanism"), values.get("t_score")
    is_osteoporotic = score is not None and float(score.text) <= _OSTEOPOROTIC
    return bool(mechanism and mechanism.text in _LOW_ENERGY) or is_osteoporotic


def _other_levels(values: Mapping[str, Value], chosen: list[Diagnosis]) -> list[str]:
    """Codes of another part of the spine than every level that was chosen."""
    levels = values.get("levels")
    named = set(levels.typed) if levels and isinstance(levels.typed, tuple) else set()
    return [
        f"{diagnosis.code} is a code of {_span(diagnosis.levels)}, none of which was chosen"
        for diagnosis in chosen
        if named and diagnosis.levels and not named & set(diagnosis.levels)
    ]


def _span(levels: tuple[str, ...]) -> str:
    if len(levels) == 1:
        return f"the {levels[0]}" if levels[0] == SACRUM else levels[0]
    return f"{levels[0]} to {levels[-1]}"


def _unanswered(values: Mapping[str, Value]) -> list[str]:
    flags = [element for element in ELEMENTS.values() if element.is_red_flag]
    missing = [element.label for element in flags if element.name not in values]
    if not missing:
        return []
    return [f"The screen for red flags is not complete; not answered: {', '.join(missing)}"]
