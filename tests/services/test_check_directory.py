"""The check finds whatever is stored and does not follow from the facts."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from finder.domain.errors import DirectoryUnavailable, StoredDataDamaged
from finder.services.check_directory import MOST_PROBLEMS, check_directory
from finder.services.demonstrate import load_demonstration
from finder.services.resources import Resources
from finder.settings import Settings
from tests.factories import (
    TODAY,
    certification,
    load_directory,
    medicare,
    membership,
    npi_of,
    person,
    practice,
)


def load_two(resources: Resources, folder: Path) -> Resources:
    """One with everything known, and one of whom nothing is."""
    load_directory(
        resources,
        folder,
        [person(1), person(2)],
        certifications=[certification(1)],
        memberships=[membership(1)],
        practices=[practice(1)],
        volumes=[medicare(1)],
    )
    return resources


@pytest.fixture
def loaded(resources: Resources, tmp_path: Path) -> Resources:
    return load_two(resources, tmp_path)


@pytest.fixture
def loaded_anywhere(any_resources: Resources, tmp_path: Path) -> Resources:
    """The same, once on each kind of database."""
    return load_two(any_resources, tmp_path)


def problems_after(resources: Resources, *statements: str) -> list[str]:
    with resources.database.writing() as session:
        for statement in statements:
            session.execute(text(statement))
    return list(check_directory(resources).problems)


def test_what_was_imported_is_consistent(loaded_anywhere: Resources) -> None:
    report = check_directory(loaded_anywhere)
    assert report.problems == ()
    assert str(report.size) == "2 practitioners, 2 locations"


def test_the_demonstration_is_consistent(resources: Resources) -> None:
    with resources.database.writing() as session:
        load_demonstration(session, resources)
    assert check_directory(resources).problems == ()


def test_an_empty_directory_is_consistent(any_resources: Resources) -> None:
    assert check_directory(any_resources).problems == ()


@pytest.mark.parametrize("days", [1, 89, 91, 180, 400, 3000])
def test_an_index_of_an_earlier_day_still_holds(
    loaded: Resources, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    monkeypatch.setattr(loaded, "today", lambda: TODAY + timedelta(days=days))
    assert check_directory(loaded).problems == ()


def test_a_deleted_index_row_is_found(loaded_anywhere: Resources) -> None:
    (problem,) = problems_after(
        loaded_anywhere, f"DELETE FROM location_index WHERE npi = '{npi_of(2)}'"
    )
    assert problem.startswith(f"NPI {npi_of(2)}, location ")
    assert problem.endswith(f"from {TODAY}: missing from the search index.")


def test_an_index_row_too_many_is_found(loaded: Resources) -> None:
    columns = "lon, location_id, last_day, lat, x, y, z, flags, practitioner_id, npi, "
    columns += "kyphoplasty_quality, vertebroplasty_quality, any_quality, most_recent_check"
    (problem,) = problems_after(
        loaded,
        f"INSERT INTO location_index (lat_band, first_day, {columns}) "
        f"SELECT lat_band, first_day - 1, {columns} FROM location_index WHERE npi = '{npi_of(2)}'",
    )
    assert "the facts give no such entry" in problem


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("kyphoplasty_quality", "+ 0.000001"),
        ("any_quality", "* 0.5"),
        ("flags", "- 2"),
        ("lat", "+ 0.00001"),
        ("z", "+ 1"),
        ("most_recent_check", "+ 1"),
        ("last_day", "- 1"),
    ],
)
def test_a_changed_index_row_is_found(loaded: Resources, column: str, change: str) -> None:
    problems = problems_after(
        loaded,
        f"UPDATE location_index SET {column} = {column} {change} WHERE npi = '{npi_of(1)}'",
    )
    assert problems
    assert all(problem.startswith(f"NPI {npi_of(1)}, ") for problem in problems)
    assert all(f"{column} is " in problem for problem in problems)


def test_a_wrong_reason_for_hiding_is_found(loaded: Resources) -> None:
    (problem,) = problems_after(
        loaded, f"UPDATE practitioner SET hidden_because = 'retired' WHERE npi = '{npi_of(2)}'"
    )
    assert problem == f"NPI {npi_of(2)} is stored as retired; the facts say not hidden."


def test_a_fact_changed_without_the_index_is_found(loaded_anywhere: Resources) -> None:
    problems = problems_after(
        loaded_anywhere,
        f"UPDATE practitioner SET deactivated_on = '2026-01-01' WHERE npi = '{npi_of(2)}'",
    )
    assert problems[0] == f"NPI {npi_of(2)} is stored as not hidden; the facts say deactivated."
    assert "the facts give no such entry" in problems[1]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM directory", "describes the directory is missing"),
        ("UPDATE directory SET newest_volume_year = 2019", "2019; the imports say 2024"),
        ("UPDATE directory SET ranking_version = 77", "other numbers"),
        ("DROP TABLE review", "The table review is missing."),
    ],
)
def test_a_wrong_row_of_the_directory_is_found(
    loaded: Resources, statement: str, words: str
) -> None:
    assert any(words in problem for problem in problems_after(loaded, statement))


def test_a_broken_reference_is_found(resources: Resources, tmp_path: Path) -> None:
    load_directory(resources, tmp_path, [person(1)])
    with closing(sqlite3.connect(resources.settings.home / "finder.db")) as connection:
        connection.execute("DELETE FROM practitioner")
        connection.commit()
    assert any("refers to a row of practitioner" in one for one in problems_after(resources))


def test_facts_that_cannot_be_read_are_named(resources: Resources, tmp_path: Path) -> None:
    load_directory(resources, tmp_path, [person(1), person(2)])
    (problem,) = problems_after(resources, "UPDATE practitioner SET source = 'npqes' WHERE id = 1")
    assert problem.startswith("Practitioner 1 cannot be read: ")


def test_a_directory_row_that_cannot_be_read_is_named(resources: Resources, tmp_path: Path) -> None:
    load_directory(resources, tmp_path, [person(1)])
    (problem,) = problems_after(resources, "UPDATE directory SET data_as_of = '2026-11-99'")
    assert problem.startswith("The row that describes the directory cannot be read: ")


def test_no_more_than_the_first_problems_are_told(resources: Resources, tmp_path: Path) -> None:
    load_directory(resources, tmp_path, [person(number) for number in range(1, 30)])
    assert len(problems_after(resources, "DELETE FROM location_index")) == MOST_PROBLEMS


def test_checking_changes_nothing(loaded_anywhere: Resources) -> None:
    state = "SELECT count(*), sum(first_day), max(any_quality) FROM location_index"
    with loaded_anywhere.database.reading() as session:
        before = session.execute(text(state)).one()
    check_directory(loaded_anywhere)
    with loaded_anywhere.database.reading() as session:
        assert session.execute(text(state)).one() == before


def overwrite(path: Path, start: int) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + 300] = b"\xee" * 300
    path.write_bytes(content)


def test_an_overwritten_beginning_is_damage(resources: Resources, tmp_path: Path) -> None:
    load_directory(resources, tmp_path, [person(1)])
    resources.database.close()
    overwrite(resources.settings.home / "finder.db", 0)
    with pytest.raises(StoredDataDamaged, match="finder restore FILE"):
        check_directory(resources)


def test_an_overwritten_page_is_damage(resources: Resources, tmp_path: Path) -> None:
    load_directory(resources, tmp_path, [person(1)])
    with resources.database.reading() as session:
        page = session.scalar(
            text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_practitioner_name_key'")
        )
    resources.database.close()
    overwrite(resources.settings.home / "finder.db", 4096 * (page - 1))
    try:
        problems = check_directory(resources).problems
    except StoredDataDamaged as damage:
        problems = (str(damage),)
    assert "damaged" in problems[0]


def test_a_database_that_is_not_there_or_not_migrated_is_not_called_damaged(
    tmp_path: Path,
) -> None:
    resources = Resources(Settings(home=tmp_path))
    with pytest.raises(DirectoryUnavailable, match="There is no database"):
        check_directory(resources)
    (tmp_path / "finder.db").touch()
    with pytest.raises(DirectoryUnavailable, match="finder migrate"):
        check_directory(resources)
    resources.database.close()
