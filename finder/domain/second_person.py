"""Which changes two people decide: what takes something away, hides it, or brings it back."""

from collections.abc import Iterable
from datetime import date

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    Certification,
    CertificationState,
    Issuer,
    certification_standing,
    newest_checks,
)
from finder.domain.listing import listed_locations
from finder.domain.memberships import MembershipCategory, is_retired
from finder.domain.practitioner import Practitioner
from finder.domain.verification import SERIOUS_STATUSES

_Records = dict[tuple[Issuer, Certificate], Certification]


def needs_second_person(before: Practitioner, after: Practitioner, today: date) -> bool:
    """Whether one person alone may not lead a practitioner from the one state to the other."""
    return (
        _obstacles(before) != _obstacles(after)
        or _emeritus(after) - _emeritus(before) != set()
        or _takes_away(before, after, today)
        or _gives_back(before, after, today)
    )


def _obstacles(person: Practitioner) -> tuple[bool, bool]:
    """What hides a listing and can come or go by a check, whatever else hides it as well."""
    is_excluded = any(entry.is_in_force for entry in person.exclusions)
    return is_retired(person.memberships), is_excluded and not listed_locations(person)


def _emeritus(person: Practitioner) -> set[object]:
    return {
        record
        for record in person.memberships
        if record.check and record.category is MembershipCategory.EMERITUS
    }


def _takes_away(before: Practitioner, after: Practitioner, today: date) -> bool:
    held, seen = _by_key(before.certifications), _by_key(after.certifications)
    if any(_is_past(record, today) for key, record in seen.items() if held.get(key) != record):
        return True
    lost = _verified(held, today) - _verified(seen, today)
    return bool(lost) or (_reads_verified(before, today) and not _reads_verified(after, today))


def _gives_back(before: Practitioner, after: Practitioner, today: date) -> bool:
    """What two people took away is not brought back by one."""
    held, seen = _by_key(before.certifications), _by_key(after.certifications)
    gained = _verified(seen, today) - _verified(held, today)
    return any(
        _was_taken(held.get(key)) or _was_taken(_newest_of(held.values(), key[0])) for key in gained
    )


def _by_key(records: Iterable[Certification]) -> _Records:
    return {(record.issuer, record.certificate): record for record in newest_checks(records)}


def _verified(records: _Records, today: date) -> set[tuple[Issuer, Certificate]]:
    verified = CertificationState.VERIFIED
    return {key for key, record in records.items() if record.state_on(today) is verified}


def _reads_verified(person: Practitioner, today: date) -> bool:
    standing = certification_standing(person.certifications, today)
    return standing.state is CertificationState.VERIFIED


def _is_past(record: Certification, today: date) -> bool:
    has_ended = record.board_status is BoardStatus.CERTIFIED and (
        record.expires_on is not None and record.expires_on < today
    )
    return record.board_status in SERIOUS_STATUSES or has_ended


def _was_taken(record: Certification | None) -> bool:
    """Whether it had ended already when somebody looked; one that ran out since is renewed."""
    return record is not None and _is_past(record, _looked_on(record))


def _newest_of(records: Iterable[Certification], issuer: Issuer) -> Certification | None:
    return max(
        (record for record in records if record.issuer is issuer), key=_looked_on, default=None
    )


def _looked_on(record: Certification) -> date:
    return record.check.checked_on if record.check else date.min
