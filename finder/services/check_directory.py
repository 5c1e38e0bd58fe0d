"""Proving that what is stored is whole, and that what is derived equals what the facts give."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count, islice

from sqlalchemy.orm import Session

from finder.domain.conflicts import conflicts_of
from finder.domain.errors import InvalidValue
from finder.domain.listing import hidden_because
from finder.domain.picks import as_picked
from finder.domain.practitioner import Practitioner
from finder.services.audit_ledger import ledger_problems
from finder.services.check_readiness import check_readiness
from finder.services.keep_evidence import evidence_problems
from finder.services.resources import Resources
from finder.store.copying import existing_sqlite_file
from finder.store.integrity import damage_in, hold_still, missing_tables
from finder.store.queries.conflicts import StoredConflict, conflicts_held
from finder.store.queries.directory import directory_state, ranking_version
from finder.store.queries.imports import newest_volume_year
from finder.store.queries.index_contents import IndexRow, stored_index_rows
from finder.store.queries.location_index import index_rows
from finder.store.queries.practitioners import all_practitioner_ids
from finder.store.queries.profiles import Sourced, load_with_picks
from finder.store.queries.sizes import DirectorySize, directory_size

MOST_PROBLEMS = 20
_BATCH = 400
_TOLERANCE = 1e-12
# What a flipped byte does to a stored day, number or word on its way back.
_UNREADABLE = (ValueError, TypeError, KeyError, OverflowError, InvalidValue)
# Location, first day, and which of several rows, where there must be one.
_Segment = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The first twenty problems as sentences, and how much was looked at."""

    problems: tuple[str, ...]
    size: DirectorySize


def check_directory(resources: Resources) -> CheckReport:
    """Looks at everything and changes nothing; stops where the rest could not be relied on."""
    existing_sqlite_file(resources.database)
    with resources.database.reading() as session:
        return _check(session, resources)


def _check(session: Session, resources: Resources) -> CheckReport:
    hold_still(session)
    check_readiness(session)
    problems = [f"The table {name} is missing." for name in missing_tables(session)]
    problems += damage_in(session)
    problems += ledger_problems(session) if not problems else []
    if problems:
        return CheckReport(tuple(problems[:MOST_PROBLEMS]), DirectorySize(0, 0))
    size = directory_size(session)
    try:
        problems = list(_directory_problems(session, resources, size))
    except _UNREADABLE as problem:
        problems = [f"The row that describes the directory cannot be read: {problem}."]
    if not problems:
        found = chain(
            _derived_problems(session, resources), evidence_problems(session, resources.settings)
        )
        problems = list(islice(found, MOST_PROBLEMS))
    return CheckReport(tuple(problems), size)


def _directory_problems(
    session: Session, resources: Resources, size: DirectorySize
) -> Iterator[str]:
    directory, newest_year = directory_state(session), newest_volume_year(session)
    if directory.generation < 0 or (size.practitioner_count and directory.data_as_of is None):
        yield "The row that describes the directory is missing or wrong."
    if directory.newest_volume_year != newest_year:
        yield (
            "The newest Medicare year of the directory is "
            f"{directory.newest_volume_year}; the imports say {newest_year}."
        )
    if size.practitioner_count and ranking_version(session) != resources.rules.version:
        yield "The search index was built with other numbers than those of ranking.toml."


def _derived_problems(session: Session, resources: Resources) -> Iterator[str]:
    newest_year, today = directory_state(session).newest_volume_year, resources.today()
    ids = all_practitioner_ids(session)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        stored = stored_index_rows(session, batch, today)
        people = list(_readable(session, batch))
        try:
            npis = [one[0].npi for one in people if not isinstance(one, str)]
            held = conflicts_held(session, npis)
        except _UNREADABLE as problem:
            yield f"A conflict between sources cannot be read: {problem}."
            return
        for one in people:
            if isinstance(one, str):
                yield one
                continue
            person = as_picked(*one)
            expected = index_rows(person, resources.rules, newest_year, today)
            yield from _hidden_problems(person)
            yield from _index_problems(person, stored[person.practitioner_id], expected, today)
            yield from _conflict_problems(one[0], held[person.npi])
        session.expunge_all()


def _readable(session: Session, ids: Sequence[int]) -> Iterator[Sourced | str]:
    """Practitioners as the sources say; a sentence for one whose facts make no sense."""
    try:
        yield from load_with_picks(session, ids)
    except _UNREADABLE as problem:
        if len(ids) == 1:
            yield f"Practitioner {ids[0]} cannot be read: {problem}."
            return
        for number in ids:
            yield from _readable(session, [number])


def _hidden_problems(person: Practitioner) -> Iterator[str]:
    reason = hidden_because(person)
    if reason != person.hidden_because:
        stored = person.hidden_because or "not hidden"
        yield f"NPI {person.npi} is stored as {stored}; the facts say {reason or 'not hidden'}."


def _conflict_problems(person: Practitioner, held: Sequence[StoredConflict]) -> Iterator[str]:
    """Those derived from the facts are stored; nothing else is, but what somebody decided."""
    derived = set(conflicts_of(person))
    missing = derived - {one.conflict for one in held}
    stray = {one.conflict for one in held if not one.is_decided} - derived
    if missing or stray:
        yield (
            f"NPI {person.npi}: {len(missing)} conflicts between sources are not stored, and "
            f"{len(stray)} are stored that the facts do not give."
        )


def _index_problems(
    person: Practitioner, stored: Iterable[IndexRow], expected: Iterable[IndexRow], today: date
) -> Iterator[str]:
    """Compares stretch by stretch from today on: a row may have begun on an earlier day."""
    found, wanted = _by_segment(stored, today), _by_segment(expected, today)
    for segment in sorted(found.keys() | wanted.keys()):
        location, first_day, _ = segment
        where = f"NPI {person.npi}, location {location} from {date.fromordinal(first_day)}"
        row, right = found.get(segment), wanted.get(segment)
        if row is None:
            yield f"{where}: missing from the search index."
        elif right is None:
            yield f"{where}: in the search index, and the facts give no such entry."
        else:
            yield from (f"{where}: {words}" for words in _differences(row, right))


def _by_segment(rows: Iterable[IndexRow], today: date) -> dict[_Segment, IndexRow]:
    segments: dict[_Segment, IndexRow] = {}
    for row in rows:
        location, first_day = row["location_id"], max(row["first_day"], today.toordinal())
        segment = next(
            key for number in count() if (key := (location, first_day, number)) not in segments
        )
        segments[segment] = row | {"first_day": first_day}
    return segments


def _differences(row: IndexRow, right: IndexRow) -> Iterator[str]:
    for name, value in right.items():
        if not _equal(row[name], value):
            yield f"{name} is {row[name]} in the search index; the facts give {value}."


def _equal(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
    return one == other
