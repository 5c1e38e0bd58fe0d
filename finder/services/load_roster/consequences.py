"""Whom a trial leads where one person alone may not: hidden, shown again, or no longer checked."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.practitioner import Practitioner
from finder.domain.second_person import needs_second_person
from finder.services.verify.consequences import once_held
from finder.store.queries.profiles import load_practitioners

_BATCH = 500


def people(session: Session, numbers: Iterable[int]) -> dict[int, Practitioner]:
    """As the directory knows them now."""
    wanted = sorted(numbers)
    return {
        person.practitioner_id: person
        for start in range(0, len(wanted), _BATCH)
        for person in load_practitioners(session, wanted[start : start + _BATCH])
    }


def count_serious(
    session: Session,
    before: Mapping[int, Practitioner],
    after: Mapping[int, Practitioner],
    today: date,
) -> int:
    known = [number for number in after if number in before]
    return sum(
        needs_second_person(before[number], after[number], today, once[number])
        for start in range(0, len(known), _BATCH)
        for once in [once_held(session, known[start : start + _BATCH])]
        for number in known[start : start + _BATCH]
    )
