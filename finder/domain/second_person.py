"""Which changes two people decide: what takes something away, hides it, or brings it back."""

from collections.abc import Collection, Iterable
from datetime import date

from finder.domain.credentials import (
    OVERDUE_GRACE,
    BoardStatus,
    Certificate,
    Certification,
    CertificationState,
    Issuer,
    certification_standing,
    newest_checks,
    one_year_after,
)
from finder.domain.listing import listed_locations
from finder.domain.memberships import (
    PRACTISING_CATEGORIES,
    MembershipCategory,
    MembershipState,
    is_retired,
    membership_standing,
)
from finder.domain.practitioner import Practitioner
from finder.domain.verification import DUE_SOON, SERIOUS_STATUSES

_Key = tuple[Issuer, Certificate]
_Records = dict[_Key, Certification]

# What a certificate never leaves by the word of one person alone.
HELD_BY_TWO = frozenset({BoardStatus.CERTIFIED, *SERIOUS_STATUSES})


def needs_second_person(
    before: Practitioner,
    after: Practitioner,
    today: date,
    once_held: Collection[_Key] = frozenset(),
) -> bool:
    """Whether one person alone may not lead a practitioner from the one state to the other.

    ``once_held`` are the certificates that were ever found in a status of ``HELD_BY_TWO``: if one
    of them is in another by now, two people have led it there.
    """
    return (
        _obstacles(before) != _obstacles(after)
        or _emeritus(after) - _emeritus(before) != set()
        or _takes_away(before, after, today)
        or _takes_membership(before, after, today)
        or _sets_back(before, after, today, once_held)
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
    changed = {key: record for key, record in seen.items() if held.get(key) != record}
    if any(_is_past(record, today) for record in changed.values()):
        return True
    verified = _verified(held, today)
    if any(_ends_sooner(held[key], changed[key], today) for key in verified & changed.keys()):
        return True
    lost = verified - _verified(seen, today)
    return bool(lost) or (_reads_verified(before, today) and not _reads_verified(after, today))


def _takes_membership(before: Practitioner, after: Practitioner, today: date) -> bool:
    """Whether a checked membership is lost, or is to end before the day that was found before."""
    was = membership_standing(before.memberships, today)
    will = membership_standing(after.memberships, today)
    if was.state is not MembershipState.VERIFIED or will == was:
        return False
    if will.state is not MembershipState.VERIFIED:
        return True
    if was.category in PRACTISING_CATEGORIES and will.category not in PRACTISING_CATEGORIES:
        return True
    held, seen = was.membership, will.membership
    if held is None or seen is None or seen.valid_through is None:
        return False
    return seen.valid_through < (held.valid_through or today)


def _sets_back(
    before: Practitioner, after: Practitioner, today: date, once_held: Collection[_Key]
) -> bool:
    """What two people decided is not set back by one, nor got around by another certificate."""
    held, seen = _by_key(before.certifications), _by_key(after.certifications)
    ended = {
        key
        for key, record in held.items()
        if _was_ended(record) or (key in once_held and record.board_status not in HELD_BY_TWO)
    }
    if any(_says_otherwise(held[key], seen[key], today) for key in ended & seen.keys()):
        return True
    gained = _verified(seen, today) - _verified(held, today)
    refusing = {issuer for issuer, certificate in ended if _is_refused(held[issuer, certificate])}
    return any(issuer in refusing for issuer, _ in gained)


def _by_key(records: Iterable[Certification]) -> _Records:
    return {_key(record): record for record in newest_checks(records)}


def _verified(records: _Records, today: date) -> set[_Key]:
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


def _ends_sooner(held: Certification, seen: Certification, today: date) -> bool:
    """Whether the new last day is before the one on record.

    Where there was none, it is too soon if nobody else would be asked to look again before it.
    """
    by_itself = one_year_after(_looked_on(held)) + OVERDUE_GRACE
    last_day = held.expires_on or min(by_itself, today + DUE_SOON)
    return seen.expires_on is not None and seen.expires_on < last_day


def _was_ended(record: Certification) -> bool:
    """Whether it had ended already when somebody looked; one that ran out since is renewed."""
    return _is_past(record, _looked_on(record))


def _is_refused(record: Certification) -> bool:
    """Whether the board denied it outright; one that was converted became another certificate."""
    return _was_ended(record) or record.board_status is BoardStatus.NOT_CERTIFIED


def _says_otherwise(held: Certification, seen: Certification, today: date) -> bool:
    is_other_status = held.board_status is not seen.board_status
    return is_other_status or held.state_on(today) is not seen.state_on(today)


def _key(record: Certification) -> _Key:
    return record.issuer, record.certificate


def _looked_on(record: Certification) -> date:
    return record.check.checked_on if record.check else date.min
