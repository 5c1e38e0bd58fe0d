"""The index in memory is used while it is that of the directory, and never a moment longer."""

import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from finder.domain.errors import DirectoryUnavailable
from finder.domain.geography import Point
from finder.domain.procedures import Procedure
from finder.domain.provenance import Source
from finder.domain.search import Filters
from finder.services.resources import Resources
from finder.store.engine import Database
from finder.store.held_index import HeldIndex, holding, reading
from finder.store.held_index.arrays import LocationArrays
from finder.store.held_index.reading import read_arrays
from finder.store.queries.candidates import CandidateQuery, Candidates, candidates_near
from finder.store.tables import DirectoryRow
from tests.factories import TODAY, certification, load, load_directory, person, write_csv

QUERY = CandidateQuery(
    origin=Point(41.88, -87.63),
    radii_miles=(25.0, 50.0),
    enough=3,
    procedure=Procedure.ANY,
    filters=Filters(),
    distance_share=0.5,
    half_distance_miles=20,
    today=TODAY,
    wanted=20,
    with_counts=True,
)
PATIENCE_SECONDS = 60


@pytest.fixture
def directory(any_resources: Resources, tmp_path: Path) -> Resources:
    load_directory(any_resources, tmp_path, [person(number) for number in range(1, 5)])
    return any_resources


@pytest.fixture
def index(directory: Resources) -> Iterator[HeldIndex]:
    with closing(HeldIndex(directory.database)) as held:
        yield held


def held_answer(directory: Resources, index: HeldIndex) -> Candidates | None:
    with directory.database.reading() as session:
        return index.near(session, QUERY)


def stored_answer(directory: Resources) -> Candidates:
    with directory.database.reading() as session:
        return candidates_near(session, QUERY)


def test_once_fetched_it_answers_as_the_database_does(
    directory: Resources, index: HeldIndex
) -> None:
    index.refresh()
    assert held_answer(directory, index) == stored_answer(directory)


def test_the_first_search_has_it_fetched(directory: Resources, index: HeldIndex) -> None:
    assert held_answer(directory, index) is None
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (answer := held_answer(directory, index)) is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert answer == stored_answer(directory)


def test_a_change_makes_it_silent_until_it_is_fetched_anew(
    directory: Resources, index: HeldIndex, tmp_path: Path
) -> None:
    index.refresh()
    before = held_answer(directory, index)
    load(
        directory,
        Source.CERTIFICATIONS,
        write_csv(tmp_path / "checked.csv", [certification(1)]),
    )
    assert held_answer(directory, index) is None
    index.refresh()
    after = held_answer(directory, index)
    assert after == stored_answer(directory) != before


def test_a_session_that_began_before_a_change_is_not_answered_from_after_it(
    directory: Resources, index: HeldIndex, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "checked.csv", [certification(1)])
    with directory.database.reading() as session:
        was = candidates_near(session, QUERY)
        load(directory, Source.CERTIFICATIONS, path)
        index.refresh()
        assert index.near(session, QUERY) is None
        assert candidates_near(session, QUERY) == was


def test_another_file_in_the_place_of_the_directory_is_another_directory(
    resources: Resources, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(1)])
    file, other = tmp_path / "finder.db", tmp_path / "other.db"
    with closing(HeldIndex(resources.database)) as index:
        index.refresh()
        assert held_answer(resources, index) is not None
        shutil.copy(file, other)
        other.rename(file)
        assert held_answer(resources, index) is None


@pytest.mark.parametrize(
    "query",
    [
        replace(QUERY, name_words=("oakley",)),
        replace(QUERY, filters=replace(Filters(), language="es")),
    ],
)
def test_a_name_and_a_language_are_left_to_the_database(
    directory: Resources, index: HeldIndex, query: CandidateQuery
) -> None:
    index.refresh()
    with directory.database.reading() as session:
        assert index.near(session, query) is None


def test_an_empty_directory_is_held_too(any_resources: Resources) -> None:
    with closing(HeldIndex(any_resources.database)) as index:
        index.refresh()
        with any_resources.database.reading() as session:
            held = index.near(session, QUERY)
            assert held is None or held == candidates_near(session, QUERY)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_while_it_is_fetched_leaves_the_next_search_to_fetch_it(
    directory: Resources, index: HeldIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [RuntimeError("once")]

    def read(session: Session) -> LocationArrays:
        if faults:
            raise faults.pop()
        return read_arrays(session)

    monkeypatch.setattr(holding, "read_arrays", read)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (answer := held_answer(directory, index)) is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not faults
    assert answer == stored_answer(directory)


@pytest.mark.postgresql
def test_what_the_server_says_while_it_is_fetched_is_told_in_our_terms(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_ALL", "SELECT pg_cancel_backend(pg_backend_pid())")
    with closing(Database(postgresql_url)) as database:
        with database.writing() as session:
            session.add(DirectoryRow(id=1, generation=1, is_demo=False, ranking_version=1))
        with pytest.raises(DirectoryUnavailable):
            HeldIndex(database).refresh()


@pytest.mark.postgresql
def test_tables_put_back_by_the_server_s_own_program_are_another_directory(
    postgresql_url: str,
) -> None:
    with closing(Database(postgresql_url)) as database:
        with database.writing() as session:
            session.add(DirectoryRow(id=1, generation=1, is_demo=False, ranking_version=1))
        before = database.version()
        assert database.version() == before
        with database.writing() as session:
            session.execute(text("ALTER TABLE directory RENAME TO was_directory"))
            session.execute(text("CREATE TABLE directory AS SELECT * FROM was_directory"))
        assert database.version() not in (None, before)
