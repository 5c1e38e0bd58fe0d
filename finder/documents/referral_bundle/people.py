"""The patient, both clinicians, their practices and the kind of insurance."""

from typing import Any

from finder.documents.referral_bundle.naming import US_NPI, Names, Resource, filled
from finder.domain.contact import phone
from finder.domain.referral import Letter
from finder.domain.referral.spoken import language_code

SENDER, RECIPIENT = "sender", "recipient"
PLACED = (
    *("npi", "sender_name", "sender_credentials", "sender_practice", "sender_address"),
    *("sender_phone", "sender_fax", "patient_name", "patient_dob", "patient_sex"),
    *("patient_phone", "patient_address", "patient_language", "patient_representative"),
    "insurance",
)


def people(letter: Letter, names: Names) -> list[tuple[str, Resource]]:
    """Each resource with the part of the letter that names it."""
    to = letter.recipient
    said = {name: value.text for name, value in letter.values.items()}
    found = [("patient", _patient(letter, said))]
    found += _clinician(
        SENDER,
        names,
        npi=letter.sender.npi,
        name=said.get("sender_name", ""),
        credentials=said.get("sender_credentials", ""),
        address=said.get("sender_address", ""),
        practice=said.get("sender_practice", ""),
        telecom=_telecom(
            phone=said.get("sender_phone", ""),
            fax=said.get("sender_fax", ""),
            email=letter.sender.account_email,
        ),
    )
    found += _clinician(
        RECIPIENT,
        names,
        npi=to.npi,
        name=to.name,
        credentials=to.credentials,
        address=", ".join(to.address),
        practice=to.practice,
        telecom=_telecom(phone=phone(to.phone), fax=phone(to.fax)),
        specialty=to.specialty,
    )
    if "insurance" in said:
        found.append(("insurance", _coverage(said["insurance"], names)))
    return found


def _patient(letter: Letter, said: dict[str, str]) -> Resource:
    # The name is one text: where it parts into family and given names, nobody has said.
    representative = said.get("patient_representative")
    return filled(
        resourceType="Patient",
        name=[{"text": said["patient_name"]}] if "patient_name" in said else [],
        telecom=_telecom(phone=said.get("patient_phone", "")),
        gender=letter.typed("patient_sex"),
        birthDate=said.get("patient_dob"),
        address=[{"text": said["patient_address"]}] if "patient_address" in said else [],
        contact=[{"name": {"text": representative}}] if representative else [],
        communication=_communication(said.get("patient_language", "")),
    )


def _communication(language: str) -> list[Resource]:
    code = language_code(language)
    coding = [{"system": "urn:ietf:bcp:47", "code": code}] if code else []
    spoken = filled(coding=coding, text=language)
    return [{"language": spoken, "preferred": True}] if spoken else []


def _clinician(
    who: str,
    names: Names,
    *,
    npi: str,
    name: str,
    credentials: str,
    address: str,
    practice: str,
    telecom: list[Resource],
    specialty: str = "",
) -> list[tuple[str, Resource]]:
    person = filled(
        resourceType="Practitioner",
        identifier=[{"system": US_NPI, "value": npi}],
        name=[{"text": name}] if name else [],
        address=[{"text": address}] if address else [],
        qualification=[{"code": {"text": credentials}}] if credentials else [],
    )
    role = filled(
        resourceType="PractitionerRole",
        practitioner=names.reference(who),
        organization=names.reference(f"{who} practice") if practice else {},
        specialty=[{"text": specialty}] if specialty else [],
        telecom=telecom,
    )
    found = [(who, person), (f"{who} role", role)]
    if practice:
        found.append((f"{who} practice", {"resourceType": "Organization", "name": practice}))
    return found


def _telecom(**ways: str) -> list[Resource]:
    return [{"system": system, "value": value} for system, value in ways.items() if value]


def _coverage(kind: str, names: Names) -> dict[str, Any]:
    """Only the kind is known; member numbers are never asked for."""
    return {
        "resourceType": "Coverage",
        "status": "active",
        "type": {"text": kind},
        "beneficiary": names.reference("patient"),
        "payor": [{"display": "not recorded"}],
    }
