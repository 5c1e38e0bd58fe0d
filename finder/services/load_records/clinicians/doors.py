"""Which stored practice location an address of the Medicare file means, and what it says there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.engine import Row

from finder.domain.addresses import street_and_unit
from finder.domain.provenance import Source
from finder.store.tables import PracticeLocationRow

# A stored location, or the ZIP and key of one that has to be added.
Door = PracticeLocationRow | tuple[str, str]
_Key = tuple[str, str]


class Doors:
    """The practice locations of one practitioner, found by first line or by street and unit."""

    def __init__(self, held: Iterable[PracticeLocationRow]) -> None:
        self._by_line: dict[_Key, Door] = {}
        self._by_street: dict[_Key, list[tuple[str, Door]]] = defaultdict(list)
        # A register's own row comes before one that this file has added.
        for row in sorted(held, key=_is_added):
            self._by_line.setdefault((row.zip_code, row.line_key), row)
            self._note(row, row)

    def by_door(self, rows: Iterable[Row[Any]]) -> dict[Door, list[Row[Any]]]:
        """The rows of the file by the location that they mean."""
        by_line: dict[_Key, list[Row[Any]]] = defaultdict(list)
        for row in sorted(rows, key=_text_of):
            by_line[row.zip_code, row.line_key].append(row)
        found: dict[Door, list[Row[Any]]] = defaultdict(list)
        for line in sorted(by_line):
            found[self._door(line, by_line[line])] += by_line[line]
        return found

    def _door(self, line: _Key, rows: Sequence[Row[Any]]) -> Door:
        """The location of a first line, and whatever the second lines beside it mean."""
        door = self._by_line.get(line)
        if door is None or _is_added(door):
            there = (self._at_street(row) for row in rows)
            door = next((known for known in there if known is not None), door)
        if door is None:
            door = line
            for row in rows:
                self._note(row, door)
        return door

    def _at_street(self, row: Row[Any]) -> Door | None:
        """The same unit, else a row that names one where the other names none."""
        street, unit = street_and_unit(row.line1, row.line2)
        known = self._by_street.get((row.zip_code, street), [])
        same = (door for other, door in known if other == unit)
        silent = (door for other, door in known if not (other and unit))
        return next(same, None) or next(silent, None)

    def _note(self, row: PracticeLocationRow | Row[Any], door: Door) -> None:
        street, unit = street_and_unit(row.line1, row.line2)
        self._by_street[row.zip_code, street].append((unit, door))


def listing_values(rows: Sequence[Row[Any]]) -> dict[str, Any]:
    """What the rows of one location say together: a yes only where every one says it."""
    groups = sorted({row.group_name for row in rows if row.group_name})
    names = sorted({(row.last_name, row.first_name) for row in rows})
    return {
        "last_name": names[0][0],
        "first_name": names[0][1],
        "group_name": groups[0] if groups else "",
        "phones": ";".join(sorted({row.phone for row in rows if row.phone})),
        "telehealth": _all_say(row.telehealth for row in rows),
        "takes_assignment": _all_say(row.takes_assignment for row in rows),
    }


def _all_say(answers: Iterable[bool | None]) -> bool | None:
    return True if all(answers) else None


def _is_added(door: Door) -> bool:
    """Whether only this file gives the location."""
    return isinstance(door, tuple) or door.source == Source.MEDICARE_CLINICIANS.value


def _text_of(row: Row[Any]) -> tuple[str, ...]:
    return tuple(map(str, row))
