"""The commands that keep the directory: what they print, and the number they end with."""

from pathlib import Path

import pytest
from sqlalchemy import text

from finder.cli import main
from finder.services.resources import Resources
from tests.factories import load_directory, person

Ended = tuple[int, str, str]


class Terminal:
    """Runs commands as typed, over the directory of the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def run(self, *words: object) -> Ended:
        self._monkeypatch.setattr("sys.argv", ["finder", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err


@pytest.fixture
def terminal(
    resources: Resources,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Terminal:
    """A terminal over a directory of two."""
    monkeypatch.setenv("FINDER_HOME", str(resources.settings.home))
    load_directory(resources, tmp_path, [person(1), person(2)])
    resources.database.close()
    return Terminal(monkeypatch, capsys)


def test_a_directory_goes_out_and_in_again(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "directory.bak"
    counts = "2 practitioners, 2 locations"
    assert terminal.run("backup", file) == (0, f"Saved in {file}: {counts}.\n", "")
    code, out, err = terminal.run("restore", file)
    assert (code, err) == (0, "")
    assert out.startswith(f"Restored from {file}: {counts}, data as of ")
    assert terminal.run("check") == (0, f"Everything is consistent: {counts}.\n", "")


def test_saving_over_a_file_is_wrong_usage(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "directory.bak").touch()
    code, out, err = terminal.run("backup", tmp_path / "directory.bak")
    assert (code, out) == (2, "")
    assert "is there already" in err


def test_a_file_that_is_no_backup_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Nothing to see.")
    code, out, err = terminal.run("restore", tmp_path / "notes.txt")
    assert (code, out) == (3, "")
    assert "Nothing was changed." in err
    assert terminal.run("check")[0] == 0


@pytest.mark.parametrize("command", ["check", "search"])
def test_a_damaged_directory_ends_with_four(
    terminal: Terminal, resources: Resources, command: str
) -> None:
    (resources.settings.home / "finder.db").write_bytes(b"\xee" * 10_000)
    code, out, err = terminal.run(command)
    assert (code, out) == (4, "")
    assert err == "The stored data is damaged. Restore the newest backup: finder restore FILE\n"


def test_every_problem_found_is_a_line_and_ends_with_four(
    terminal: Terminal, resources: Resources
) -> None:
    with resources.database.writing() as session:
        session.execute(text("DELETE FROM location_index"))
    code, out, err = terminal.run("check")
    assert (code, out) == (4, "")
    assert err.count("missing from the search index.\n") == 2


def test_what_could_not_be_opened_is_kept(
    terminal: Terminal, resources: Resources, tmp_path: Path
) -> None:
    terminal.run("backup", tmp_path / "directory.bak")
    live = resources.settings.home / "finder.db"
    live.write_text("Nothing to see.\n" * 100)
    code, out, _ = terminal.run("restore", tmp_path / "directory.bak")
    assert code == 0
    assert f"is kept as {live}.damaged" in out
    assert Path(f"{live}.damaged").read_text().startswith("Nothing to see.")


def test_a_backup_says_what_lies_beside_it(terminal: Terminal, resources: Resources) -> None:
    folder = resources.settings.home / "evidence"
    folder.mkdir()
    (folder / f"{'0' * 32}.pdf").write_bytes(b"seen")
    (folder / "notes.txt").write_bytes(b"not of ours")
    code, out, _ = terminal.run("backup", folder.parent / "directory.bak")
    assert code == 0
    assert f"Not in it: files of evidence (1). Copy the folder {folder} too." in out
