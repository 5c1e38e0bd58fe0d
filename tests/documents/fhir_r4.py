"""What FHIR R4 asks of the resources that we write: elements, how often, of what kind, which codes.

Written by hand from the published definitions, and no more of them than our bundle uses: an element
that does not stand here is refused, so that a new one is looked up first.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

_PATTERNS = {
    "string": re.compile(r"\S[\s\S]*"),
    "code": re.compile(r"\S+( \S+)*"),
    "uri": re.compile(r"\S+"),
    "date": re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"),
    "base64": re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"),
}
_OTHERS = {"boolean": bool, "integer": int, "decimal": (int, Decimal)}

_CONCEPT = {"coding": "0..* Coding", "text": "0..1 string"}
TYPES: dict[str, dict[str, str]] = {
    "Coding": {"system": "0..1 uri", "code": "0..1 code", "display": "0..1 string"},
    "CodeableConcept": _CONCEPT,
    "Reference": {"reference": "0..1 string", "display": "0..1 string"},
    "Identifier": {
        "type": "0..1 CodeableConcept",
        "system": "0..1 uri",
        "value": "0..1 string",
    },
    "HumanName": {"text": "0..1 string"},
    "Address": {"text": "0..1 string"},
    "ContactPoint": {
        "system": "0..1 code phone|fax|email|pager|url|sms|other",
        "value": "0..1 string",
    },
    "Period": {"start": "0..1 date", "end": "0..1 date"},
    "Annotation": {"text": "1..1 string"},
    "Quantity": {
        "value": "0..1 decimal",
        "unit": "0..1 string",
        "system": "0..1 uri",
        "code": "0..1 code",
    },
    "Attachment": {
        "contentType": "0..1 code",
        "language": "0..1 code",
        "data": "0..1 base64",
        "size": "0..1 integer",
        "hash": "0..1 base64",
        "title": "0..1 string",
    },
    "Qualification": {"code": "1..1 CodeableConcept"},
    "Contact": {"name": "0..1 HumanName"},
    "Communication": {"language": "1..1 CodeableConcept", "preferred": "0..1 boolean"},
    "Restriction": {"period": "0..1 Period"},
    "Input": {"type": "1..1 CodeableConcept", "value": "1..1 string|uri"},
    "Content": {"attachment": "1..1 Attachment"},
    "Context": {"related": "0..* Reference"},
}
RESOURCES: dict[str, dict[str, str]] = {
    "ServiceRequest": {
        "identifier": "0..* Identifier",
        "status": "1..1 code draft|active|on-hold|revoked|completed|entered-in-error|unknown",
        "intent": "1..1 code proposal|plan|directive|order|original-order|reflex-order|"
        "filler-order|instance-order|option",
        "category": "0..* CodeableConcept",
        "priority": "0..1 code routine|urgent|asap|stat",
        "code": "0..1 CodeableConcept",
        "orderDetail": "0..* CodeableConcept",
        "subject": "1..1 Reference Patient|Group|Location|Device",
        "occurrence": "0..1 Period",
        "authoredOn": "0..1 date",
        "requester": "0..1 Reference Practitioner|PractitionerRole|Organization|Patient",
        "performer": "0..* Reference Practitioner|PractitionerRole|Organization|CareTeam",
        "reasonCode": "0..* CodeableConcept",
        "reasonReference": "0..* Reference Condition|Observation|DiagnosticReport|"
        "DocumentReference",
        "insurance": "0..* Reference Coverage|ClaimResponse",
        "supportingInfo": "0..* Reference",
        "note": "0..* Annotation",
    },
    "Task": {
        "identifier": "0..* Identifier",
        "status": "1..1 code draft|requested|received|accepted|rejected|ready|cancelled|"
        "in-progress|on-hold|failed|completed|entered-in-error",
        "businessStatus": "0..1 CodeableConcept",
        "intent": "1..1 code unknown|proposal|plan|order|original-order|reflex-order|"
        "filler-order|instance-order|option",
        "priority": "0..1 code routine|urgent|asap|stat",
        "code": "0..1 CodeableConcept",
        "focus": "0..1 Reference",
        "for": "0..1 Reference",
        "authoredOn": "0..1 date",
        "requester": "0..1 Reference Practitioner|PractitionerRole|Organization|Patient",
        "owner": "0..1 Reference Practitioner|PractitionerRole|Organization|CareTeam",
        "restriction": "0..1 Restriction",
        "input": "0..* Input",
    },
    "Patient": {
        "name": "0..* HumanName",
        "telecom": "0..* ContactPoint",
        "gender": "0..1 code male|female|other|unknown",
        "birthDate": "0..1 date",
        "address": "0..* Address",
        "contact": "0..* Contact",
        "communication": "0..* Communication",
    },
    "Practitioner": {
        "identifier": "0..* Identifier",
        "name": "0..* HumanName",
        "address": "0..* Address",
        "qualification": "0..* Qualification",
    },
    "PractitionerRole": {
        "practitioner": "0..1 Reference Practitioner",
        "organization": "0..1 Reference Organization",
        "specialty": "0..* CodeableConcept",
        "telecom": "0..* ContactPoint",
    },
    # org-1 wants a name or an identifier; ours always have the name.
    "Organization": {"name": "1..1 string"},
    "Coverage": {
        "status": "1..1 code active|cancelled|draft|entered-in-error",
        "type": "0..1 CodeableConcept",
        "beneficiary": "1..1 Reference Patient",
        "payor": "1..* Reference Organization|Patient|RelatedPerson",
    },
    "Condition": {
        "clinicalStatus": "0..1 CodeableConcept",
        "category": "0..* CodeableConcept",
        "code": "0..1 CodeableConcept",
        "bodySite": "0..* CodeableConcept",
        "subject": "1..1 Reference Patient|Group",
        "onset": "0..1 date",
    },
    "Observation": {
        "status": "1..1 code registered|preliminary|final|amended|corrected|cancelled|"
        "entered-in-error|unknown",
        "category": "0..* CodeableConcept",
        "code": "1..1 CodeableConcept",
        "subject": "0..1 Reference Patient|Group|Device|Location",
        "effective": "0..1 date",
        "value": "0..1 Quantity|CodeableConcept|string|boolean|date",
        "hasMember": "0..* Reference Observation|QuestionnaireResponse|MolecularSequence",
    },
    "DocumentReference": {
        "status": "1..1 code current|superseded|entered-in-error",
        "type": "0..1 CodeableConcept",
        "subject": "0..1 Reference Patient|Practitioner|Group|Device",
        "author": "0..* Reference Practitioner|PractitionerRole|Organization|Device|Patient",
        "description": "0..1 string",
        "content": "1..* Content",
        "context": "0..1 Context",
    },
}
# Elements that may be of several types carry the type in their name.
_CHOICES = {
    "occurrencePeriod": ("occurrence", "Period"),
    "onsetDateTime": ("onset", "date"),
    "effectiveDateTime": ("effective", "date"),
    "valueQuantity": ("value", "Quantity"),
    "valueCodeableConcept": ("value", "CodeableConcept"),
    "valueString": ("value", "string"),
    "valueUrl": ("value", "uri"),
    "valueBoolean": ("value", "boolean"),
    "valueDateTime": ("value", "date"),
}


def problems_of(bundle: dict[str, Any]) -> Iterator[str]:
    """Everything in a transaction bundle that breaks R4 as it is written above."""
    if (bundle.get("resourceType"), bundle.get("type")) != ("Bundle", "transaction"):
        yield "this is no transaction"
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in bundle["entry"]}
    if len(kinds) != len(bundle["entry"]):
        yield "two resources have one address"
    for entry in bundle["entry"]:
        resource = dict(entry["resource"])
        kind = resource.pop("resourceType")
        asked = entry["request"]
        if (asked.get("method"), asked.get("url")) != ("POST", kind):
            yield f"{kind} is not asked to be created"
        if kind not in RESOURCES:
            yield f"{kind} was not looked up"
            continue
        yield from _element(kind, resource, RESOURCES[kind], kinds)


def _element(
    path: str, value: dict[str, Any], allowed: dict[str, str], kinds: dict[str, str]
) -> Iterator[str]:
    seen: dict[str, int] = {}
    for name, held in value.items():
        base, typed = _CHOICES.get(name, (name, ""))
        rule = allowed.get(base)
        if rule is None:
            yield f"{path}.{name} is no element"
            continue
        count, kind, codes = (*rule.split(" "), "")[:3]
        if typed and typed not in kind.split("|"):
            yield f"{path}.{name} is not one of {kind}"
        items = held if isinstance(held, list) else [held]
        if isinstance(held, list) != count.endswith("*"):
            yield f"{path}.{name} is a list, or is none"
        seen[base] = seen.get(base, 0) + len(items)
        for item in items:
            yield from _value(f"{path}.{name}", item, typed or kind, codes, kinds)
    for base, rule in allowed.items():
        least, most = rule.split(" ")[0].split("..")
        number = seen.get(base, 0)
        if number < int(least) or (most == "1" and number > 1):
            yield f"{path}.{base} stands there {number} times"


def _value(path: str, value: Any, kind: str, codes: str, kinds: dict[str, str]) -> Iterator[str]:
    if kind in TYPES:
        if not isinstance(value, dict) or not value:
            yield f"{path} is no {kind}"
            return
        yield from _element(path, value, TYPES[kind], kinds)
        if kind == "Reference" and "reference" in value:
            led_to = kinds.get(value["reference"])
            if led_to is None or (codes and led_to not in codes.split("|")):
                yield f"{path} leads to {led_to}"
    elif kind in _PATTERNS:
        if not isinstance(value, str) or not _PATTERNS[kind].fullmatch(value):
            yield f"{path} is no {kind}: {value!r}"
        elif codes and value not in codes.split("|"):
            yield f"{path} is none of {codes}: {value!r}"
    elif not isinstance(value, _OTHERS[kind]) or (kind != "boolean" and value is True):
        yield f"{path} is no {kind}: {value!r}"
