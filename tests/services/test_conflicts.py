"""Contradictions follow the facts, and a decision stays as long as both sources say the same."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from finder.domain.provenance import Source
from finder.services.check_directory import check_directory
from finder.services.list_conflicts import conflicts_document, list_conflicts
from finder.services.resources import Resources
from finder.store.tables import ConflictRow
from tests.factories import clinician, load, npi_of, nppes_csv, person, write_csv

OTHER_PHONE = {"Telephone Number": "3125550199"}


@pytest.fixture
def listed(any_resources: Resources, tmp_path: Path) -> Resources:
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, [person(1), person(2)]))
    return any_resources


def release(
    resources: Resources, folder: Path, *rows: dict[str, str], day: str = "20261101"
) -> None:
    load(resources, Source.MEDICARE_CLINICIANS, write_csv(folder / f"DAC_{day}.csv", rows))


def conflicts(resources: Resources) -> list[dict[str, Any]]:
    with resources.database.reading() as session:
        document = conflicts_document(list_conflicts(session))
    assert document["total"] == len(document["conflicts"])
    return document["conflicts"]


def decide(resources: Resources) -> None:
    statement = text(
        "UPDATE conflict SET decision = 'a', decided_at = '2026-11-20 10:00:00+00:00', "
        "decided_by = 'R. Register'"
    )
    with resources.database.writing() as session:
        session.execute(statement)


def test_what_the_file_says_otherwise_is_recorded_and_nothing_is_overwritten(
    listed: Resources, tmp_path: Path
) -> None:
    elsewhere = {"adr_ln_1": "9 OTHER ST", "ZIP Code": "60602", "Provider First Name": "ADAH"}
    release(listed, tmp_path, clinician(1, **OTHER_PHONE), clinician(2, **elsewhere))
    phone, name, address = conflicts(listed)
    assert phone == {
        "npi": npi_of(1),
        "field": "phone",
        "place": "1 Example Avenue, 60601",
        "source_a": "nppes",
        "value_a": "3125550100",
        "source_b": "medicare-clinicians",
        "value_b": "3125550199",
        "seen_on": "2026-11-22",
    }
    assert (name["field"], name["value_a"], name["value_b"]) == (
        "name",
        "Ada Sample2",
        "ADAH SAMPLE2",
    )
    assert (address["field"], address["value_b"]) == (
        "practice-location",
        "9 OTHER ST, CHICAGO, IL 60602",
    )
    assert check_directory(listed).problems == ()


def test_the_same_file_twice_asks_nothing_twice(listed: Resources, tmp_path: Path) -> None:
    for _ in range(2):
        release(listed, tmp_path, clinician(1, **OTHER_PHONE))
    assert len(conflicts(listed)) == 1


def test_a_conflict_ends_when_either_source_gives_way(listed: Resources, tmp_path: Path) -> None:
    release(listed, tmp_path, clinician(1, **OTHER_PHONE), clinician(2, **OTHER_PHONE))
    phone = "Provider Business Practice Location Address Telephone Number"
    corrected = person(1, **{phone: "3125550199"})
    load(listed, Source.NPPES, nppes_csv(tmp_path, [corrected]))
    assert [one["npi"] for one in conflicts(listed)] == [npi_of(2)]
    rows = [clinician(1, **OTHER_PHONE), clinician(2)]
    release(listed, tmp_path, *rows, day="20261115")
    assert conflicts(listed) == []
    assert check_directory(listed).problems == ()


def test_a_decision_stays_until_one_of_them_says_something_new(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, clinician(1, **OTHER_PHONE))
    decide(listed)
    release(listed, tmp_path, clinician(1, **OTHER_PHONE), day="20261115")
    assert conflicts(listed) == []
    release(listed, tmp_path, clinician(1), day="20261118")
    with listed.database.reading() as session:
        kept = session.scalars(select(ConflictRow.decided_by)).all()
    assert kept == ["R. Register"]
    newest = clinician(1, **{"Telephone Number": "3125550144"})
    release(listed, tmp_path, newest, day="20261120")
    assert [one["value_b"] for one in conflicts(listed)] == ["3125550144"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM conflict",
        "UPDATE conflict SET value_b = '3125550000'",
        "UPDATE conflict SET npi = '2000000024'",
    ],
)
def test_the_check_finds_conflicts_that_the_facts_do_not_give(
    listed: Resources, tmp_path: Path, statement: str
) -> None:
    release(listed, tmp_path, clinician(1, **OTHER_PHONE))
    with listed.database.writing() as session:
        session.execute(text(statement))
    (problem, *_) = check_directory(listed).problems
    assert "conflicts between sources" in problem


@pytest.mark.parametrize(
    "table", ["conflict", "medicare_listing", "deactivated_npi", "order_referring"]
)
def test_the_check_misses_no_table(resources: Resources, table: str) -> None:
    with resources.database.writing() as session:
        session.execute(text(f"DROP TABLE {table}"))
    assert check_directory(resources).problems == (f"The table {table} is missing.",)


def test_the_check_tells_of_a_conflict_that_makes_no_sense(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, clinician(1, **OTHER_PHONE))
    with listed.database.writing() as session:
        session.execute(text("UPDATE conflict SET source_b = 'nobody'"))
    (problem,) = check_directory(listed).problems
    assert problem.startswith("A conflict between sources cannot be read")
