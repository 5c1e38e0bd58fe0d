"""The facts of a practitioner as plain data, written alike in every document."""

from datetime import date
from typing import Any

from finder.domain.credentials import CertificationStanding, PrimarySourceCheck
from finder.domain.geography import Point
from finder.domain.memberships import MembershipStanding
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.procedures import ProcedureVolume

Document = dict[str, Any]

_COORDINATE_DECIMALS = 5
_NUMBER_DECIMALS = 4


def person_document(practitioner: Practitioner, specialty: str) -> Document:
    return {
        "npi": practitioner.npi,
        "name": practitioner.name.display,
        "credentials_text": practitioner.credentials_text,
        "specialty": specialty,
    }


def location_document(location: PracticeLocation) -> Document:
    point = location.point
    return {
        "name": location.name,
        "lines": list(location.lines),
        "city": location.city,
        "state": location.state,
        "zip": location.zip_code,
        "phone": location.phone,
        "fax": location.fax,
        **(coordinates(point) if point else {"lat": None, "lon": None}),
        "source": location.provenance.source.value,
        "observed_on": day(location.provenance.observed_on),
        "confirmed_on": day(location.confirmed_on),
    }


def certification_document(standing: CertificationStanding) -> Document:
    record = standing.certification
    return {
        "state": standing.state.value,
        "issuer": record.issuer.value if record else None,
        "certificate": record.certificate.value if record else None,
        **check_document(record.check if record else None),
        "next_due_on": day(record.next_due_on) if record else None,
    }


def membership_document(standing: MembershipStanding) -> Document:
    record = standing.membership
    return {
        "state": standing.state.value,
        "society": record.society if record else None,
        "category": record.category.value if record else None,
        **check_document(record.check if record else None),
        "next_due_on": day(record.next_due_on) if record else None,
    }


def check_document(check: PrimarySourceCheck | None) -> Document:
    """When and where the source was looked at; who looked stays with the staff."""
    return {
        "checked_on": day(check.checked_on) if check else None,
        "source_url": check.source_url if check else None,
    }


def volume_document(volume: ProcedureVolume) -> Document:
    return {
        "kind": volume.kind.value,
        "low": volume.low,
        "high": volume.high,
        "year": volume.year,
        "procedure": volume.procedure.value,
        "source": volume.source or None,
    }


def coordinates(point: Point) -> Document:
    return {
        "lat": round(point.lat, _COORDINATE_DECIMALS) + 0.0,
        "lon": round(point.lon, _COORDINATE_DECIMALS) + 0.0,
    }


def number(value: float | None) -> float | None:
    """Rounded, and never a negative zero."""
    return None if value is None else round(value, _NUMBER_DECIMALS) + 0.0


def day(day: date | None) -> str | None:
    return day.isoformat() if day else None
