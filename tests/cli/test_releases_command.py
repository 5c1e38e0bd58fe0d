"""What was loaded, what it changed, and the way back, on the command line."""

from pathlib import Path

import pytest

from finder.services.resources import Resources
from tests.cli.conftest import Finder
from tests.contents import contents
from tests.factories import npi_of, nppes_columns, person, write_csv


@pytest.fixture
def loaded(finder: Finder, monthly: Path, tmp_path: Path) -> Path:
    """The monthly file, and over it a later one without the last and with a new first line."""
    assert finder("import", "nppes", monthly).code == 0
    people = [person(number) for number in range(1, 12)]
    people[0] = person(1, line1="9 New Road")
    later = tmp_path / "npidata_pfile_20050523-20261115.csv"
    write_csv(later, people, nppes_columns())
    assert finder("import", "nppes", later).code == 0
    return later


def test_releases_are_lines_the_newest_first(finder: Finder, loaded: Path) -> None:
    assert finder("releases").out.splitlines() == [
        "2  nppes, release 2026-11-15, loaded on 2026-11-22: 1 gone, 1 other practice locations",
        "1  nppes, release 2026-11-08, loaded on 2026-11-22: 12 added",
    ]
    assert finder("releases", "--source", "exclusions").out == "Nothing was loaded.\n"


def test_releases_as_one_document(finder: Finder, loaded: Path) -> None:
    newest = finder("releases", "--json").document["releases"][0]
    assert (newest["number"], newest["release"]) == (2, "2026-11-15")
    assert newest["difference"] == {"gone": 1, "moved": 1}
    assert newest["files"][0]["name"] == loaded.name
    assert len(newest["files"][0]["sha256"]) == 64


def test_one_release_tells_whom_it_changed(finder: Finder, loaded: Path) -> None:
    lines = finder("releases", "show", 2).out.splitlines()
    assert lines[1].startswith(f"  {loaded.name}, SHA-256 ")
    assert lines[2:] == [
        f"  gone: NPI {npi_of(12)}, Ada Sample12: 2026-11-15",
        f"  other practice locations: NPI {npi_of(1)}, Ada Sample1: 1 Example Avenue, Chicago, IL "
        "60601 -> 9 New Road, Chicago, IL 60601",
    ]
    document = finder("releases", "show", 2, "--kind", "gone", "--json").document
    assert [change["kind"] for change in document["changes"]] == ["gone"]
    first = finder("releases", "show", 1).out.splitlines()
    assert first[-1] == "12 more were counted and not kept one by one."


def test_a_release_that_is_not_there_is_wrong_usage(finder: Finder, loaded: Path) -> None:
    ended = finder("releases", "show", 9)
    assert (ended.code, ended.err) == (2, "There is no release 9. finder releases lists them.\n")


def test_the_previous_generation_comes_back(
    finder: Finder, loaded: Path, resources: Resources
) -> None:
    ended = finder("restore", "--previous")
    assert (ended.code, ended.out) == (0, "Import 2 (nppes) is undone.\n")
    assert "UNDONE on 2026-11-22" in finder("releases").out.splitlines()[0]
    assert finder("check").code == 0
    # The same file, refused before as no newer than itself, brings the same changes again.
    assert finder("import", "nppes", loaded, "--json").document["difference"] == {
        "gone": 1,
        "moved": 1,
    }


def test_the_first_import_cannot_be_undone(
    finder: Finder, monthly: Path, resources: Resources
) -> None:
    finder("import", "nppes", monthly)
    before = contents(resources.database)
    ended = finder("restore", "--previous")
    assert (ended.code, "No generation was kept before import 1" in ended.err) == (3, True)
    assert contents(resources.database) == before


def test_without_keeping_there_is_no_way_back(
    finder: Finder, monthly: Path, tmp_path: Path
) -> None:
    finder("import", "nppes", monthly)
    later = tmp_path / "npidata_pfile_20050523-20261115.csv"
    write_csv(later, [person(number) for number in range(1, 14)], nppes_columns())
    finder("import", "nppes", later, "--no-keep")
    assert not (tmp_path / "generations").exists()
    assert finder("restore", "--previous").code == 3


@pytest.mark.parametrize(
    "arguments", [[], ["file.backup", "--previous"], ["file.backup", "--force"], ["--force"]]
)
def test_restoring_needs_one_clear_wish(finder: Finder, arguments: list[str]) -> None:
    ended = finder("restore", *arguments)
    assert (ended.code, "Name a backup, or say --previous" in ended.err) == (2, True)
