"""What a person decided between two sources that contradict each other, and what it makes shown.

Both sources keep what they say; a pick lies over it, so that no import can undo it, and ends by
itself when either of them says something new.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from finder.domain.conflicts import Conflict, ConflictField, conflicts_of, door_of, listed_name
from finder.domain.practitioner import PracticeLocation, Practitioner


class Side(StrEnum):
    """Whose value is shown."""

    A = "a"
    B = "b"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Pick:
    """A decided conflict."""

    conflict: Conflict
    side: Side


def sides_of(field: ConflictField) -> tuple[Side, ...]:
    """What can be picked: somebody has a name, and an address is shown or not."""
    if field in (ConflictField.NAME, ConflictField.PRACTICE_LOCATION):
        return (Side.A, Side.B)
    return (Side.A, Side.B, Side.NEITHER)


def as_picked(practitioner: Practitioner, picks: Iterable[Pick]) -> Practitioner:
    """The practitioner as shown; a pick counts only while both sources say what they said."""
    by_conflict = {pick.conflict: pick.side for pick in picks}
    if not by_conflict:
        return practitioner
    for conflict in conflicts_of(practitioner):
        side = by_conflict.get(conflict, Side.A)
        if side is not Side.A:
            practitioner = _with(practitioner, conflict, side)
    return practitioner


def _with(practitioner: Practitioner, conflict: Conflict, side: Side) -> Practitioner:
    if conflict.field is ConflictField.NAME:
        last, first = listed_name(practitioner)
        return replace(practitioner, name=replace(practitioner.name, last=last, first=first))
    change = _AT_A_PLACE[conflict.field]
    return replace(
        practitioner,
        locations=tuple(
            change(place, side) if door_of(place) == conflict.place else place
            for place in practitioner.locations
        ),
    )


def _phone(place: PracticeLocation, side: Side) -> PracticeLocation:
    listed = place.listing.phones[:1] if place.listing else ()
    return replace(place, phone="".join(listed) if side is Side.B else "")


def _telehealth(place: PracticeLocation, side: Side) -> PracticeLocation:
    return replace(place, telehealth=True if side is Side.B else None)


def _medicare(place: PracticeLocation, side: Side) -> PracticeLocation:
    return replace(place, medicare=True if side is Side.B else None)


def _withdrawn(place: PracticeLocation, _side: Side) -> PracticeLocation:
    return replace(place, is_withdrawn=True)


_AT_A_PLACE: Mapping[ConflictField, Callable[[PracticeLocation, Side], PracticeLocation]] = {
    ConflictField.PHONE: _phone,
    ConflictField.TELEHEALTH: _telehealth,
    ConflictField.MEDICARE: _medicare,
    ConflictField.PRACTICE_LOCATION: _withdrawn,
}
