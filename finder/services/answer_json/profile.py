"""The document of one practitioner, with every fact that may be shown."""

from finder.domain.credentials import Certification
from finder.domain.memberships import Membership
from finder.domain.practitioner import PracticeLocation, StateLicense
from finder.services.answer_json.facts import (
    Document,
    certification_document,
    check_document,
    day,
    location_document,
    membership_document,
    person_document,
    volume_document,
)
from finder.services.show_profile import LookUp, Profile, TimelineEntry


def profile_document(profile: Profile) -> Document:
    """The answer of ``/api/v1/providers/<npi>``."""
    practitioner = profile.practitioner
    first = profile.locations[0] if profile.locations else None
    return {
        **person_document(practitioner, profile.specialty),
        "contributions": None,
        "reasons": list(profile.reasons),
        "location": location_document(first) if first else None,
        "other_locations": max(0, len(profile.locations) - 1),
        "certification": certification_document(profile.standing.certification),
        "membership": membership_document(profile.standing.membership),
        "volume": volume_document(profile.volumes[-1]),
        "flags": list(profile.flags),
        "under_review_since": day(profile.under_review_since),
        "taxonomies": [
            {"code": taxonomy.code, "name": taxonomy.name, "primary": is_primary}
            for taxonomy, is_primary in profile.taxonomies
        ],
        "locations": [_full_location(location) for location in profile.locations],
        "credentials": [
            *(_certification(record) for record in practitioner.certifications),
            *(_membership(record) for record in practitioner.memberships),
        ],
        "licenses": [_license(license_) for license_ in practitioner.licenses],
        "volumes": [volume_document(volume) for volume in practitioner.volumes],
        "timeline": [_entry(entry) for entry in profile.timeline],
        "look_ups": [_look_up(link) for link in profile.look_ups],
        "data_as_of": day(profile.directory.data_as_of),
        "demonstration": profile.directory.is_demo,
    }


def _full_location(location: PracticeLocation) -> Document:
    """With what a practice says of itself; ``None`` where nobody has said."""
    return {
        **location_document(location),
        "accepts_new_patients": location.accepts_new_patients,
        "telehealth": location.telehealth,
        "medicare": location.medicare,
        "wheelchair_access": location.wheelchair_access,
        "languages": list(location.languages),
        "website": location.website or None,
    }


def _certification(record: Certification) -> Document:
    return {
        "kind": "board-certification",
        "issuer": record.issuer.value,
        "certificate": record.certificate.value,
        "status": record.board_status.value,
        "is_checked": record.check is not None,
        "duration_type": record.duration_type.value,
        "issued_on": day(record.issued_on),
        "expires_on": day(record.expires_on),
        "maintenance_status": record.maintenance_status.value,
        **check_document(record.check),
        "next_due_on": day(record.next_due_on),
    }


def _membership(record: Membership) -> Document:
    return {
        "kind": "membership",
        "society": record.society,
        "category": record.category.value,
        "status": record.category.value,
        "is_checked": record.check is not None,
        "valid_through": day(record.valid_through),
        **check_document(record.check),
        "next_due_on": day(record.next_due_on),
    }


def _license(license_: StateLicense) -> Document:
    return {
        "state": license_.state,
        "number": license_.number or None,
        "source": license_.provenance.source.value,
        "observed_on": day(license_.provenance.observed_on),
    }


def _entry(entry: TimelineEntry) -> Document:
    return {
        "checked_on": day(entry.on),
        "kind": entry.kind,
        "subject": entry.subject,
        "outcome": entry.outcome,
        "source_url": entry.source_url or None,
    }


def _look_up(link: LookUp) -> Document:
    return {"what": link.what, "name": link.look_up.name, "url": link.look_up.url or None}
