"""A backup is one whole file whatever happens meanwhile, and restoring puts all of it back."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from finder.domain.errors import (
    DirectoryUnavailable,
    InputRefused,
    InvalidValue,
    StoredDataDamaged,
)
from finder.services.back_up import back_up, shown_address
from finder.services.check_directory import check_directory
from finder.services.resources import Resources
from finder.services.restore import restore
from finder.settings import Settings
from finder.store.engine import Database
from finder.store.queries.directory import directory_state
from finder.store.queries.ledger import all_entries, chain_head
from finder.store.queries.listed import listed_npis
from finder.store.schema import is_current, migrate
from finder.store.sealed_file import seal
from tests.factories import certification, load_directory, npi_of, person

MANY = 10


@pytest.fixture
def live(resources: Resources, tmp_path: Path) -> Path:
    """The file of a directory of two."""
    load_directory(resources, tmp_path, [person(1), person(2)], certifications=[certification(1)])
    return resources.settings.home / "finder.db"


@pytest.fixture
def saved(resources: Resources, live: Path, tmp_path: Path) -> Path:
    file = tmp_path / "saved" / "directory.bak"
    file.parent.mkdir()
    back_up(resources, file)
    return file


def listed(resources: Resources) -> list[str]:
    with resources.database.reading() as session:
        return listed_npis(session, MANY)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_backup_is_one_private_file_that_sqlite_can_read(saved: Path) -> None:
    assert [path.name for path in saved.parent.iterdir()] == ["directory.bak"]
    assert saved.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(f"file:{saved}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM practitioner").fetchone() == (2,)
    assert [path.name for path in saved.parent.iterdir()] == ["directory.bak"]


def test_what_was_changed_since_is_as_it_was_saved(
    resources: Resources, saved: Path, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(3)])
    assert len(listed(resources)) == 3
    restored = restore(resources, saved)
    assert (restored.size.practitioner_count, restored.kept) == (2, None)
    assert listed(resources) == [npi_of(1), npi_of(2)]
    assert check_directory(resources).problems == ()


def test_the_ledger_says_that_it_went_back_and_from_where(
    resources: Resources, saved: Path, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(3)])
    with resources.database.reading() as session:
        last, _ = chain_head(session)
    restore(resources, saved)
    with resources.database.reading() as session:
        newest = list(all_entries(session))[-1]
    assert newest.texts["action"] == "directory.restore"
    assert [change.before for change in newest.changes] == [str(last)]


def test_a_file_that_is_there_is_never_written_over(resources: Resources, saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(InvalidValue, match="is there already"):
        back_up(resources, saved)
    assert saved.read_bytes() == before


def test_a_folder_that_is_not_there_is_a_sentence(
    resources: Resources, live: Path, tmp_path: Path
) -> None:
    with pytest.raises(InvalidValue, match="cannot be written"):
        back_up(resources, tmp_path / "nowhere" / "directory.bak")


def test_a_directory_that_is_not_there_is_not_saved_and_not_made(tmp_path: Path) -> None:
    resources = Resources(Settings(home=tmp_path / "home"))
    with pytest.raises(DirectoryUnavailable, match="There is no database"):
        back_up(resources, tmp_path / "directory.bak")
    assert list((tmp_path / "home").iterdir()) == []


def test_a_backup_under_a_writer_holds_every_transaction_whole(
    resources: Resources, live: Path, tmp_path: Path
) -> None:
    change(live, "CREATE TABLE pair (one, other)")
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(live, timeout=30, isolation_level=None)) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO pair VALUES (?, 0)", (number,))
                connection.execute("UPDATE pair SET other = ? WHERE one = ?", (number, number))
                connection.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    files = [tmp_path / f"{number}.bak" for number in range(5)]
    for file in files:
        back_up(resources, file)
    stop.set()
    writer.join()
    for file in files:
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            count, last, broken = connection.execute(
                "SELECT count(*), coalesce(max(one), 0), coalesce(sum(one <> other), 0) FROM pair"
            ).fetchone()
            assert (count, broken) == (last, 0)


def test_a_damaged_directory_is_not_saved(resources: Resources, live: Path, tmp_path: Path) -> None:
    resources.database.close()
    damage_pages(live)
    with pytest.raises(StoredDataDamaged):
        back_up(resources, tmp_path / "directory.bak")
    assert not (tmp_path / "directory.bak").exists()


def damage_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(4096 + 8, len(content), 4096):
        content[start : start + 100] = b"\xff" * 100
    path.write_bytes(content)


@pytest.mark.parametrize("part", [0, 0.001, 0.3, 0.5, 0.7, 0.999, 1])
def test_one_flipped_byte_anywhere_is_refused(
    resources: Resources, saved: Path, part: float
) -> None:
    content = bytearray(saved.read_bytes())
    content[int(part * (len(content) - 1))] ^= 1
    saved.write_bytes(content)
    assert_refused(resources, saved)


@pytest.mark.parametrize("length", [0, 50, 4096, 100_000, -1])
def test_a_file_that_was_cut_short_is_refused(
    resources: Resources, saved: Path, length: int
) -> None:
    saved.write_bytes(saved.read_bytes()[:length])
    assert_refused(resources, saved)


def test_a_text_a_foreign_database_and_no_file_at_all_are_refused(
    resources: Resources, live: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Nothing to see.\n" * 100)
    foreign = tmp_path / "foreign.db"
    change(foreign, "CREATE TABLE recipe (name)")
    for file in (notes, foreign, tmp_path / "nowhere.bak", tmp_path):
        assert_refused(resources, file)


def test_a_backup_of_a_newer_finder_is_refused(resources: Resources, saved: Path) -> None:
    change(saved, "UPDATE alembic_version SET version_num = '9999'")
    seal(saved)
    assert_refused(resources, saved, "newer finder")


def test_a_sealed_file_whose_references_are_broken_is_refused(
    resources: Resources, saved: Path
) -> None:
    change(saved, "DELETE FROM practitioner WHERE id = 1")
    seal(saved)
    assert_refused(resources, saved, "refers to a row")


def assert_refused(
    resources: Resources, file: Path, words: str = "Nothing was changed|cannot be restored"
) -> None:
    before = listed(resources)
    with pytest.raises(InputRefused, match=words):
        restore(resources, file)
    assert listed(resources) == before
    assert check_directory(resources).problems == ()


def test_the_directory_itself_is_no_backup(resources: Resources, live: Path) -> None:
    with pytest.raises(InvalidValue, match="itself"):
        restore(resources, live)


def test_the_database_of_another_program_is_left_alone(saved: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    change(foreign, "CREATE TABLE recipe (name)")
    with pytest.raises(InvalidValue, match="another program"):
        restore(Resources(Settings(database_url=f"sqlite:///{foreign}")), saved)
    with closing(sqlite3.connect(foreign)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert names == [("recipe",)]


def test_open_connections_see_what_was_restored(
    resources: Resources, saved: Path, tmp_path: Path
) -> None:
    server = Database(resources.settings.url)
    with server.reading() as session:
        before = directory_state(session).generation
        load_directory(resources, tmp_path, [person(3)])
        restore(resources, saved)
        assert directory_state(session).generation == before
    with server.reading() as session:
        assert listed_npis(session, MANY) == [npi_of(1), npi_of(2)]
        # No copy kept by the counter of changes may outlive what it shows.
        assert directory_state(session).generation > before + 1
    server.close()


def test_a_writer_in_the_middle_is_waited_for_and_then_left_in_peace(
    resources: Resources, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.store.copying.BUSY_TIMEOUT_SECONDS", 0.1)
    with resources.database.writing() as session:
        session.execute(text("DELETE FROM review"))
        with pytest.raises(DirectoryUnavailable, match="being changed"):
            restore(resources, saved)


def test_a_backup_of_an_older_schema_is_brought_up_to_date(
    resources: Resources, saved: Path, tmp_path: Path
) -> None:
    migrate(resources.database, "0001")
    older = tmp_path / "older.bak"
    back_up(resources, older)
    migrate(resources.database)
    restore(resources, older)
    with resources.database.reading() as session:
        assert is_current(session)


def test_a_backup_makes_a_directory_where_there_is_none(saved: Path, tmp_path: Path) -> None:
    elsewhere = Resources(Settings(home=tmp_path / "elsewhere"))
    for _ in range(2):
        restore(elsewhere, saved)
        assert listed(elsewhere) == [npi_of(1), npi_of(2)]
        elsewhere.database.close()
        (tmp_path / "elsewhere" / "finder.db").write_bytes(b"")


@pytest.mark.parametrize("ruin", ["header", "pages", "cut off", "text"])
def test_a_damaged_directory_is_replaced_under_open_connections(
    resources: Resources, saved: Path, ruin: str
) -> None:
    live = resources.settings.home / "finder.db"
    assert len(listed(resources)) == 2
    with live.open("r+b") as file:
        if ruin == "header":
            file.write(os.urandom(200))
        elif ruin == "cut off":
            file.truncate(50_000)
        elif ruin == "pages":
            damage_pages(live)
        else:
            file.truncate(0)
            file.write(b"Nothing to see.\n" * 100)
    restored = restore(resources, saved)
    if restored.kept:
        assert restored.kept.name == "finder.db.damaged"
    assert listed(resources) == [npi_of(1), npi_of(2)]
    assert check_directory(resources).problems == ()


def test_postgresql_is_left_to_its_own_programs_without_a_password() -> None:
    url = "postgresql://clerk:s3cret@db.example:5433/finder?password=s3cret&sslmode=require"
    resources = Resources(Settings(database_url=url))
    shown = "postgresql://clerk@db.example:5433/finder?sslmode=require"
    assert shown_address(resources.database.engine.url) == shown
    with pytest.raises(InvalidValue) as saving:
        back_up(resources, Path("my directory.bak"))
    with pytest.raises(InvalidValue) as restoring:
        restore(resources, Path("my directory.bak"))
    assert f"pg_dump --format=custom --file='my directory.bak' '{shown}'" in str(saving.value)
    assert f"--dbname='{shown}' 'my directory.bak'" in str(restoring.value)
    assert "s3cret" not in str(saving.value) + str(restoring.value)
