"""What a release changed in the directory, person by person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    """What became of somebody; those that need a look come first."""

    EXCLUDED = "excluded"
    GONE = "gone"
    DEACTIVATED = "deactivated"
    MOVED = "moved"
    RENAMED = "renamed"
    ADDED = "added"
    RETURNED = "returned"
    REINSTATED = "reinstated"
    REACTIVATED = "reactivated"


CHANGE_NAMES = {
    ChangeKind.EXCLUDED: "newly excluded",
    ChangeKind.GONE: "gone",
    ChangeKind.DEACTIVATED: "newly deactivated",
    ChangeKind.MOVED: "other practice locations",
    ChangeKind.RENAMED: "renamed",
    ChangeKind.ADDED: "added",
    ChangeKind.RETURNED: "returned",
    ChangeKind.REINSTATED: "no longer excluded",
    ChangeKind.REACTIVATED: "no longer deactivated",
}


@dataclass(frozen=True, slots=True)
class ListingState:
    """What a difference compares of one practitioner; ``exclusion`` is empty without an entry."""

    name: str
    vanished_on: date | None = None
    deactivated_on: date | None = None
    exclusion: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """One change of one practitioner; ``name`` is the one after it."""

    npi: str
    name: str
    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Release:
    """One import; ``counts`` are of its records, ``difference`` of people."""

    number: int
    source: str
    release_on: date | None
    year: int | None
    files: tuple[Mapping[str, str], ...]
    loaded_at: datetime
    generation: int
    counts: Mapping[str, int]
    difference: Mapping[ChangeKind, int]
    undone_at: datetime | None

    @property
    def has_changed_anything(self) -> bool:
        return any(self.counts[name] for name in ("added", "changed", "removed"))


def changes_between(
    npi: str, before: ListingState | None, after: ListingState
) -> Iterator[ReleaseChange]:
    """What happened to somebody between two states, apart from the places of practice."""

    def change(kind: ChangeKind, was: object = "", now: object = "") -> ReleaseChange:
        return ReleaseChange(npi, after.name, kind, _text(was), _text(now))

    if before is None:
        yield change(ChangeKind.ADDED)
        before = ListingState(after.name)
    elif before.name != after.name:
        yield change(ChangeKind.RENAMED, before.name, after.name)
    for was, now, begun, ended in (
        (before.exclusion, after.exclusion, ChangeKind.EXCLUDED, ChangeKind.REINSTATED),
        (before.vanished_on, after.vanished_on, ChangeKind.GONE, ChangeKind.RETURNED),
        (
            before.deactivated_on,
            after.deactivated_on,
            ChangeKind.DEACTIVATED,
            ChangeKind.REACTIVATED,
        ),
    ):
        if bool(was) != bool(now):
            yield change(begun if now else ended, was, now)


def _text(value: object) -> str:
    return "" if value is None else str(value)
