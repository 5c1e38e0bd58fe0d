"""Fetching from publishers: one address by hand, or whatever is due, on this machine alone."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from finder.domain.provenance import Source
from finder.domain.publishing import PublishedFile, Publishing
from finder.services.resources import Resources
from finder.services.update_sources import alone
from tests.cli.conftest import Finder
from tests.factories import Row, excluded, nppes_columns, person
from tests.importers.publisher import Publisher, publishing

MONTHLY = "NPPES_Data_Dissemination_November_2026_V2.zip"
WEEKLY = "NPPES_Data_Dissemination_110926_111526_Weekly_V2.zip"


def as_csv(rows: list[Row], columns: list[str] | None = None) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns or list(rows[0]), restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def packed(name: str, people: list[Row]) -> bytes:
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w") as archive:
        archive.writestr(name, as_csv(people, nppes_columns()))
    return packing.getvalue()


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A page with a monthly file, an exclusion list, and a source that is fetched by hand."""
    with publishing(Publisher()) as publisher:
        origin = publisher.origin
        index = f"{origin}/index.html"
        name = r"NPPES_Data_Dissemination_[A-Z][a-z]+_\d{4}_V2\.zip"
        weekly = r"NPPES_Data_Dissemination_\d{6}_(?P<day>\d{6})_Weekly_V2\.zip"
        files = (
            PublishedFile(Source.NPPES, "monthly", index, 7, index=index, link=name),
            PublishedFile(
                Source.NPPES, "weekly", index, 7, index=index, link=weekly, takes_each=True
            ),
            PublishedFile(Source.EXCLUSIONS, "list", index, 31, url=f"{origin}/UPDATED.csv"),
            PublishedFile(Source.MEDICARE_VOLUME, "counts", f"{origin}/volumes", 366),
        )
        told = Publishing(frozenset({origin}), files)
        monkeypatch.setattr(Resources, "publishing", told)
        publisher.files = {
            "/index.html": f"<a href='./{MONTHLY}'>full</a>".encode(),
            f"/{MONTHLY}": packed(
                "npidata_pfile_20050523-20261108.csv", [person(n) for n in range(1, 5)]
            ),
            "/UPDATED.csv": as_csv([excluded(1), excluded(9)]),
        }
        yield publisher


def states(document: dict[str, list[dict[str, str]]]) -> list[str]:
    return [step["state"] for step in document["steps"]]


def test_an_address_is_fetched_loaded_and_removed(
    finder: Finder, publisher: Publisher, tmp_path: Path
) -> None:
    address = f"{publisher.origin}/{MONTHLY}"
    ended = finder("import", "nppes", "--from-url", address, "--json")
    assert (ended.code, ended.document["added"], ended.document["release"]) == (0, 4, "2026-11-08")
    assert ended.document["files"][0]["name"] == MONTHLY
    assert list((tmp_path / "downloads").iterdir()) == []
    assert finder("import", "nppes", "--from-url", address).out.startswith("4 rows read, 4 kept: 0")


def test_the_list_without_a_day_has_that_of_its_server(
    finder: Finder, publisher: Publisher
) -> None:
    finder("import", "nppes", "--from-url", f"{publisher.origin}/{MONTHLY}")
    address = f"{publisher.origin}/UPDATED.csv"
    assert finder("import", "exclusions", "--from-url", address, "--json").document["release"] == (
        "2026-11-09"
    )
    publisher.modified, publisher.tag = "Fri, 09 Oct 2026 12:00:00 GMT", '"older"'
    ended = finder("import", "exclusions", "--from-url", address)
    assert (ended.code, "older than the one loaded" in ended.err) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name the files"),
        (["a.csv", "--from-url", "https://x/a.csv"], "Name the files"),
        (["a.csv", "--sha256", "0" * 64], "--sha256 is for"),
        (["--from-url", "https://oig.hhs.gov/a.csv", "--sha256", "12"], "64 hexadecimal digits"),
        (["--from-url", "https://example.org/a.csv"], "not at a publisher"),
    ],
)
def test_unclear_wishes_are_wrong_usage(finder: Finder, arguments: list[str], words: str) -> None:
    ended = finder("import", "nppes", *arguments)
    assert (ended.code, words in ended.err) == (2, True)


def test_a_wrong_sum_is_refused(finder: Finder, publisher: Publisher) -> None:
    address = f"{publisher.origin}/UPDATED.csv"
    ended = finder("import", "exclusions", "--from-url", address, "--sha256", "0" * 64)
    assert (ended.code, ended.out) == (3, "")
    assert "Compare the sum" in ended.err


def test_an_update_loads_what_is_due_and_then_nothing(
    finder: Finder, publisher: Publisher, tmp_path: Path
) -> None:
    ended = finder("update", "--json")
    assert ended.code == 1, "the page names no weekly file yet"
    assert states(ended.document) == ["loaded", "failed", "loaded", "by-hand"]
    assert ended.document["steps"][2]["report"]["difference"] == {"excluded": 1}
    assert list((tmp_path / "downloads").iterdir()) == []
    assert [path for path, _ in publisher.asked].count("/index.html") == 1
    publisher.files["/index.html"] += f"<a href='{WEEKLY}'>weekly</a>".encode()
    publisher.files[f"/{WEEKLY}"] = packed(
        "npidata_pfile_20261109-20261115.csv", [person(5), person(6)]
    )
    ended = finder("update", "--json")
    assert ended.code == 0
    assert states(ended.document) == ["not-due", "loaded", "not-due", "by-hand"]
    assert ended.document["steps"][1]["report"]["added"] == 2
    asked = len(publisher.asked)
    ended = finder("update")
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "not due: nppes, monthly. Due on 2026-11-29."
    assert "by hand: medicare-volume, counts. Due (never loaded)." in ended.out
    assert len(publisher.asked) == asked, "nobody is asked before the day"


def test_one_failing_source_does_not_stop_the_others(finder: Finder, publisher: Publisher) -> None:
    publisher.files["/index.html"] = b"under construction"
    ended = finder("update", "--json")
    assert ended.code == 1
    assert states(ended.document) == ["failed", "failed", "loaded", "by-hand"]
    assert "no longer names" in ended.document["steps"][0]["sentence"]
    assert ended.err == "2 of 4 steps failed; the others were done.\n"


def test_weekly_changes_wait_for_the_full_file(finder: Finder, publisher: Publisher) -> None:
    publisher.files["/index.html"] = f"<a href='{WEEKLY}'>weekly</a>".encode()
    steps = finder("update", "--json").document["steps"]
    assert "has to be loaded first" in steps[1]["sentence"]


def test_a_dry_run_asks_nobody_and_changes_nothing(finder: Finder, publisher: Publisher) -> None:
    ended = finder("update", "--dry-run", "--json")
    assert (ended.code, states(ended.document)) == (0, ["due", "due", "due", "by-hand"])
    assert publisher.asked == []
    assert json.loads(finder("releases", "--json").out)["releases"] == []


def test_two_updates_do_not_overlap(
    finder: Finder, publisher: Publisher, resources: Resources
) -> None:
    with alone(resources):
        ended = finder("update")
    assert (ended.code, ended.out) == (1, "")
    assert "Another update is under way" in ended.err
    assert publisher.asked == []


def test_a_refused_file_is_kept_and_not_fetched_again(
    finder: Finder, publisher: Publisher, tmp_path: Path
) -> None:
    finder("import", "nppes", "--from-url", f"{publisher.origin}/{MONTHLY}")
    publisher.files["/UPDATED.csv"] = b"NPI,LASTNAME\n1,2\n"
    assert states(finder("update", "--json").document)[2] == "failed"
    assert [path.name for path in (tmp_path / "downloads").glob("*/*.csv")] == ["UPDATED.csv"]
    finder("update", "--json")
    assert publisher.asked[-1][1].get("If-None-Match") == publisher.tag
