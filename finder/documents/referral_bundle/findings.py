"""Diagnoses as Conditions, and every other finding as an Observation of its own."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from finder.documents.referral_bundle.naming import (
    ICD_10_CM,
    LOINC,
    UCUM,
    Names,
    Resource,
    filled,
    terminology,
)
from finder.domain.referral import Block, Diagnosis, Element, Kind, Letter, Use, Value

PLACED = ("levels", "icd10", "onset_date")
# A date said once, for all that was measured on it.
_MEASURED_ON = {
    "imaging_date": (
        *("imaging_modality", "oedema", "bone_scan", "height_loss", "kyphosis_angle"),
        "retropulsion",
    ),
    "pain_on": ("pain_now", "pain_worst", "pain_trend", "rdq", "odi"),
    "blood_results_on": ("inr", "platelets", "creatinine"),
    "dxa_date": ("t_score",),
}
_LOINC_CODES = {
    "pain_now": ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"),
    "inr": ("6301-6", "INR in Platelet poor plasma by Coagulation assay"),
    "platelets": ("777-3", "Platelets [#/volume] in Blood by Automated count"),
    "creatinine": ("2160-0", "Creatinine [Mass/volume] in Serum or Plasma"),
}
_UNITS = {
    "%": "%",
    "degrees": "deg",
    "of 10": "{score}",
    "of 24": "{score}",
    "weeks": "wk",
    "10^9/L": "10*9/L",
    "mg/dL": "mg/dL",
}
_CATEGORIES = {Block.IMAGING: "imaging", Block.PAIN: "survey", Block.RED_FLAGS: "survey"}
_BLOOD = _MEASURED_ON["blood_results_on"]
_FRACTURES = (Use.OSTEOPOROTIC, Use.COLLAPSED, Use.NEOPLASTIC, Use.PATHOLOGICAL, Use.TRAUMATIC)


def conditions(
    letter: Letter, diagnoses: Mapping[str, Diagnosis], names: Names
) -> list[tuple[str, Resource]]:
    """The fracture first; levels and onset belong to it, coded or not."""
    codes = [str(code) for code in _many(letter, "icd10")]
    fractures = [code for code in codes if diagnoses[code].use in _FRACTURES]
    ordered = [*fractures[:1], *(code for code in codes if code not in fractures[:1])]
    concepts: list[tuple[str, Resource]] = [
        (f"condition {code}", _coded(code, diagnoses[code].title)) for code in ordered
    ]
    if not fractures:
        concepts.insert(0, ("condition", {"text": "Fracture of a vertebra"}))
    found = []
    for number, (part, concept) in enumerate(concepts):
        is_the_fracture = number == 0
        onset = letter.get("onset_date") if is_the_fracture else None
        levels = _many(letter, "levels") if is_the_fracture else ()
        found.append(
            (
                part,
                filled(
                    resourceType="Condition",
                    clinicalStatus=terminology("condition-clinical", "active"),
                    category=[terminology("condition-category", "encounter-diagnosis")],
                    code=concept,
                    bodySite=[{"text": str(level)} for level in levels],
                    subject=names.reference("patient"),
                    onsetDateTime=onset.text if onset else None,
                ),
            )
        )
    return found


def observations(
    letter: Letter, placed: frozenset[str], names: Names
) -> Iterator[tuple[str, Resource]]:
    """One for every filled field that no other resource carries."""
    for value in letter.filled():
        name = value.element.name
        if name in placed:
            continue
        members = [each for each in _MEASURED_ON.get(name, ()) if letter.get(each)]
        if members:
            yield f"observation {name}", _panel(value, members, names)
        else:
            yield f"observation {name}", _observation(value, names)


def _panel(value: Value, members: list[str], names: Names) -> Resource:
    return {
        **_head(value.element, names),
        "effectiveDateTime": value.text,
        "hasMember": [names.reference(f"observation {name}") for name in members],
    }


def _observation(value: Value, names: Names) -> Resource:
    return {**_head(value.element, names), **_answer(value)}


def _head(element: Element, names: Names) -> Resource:
    category = "laboratory" if element.name in _BLOOD else _CATEGORIES.get(element.block)
    known = _LOINC_CODES.get(element.name)
    coding = [{"system": LOINC, "code": known[0], "display": known[1]}] if known else []
    return filled(
        resourceType="Observation",
        status="final",
        category=[terminology("observation-category", category)] if category else [],
        code=filled(coding=coding, text=element.label),
        subject=names.reference("patient"),
    )


def _answer(value: Value) -> Resource:
    match value.typed:
        case bool(answer):
            return {"valueBoolean": answer}
        case Decimal() as number:
            unit = value.element.unit
            code = _UNITS.get(unit, "1")
            return {"valueQuantity": filled(value=number, unit=unit, system=UCUM, code=code)}
        case date():
            return {"valueDateTime": value.text}
        case _ if value.element.kind is Kind.CHOICE:
            return {"valueCodeableConcept": {"text": value.printed}}
        case _:
            return {"valueString": value.printed}


def _coded(code: str, title: str) -> Resource:
    return {"coding": [{"system": ICD_10_CM, "code": code, "display": title}]}


def _many(letter: Letter, name: str) -> tuple[str, ...]:
    found = letter.typed(name)
    return found if isinstance(found, tuple) else ()
