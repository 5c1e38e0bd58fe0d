"""Rows go in, change and go by the driver's own means, on both databases alike."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from finder.store.bulk import among, delete_rows, insert_rows, next_ids, update_rows
from finder.store.engine import Database
from finder.store.tables import NameWordRow, PracticeLocationRow, PractitionerRow
from tests.factories import TODAY, npi_of

_PEOPLE = PractitionerRow.__table__
_AWKWARD = ("a\tb", "back\\slash", "\\N", "two\nlines\r", "'; --", "Ł%s ?:id", "")


def people(count: int) -> list[dict[str, Any]]:
    return [
        {
            "npi": npi_of(number),
            **dict.fromkeys(("first_name", "middle_name", "suffix", "credentials_text"), ""),
            "last_name": _AWKWARD[number % len(_AWKWARD)],
            "name_key": f"key {number}",
            "enumerated_on": TODAY if number % 2 else None,
            "hidden_because": "",
            "digest": "",
            "source": "nppes",
            "observed_on": TODAY,
        }
        for number in range(1, count + 1)
    ]


def add(session: Session, count: int) -> list[int]:
    numbers = next_ids(session, PractitionerRow, count)
    rows = [row | {"id": number} for number, row in zip(numbers, people(count), strict=True)]
    insert_rows(session, PractitionerRow, rows)
    return list(numbers)


def test_rows_come_back_as_they_were_given(any_database: Database) -> None:
    with any_database.writing() as session:
        numbers = add(session, 9)
    with any_database.reading() as session:
        rows = session.execute(select(_PEOPLE).order_by(_PEOPLE.c.npi)).all()
    assert [row.id for row in rows] == numbers
    for row, given in zip(rows, people(9), strict=True):
        assert {name: getattr(row, name) for name in given} == given
        assert row.merged_into == "", "what is left out has its default"


def test_numbers_are_new_and_nobody_is_given_one_of_them_later(any_database: Database) -> None:
    with any_database.writing() as session:
        first = add(session, 3)
        session.add(PractitionerRow(**people(4)[3]))
        session.flush()
        second = next_ids(session, PractitionerRow, 2)
        stored = set(session.scalars(select(PractitionerRow.id)))
    assert len(stored) == 4
    assert stored >= set(first)
    assert not stored & set(second)
    assert not next_ids(session, PractitionerRow, 0)


def test_only_the_columns_given_of_the_rows_named_change(any_database: Database) -> None:
    with any_database.writing() as session:
        numbers = add(session, 3)
        changes = {"last_name": "N\tew", "enumerated_on": date(2020, 2, 29)}
        update_rows(session, PractitionerRow, [{"id": each, **changes} for each in numbers[:2]])
        update_rows(session, PractitionerRow, [])
    with any_database.reading() as session:
        rows = session.execute(select(_PEOPLE).order_by(_PEOPLE.c.id)).all()
    assert [row.last_name for row in rows] == ["N\tew", "N\tew", _AWKWARD[3]]
    assert [row.enumerated_on for row in rows] == [date(2020, 2, 29), date(2020, 2, 29), TODAY]
    assert [row.name_key for row in rows] == ["key 1", "key 2", "key 3"]


def test_rows_are_deleted_and_found_by_any_of_many_values(any_database: Database) -> None:
    with any_database.writing() as session:
        numbers = add(session, 4)
        insert_rows(
            session, NameWordRow, [{"practitioner_id": each, "word": "ada"} for each in numbers]
        )
        delete_rows(session, NameWordRow.practitioner_id, numbers[1:3])
        delete_rows(session, NameWordRow.practitioner_id, [])
        asked = among(session, NameWordRow.practitioner_id, numbers[:2])
        found = session.scalars(select(NameWordRow.practitioner_id).where(asked)).all()
        left = session.scalars(select(NameWordRow.practitioner_id)).all()
        nobody = among(session, NameWordRow.practitioner_id, [])
        assert session.scalars(select(NameWordRow).where(nobody)).all() == []
    assert found == [numbers[0]]
    assert sorted(left) == [numbers[0], numbers[3]]


def test_a_row_that_breaks_a_constraint_is_told_like_any_other(any_database: Database) -> None:
    lost = {"practitioner_id": 77, "word": "nobody"}
    with any_database.writing() as session:
        with pytest.raises(IntegrityError):
            insert_rows(session, NameWordRow, [lost])
        session.rollback()
    with any_database.reading() as session:
        assert session.scalars(select(NameWordRow)).all() == []
        assert session.scalars(select(PracticeLocationRow)).all() == []
