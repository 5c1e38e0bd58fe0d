"""Where two sources contradict each other: both are kept, and a person decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from finder.domain.names import folded_words
from finder.domain.practitioner import MedicareListing, PracticeLocation, Practitioner
from finder.domain.provenance import Source

_REGISTERS = (Source.NPPES, Source.NPPES_LOCATIONS)
_ADDRESSES_NAMED = 3


class ConflictField(StrEnum):
    """What the sources disagree about."""

    NAME = "name"
    PHONE = "phone"
    PRACTICE_LOCATION = "practice-location"
    TELEHEALTH = "telehealth"
    MEDICARE = "medicare"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values of one field; ``place`` says at which practice location, if at one."""

    field: ConflictField
    place: str
    source_a: Source
    value_a: str
    source_b: Source
    value_b: str


def conflicts_of(practitioner: Practitioner) -> tuple[Conflict, ...]:
    """What the Medicare file of clinicians says otherwise than the directory.

    Somebody whom it does not name has none: absence from that file is no sign of anything.
    """
    listings = [place.listing for place in practitioner.locations if place.listing]
    if not listings:
        return ()
    return (
        *_of_name(practitioner, listings),
        *_of_addresses(practitioner),
        *(conflict for place in practitioner.locations for conflict in _at(place)),
    )


def _of_name(practitioner: Practitioner, listings: list[MedicareListing]) -> Iterator[Conflict]:
    name = practitioner.name
    ours = _spelling(name.last, name.first)
    if all(_spelling(listing.last_name, listing.first_name) != ours for listing in listings):
        last, first = listed_name(practitioner)
        yield Conflict(
            ConflictField.NAME,
            "",
            practitioner.provenance.source,
            f"{name.first} {name.last}".strip(),
            Source.MEDICARE_CLINICIANS,
            f"{first} {last}".strip(),
        )


def listed_name(practitioner: Practitioner) -> tuple[str, str]:
    """Last and first name in the Medicare file; the first in order where it has several."""
    listings = [place.listing for place in practitioner.locations if place.listing]
    return min((listing.last_name, listing.first_name) for listing in listings)


def _of_addresses(practitioner: Practitioner) -> Iterator[Conflict]:
    """Addresses of the register that the file lacks, though it names others of this person."""
    listed = [_address(place) for place in practitioner.locations if place.listing]
    named = "; ".join(sorted(listed)[:_ADDRESSES_NAMED])
    for place in practitioner.locations:
        source = place.provenance.source
        if place.listing is None and not place.confirmed_by and source in _REGISTERS:
            yield Conflict(
                ConflictField.PRACTICE_LOCATION,
                door_of(place),
                source,
                _address(place),
                Source.MEDICARE_CLINICIANS,
                named,
            )


def _at(place: PracticeLocation) -> Iterator[Conflict]:
    """What the file says otherwise of a place that it lists."""
    listing = place.listing
    if listing is None:
        return
    theirs = Source.MEDICARE_CLINICIANS
    if place.phone and listing.phones and place.phone not in listing.phones:
        source = place.provenance.source
        ours = Source.PRACTICES if place.confirmed_by or source is theirs else source
        phones = ", ".join(listing.phones)
        yield Conflict(ConflictField.PHONE, door_of(place), ours, place.phone, theirs, phones)
    for field, answer, listed in (
        (ConflictField.TELEHEALTH, place.telehealth, listing.telehealth),
        (ConflictField.MEDICARE, place.medicare, listing.takes_assignment),
    ):
        if answer is False and listed:
            yield Conflict(field, door_of(place), Source.PRACTICES, "no", theirs, "yes")


def _spelling(last: str, first: str) -> tuple[str, str]:
    """Hyphens and blanks within a name are no other spelling."""
    return "".join(folded_words(last)), "".join(folded_words(first))


def door_of(place: PracticeLocation) -> str:
    """How a conflict names the practice location that it is at."""
    return ", ".join(part for part in (*place.lines[:1], place.zip_code) if part)


def _address(place: PracticeLocation) -> str:
    state = f"{place.state} {place.zip_code}".strip()
    return ", ".join(part for part in (*place.lines, place.city, state) if part)
