"""A directory whose file is moved away answers so at once, and again as soon as it is back."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from finder.domain.errors import DirectoryUnavailable
from finder.store.engine import Database
from finder.store.queries.directory import directory_row
from finder.store.schema import migrate


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "finder.db"


@pytest.fixture
def kept(file: Path) -> Database:
    return directory(file, 7)


def directory(file: Path, number: int) -> Database:
    database = Database(f"sqlite:///{file}")
    migrate(database)
    with database.writing() as session:
        directory_row(session).generation = number
    return database


def generation(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute(text("SELECT generation FROM directory")).scalar_one())


def move(file: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for part in list(file.parent.glob(f"{file.name}*")):
        part.rename(folder / part.name)


def test_a_missing_file_is_unavailable_and_none_is_made_in_its_place(
    kept: Database, file: Path, tmp_path: Path
) -> None:
    generation(kept)
    move(file, tmp_path / "elsewhere")
    with ThreadPoolExecutor(4) as people:
        asked = [people.submit(generation, kept) for _ in range(12)]
    assert all(isinstance(answer.exception(), DirectoryUnavailable) for answer in asked)
    assert kept.version() is None
    with pytest.raises(DirectoryUnavailable), kept.writing() as session:
        session.execute(text("UPDATE directory SET generation = 99"))
    assert not file.exists()


def test_the_file_is_used_as_soon_as_it_is_back(kept: Database, file: Path, tmp_path: Path) -> None:
    move(file, tmp_path / "elsewhere")
    with pytest.raises(DirectoryUnavailable):
        generation(kept)
    move(tmp_path / "elsewhere" / file.name, tmp_path)
    assert generation(kept) == 7
    assert kept.version() is not None


def test_another_file_in_its_place_is_read_at_once(
    kept: Database, file: Path, tmp_path: Path
) -> None:
    directory(tmp_path / "other.db", 41).close()
    assert generation(kept) == 7
    before = kept.version()
    move(file, tmp_path / "elsewhere")
    (tmp_path / "other.db").rename(file)
    assert generation(kept) == 41
    after = kept.version()
    assert after is not None
    assert after != before
