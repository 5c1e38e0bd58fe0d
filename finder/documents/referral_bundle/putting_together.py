"""The whole bundle: one transaction in which every reference leads to a resource beside it."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from finder.documents.referral_bundle import findings, people, request
from finder.documents.referral_bundle.naming import LOINC, US_NPI, Names, Resource, filled
from finder.domain.referral import Diagnosis, Letter
from finder.domain.referral_task import Step

_PLACED = frozenset((*people.PLACED, *findings.PLACED, *request.PLACED))
_REFERRAL_NOTE = {"coding": [{"system": LOINC, "code": "57133-1", "display": "Referral note"}]}


@dataclass(frozen=True, slots=True)
class BundleParts:
    """What goes in beside the letter: code titles, its plain text, and how far it has come."""

    diagnoses: Mapping[str, Diagnosis]
    text: str
    step: Step | None = None


def referral_bundle(letter: Letter, parts: BundleParts) -> Resource:
    """A transaction of FHIR R4; each filled field stands once outside of the attached text."""
    names = Names(letter.letter_id)
    conditions = findings.conditions(letter, parts.diagnoses, names)
    observed = list(findings.observations(letter, _PLACED, names))
    resources = [
        (
            "request",
            request.service_request(
                letter, [part for part, _ in conditions], [part for part, _ in observed], names
            ),
        ),
        ("task", request.task(letter, parts.step, names)),
        *people.people(letter, names),
        *conditions,
        *observed,
        ("document", _document(letter, parts.text, names)),
    ]
    return {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [_entry(names.address(part), resource) for part, resource in resources],
    }


def _entry(address: str, resource: Resource) -> Resource:
    kind = resource["resourceType"]
    known = ""
    if kind == "Practitioner":
        # A system that knows this NPI keeps its own record.
        known = f"identifier={US_NPI}|{resource['identifier'][0]['value']}"
    asked = filled(method="POST", url=kind, ifNoneExist=known)
    return {"fullUrl": address, "resource": resource, "request": asked}


def _document(letter: Letter, text: str, names: Names) -> Resource:
    """The letter as people read it; R4 asks for SHA-1 of the attachment, which secures nothing."""
    data = text.encode()
    digest = hashlib.sha1(data, usedforsecurity=False).digest()
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "type": _REFERRAL_NOTE,
        "subject": names.reference("patient"),
        "author": [names.reference("sender")],
        "description": f"Letter {letter.shown_id}, template {letter.template_version}, "
        f"SHA-256 {letter.fingerprint}",
        "content": [
            {
                "attachment": {
                    "contentType": "text/plain; charset=utf-8",
                    "language": "en-US",
                    "data": base64.b64encode(data).decode(),
                    "size": len(data),
                    "hash": base64.b64encode(digest).decode(),
                    "title": f"Referral letter {letter.shown_id}",
                }
            }
        ],
        "context": {"related": [names.reference("request")]},
    }
