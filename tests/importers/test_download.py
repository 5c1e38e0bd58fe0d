"""Fetching a published file: from its publisher alone, whole or not at all, and on from a cut."""

import errno
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from finder.domain.errors import InputRefused, InvalidValue
from finder.importers.download import Downloaded, download, read_page
from tests.importers.publisher import Publisher, publishing

BODY = bytes(range(256)) * 400
NAME = "/files/UPDATED.csv"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing(Publisher(files={NAME: BODY})) as publisher:
        yield publisher


def fetch(publisher: Publisher, folder: Path, path: str = NAME, **options: Any) -> Downloaded:
    return download(publisher.origin + path, folder, {publisher.origin}, **options)


def ranges(publisher: Publisher) -> list[str]:
    return [headers.get("Range", "") for _, headers in publisher.asked]


def test_a_file_arrives_whole_with_its_sum_and_day(publisher: Publisher, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    sum_ = hashlib.sha256(BODY).hexdigest()
    fetched = fetch(publisher, tmp_path, sha256=sum_.upper(), tell=lambda *at: seen.append(at))
    assert fetched.path.read_bytes() == BODY
    assert (fetched.path.name, fetched.sha256) == ("UPDATED.csv", sum_)
    assert str(fetched.modified_on) == "2026-11-09"
    assert seen[-1] == (len(BODY), len(BODY))
    fetched.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_cut_off_download_goes_on_by_itself(publisher: Publisher, tmp_path: Path) -> None:
    publisher.cut_after = [30_000, 20_000]
    assert fetch(publisher, tmp_path).path.read_bytes() == BODY
    assert ranges(publisher) == ["", "bytes=30000-", "bytes=50000-"]


def test_what_came_is_kept_for_the_next_run(publisher: Publisher, tmp_path: Path) -> None:
    publisher.cut_after = [30_000, 0]
    with pytest.raises(InputRefused, match="Run it again: what has come is kept"):
        fetch(publisher, tmp_path)
    assert fetch(publisher, tmp_path).path.read_bytes() == BODY
    assert ranges(publisher)[-1] == "bytes=30000-"


def test_a_file_that_changed_meanwhile_starts_anew(publisher: Publisher, tmp_path: Path) -> None:
    publisher.cut_after = [30_000, 0]
    with pytest.raises(InputRefused):
        fetch(publisher, tmp_path)
    publisher.files[NAME], publisher.tag = b"all new" * 9000, '"two"'
    assert fetch(publisher, tmp_path).path.read_bytes() == b"all new" * 9000


def test_a_beginning_longer_than_the_file_is_thrown_away(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.cut_after = [30_000, 0]
    with pytest.raises(InputRefused):
        fetch(publisher, tmp_path)
    publisher.files[NAME] = BODY[:1000]
    assert fetch(publisher, tmp_path).path.read_bytes() == BODY[:1000]


@pytest.mark.parametrize(("tag", "ranged"), [('W/"weak"', True), ("", True), ('"one"', False)])
def test_servers_that_prove_less_are_asked_otherwise(
    publisher: Publisher, tmp_path: Path, tag: str, ranged: bool
) -> None:
    publisher.tag, publisher.knows_ranges = tag, ranged
    publisher.cut_after = [30_000]
    assert fetch(publisher, tmp_path).path.read_bytes() == BODY


def test_a_whole_file_whose_import_was_refused_is_not_fetched_twice(
    publisher: Publisher, tmp_path: Path
) -> None:
    fetch(publisher, tmp_path)
    assert fetch(publisher, tmp_path).path.read_bytes() == BODY
    assert publisher.asked[-1][1]["If-None-Match"] == publisher.tag
    publisher.files[NAME], publisher.tag = b"all new", '"two"'
    assert fetch(publisher, tmp_path).path.read_bytes() == b"all new"


def test_a_wrong_sum_is_thrown_away(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=f"not {'0' * 64}"):
        fetch(publisher, tmp_path, sha256="0" * 64)
    assert fetch(publisher, tmp_path).path.read_bytes() == BODY
    assert ranges(publisher) == ["", ""]


@pytest.mark.parametrize("tells", [True, False])
def test_a_file_larger_than_any_is_refused(
    publisher: Publisher, tmp_path: Path, tells: bool
) -> None:
    publisher.tells_length = tells
    with pytest.raises(InputRefused, match="larger than 50000 bytes"):
        fetch(publisher, tmp_path, most_bytes=50_000)
    assert [path.stat().st_size for path in tmp_path.glob("*/part")] == [0]


def test_a_promise_that_is_never_kept_ends_with_a_sentence(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.promises_more = 500
    with pytest.raises(InputRefused, match="Run it again"):
        fetch(publisher, tmp_path)
    publisher.promises_more = 0
    assert fetch(publisher, tmp_path).path.read_bytes() == BODY


def test_what_is_packed_unasked_is_refused(publisher: Publisher, tmp_path: Path) -> None:
    publisher.packing = "gzip"
    with pytest.raises(InputRefused, match="packed as gzip, unasked"):
        fetch(publisher, tmp_path)
    publisher.files["/index.html"] = b"x.zip"
    with pytest.raises(InputRefused, match="packed as gzip, unasked"):
        read_page(f"{publisher.origin}/index.html", {publisher.origin})


def test_only_listed_publishers_are_asked(publisher: Publisher, tmp_path: Path) -> None:
    for address in (
        "https://example.org/UPDATED.csv",
        "http://oig.hhs.gov/UPDATED.csv",
        "https://oig.hhs.gov@example.org/UPDATED.csv",
        "https://oig.hhs.gov.example.org/UPDATED.csv",
        "https://oig.hhs.gov:8443/UPDATED.csv",
        "https://[oig.hhs.gov/UPDATED.csv",
        "file:///etc/passwd.csv",
        "ftp://oig.hhs.gov/UPDATED.csv",
        "//oig.hhs.gov/UPDATED.csv",
        "https://oig.hhs.gov/a b/UPDATED.csv",
    ):
        with pytest.raises(InvalidValue, match=r"not at a publisher|does not name"):
            download(address, tmp_path, {"https://oig.hhs.gov", "http://oig.hhs.gov"})
    assert list(tmp_path.iterdir()) == []


def test_a_redirection_stays_with_the_publishers(publisher: Publisher, tmp_path: Path) -> None:
    publisher.redirects = {
        "/moved.csv": NAME,
        "/away.csv": "http://127.0.0.2:9/UPDATED.csv",
        "/round.csv": "/round.csv",
    }
    assert fetch(publisher, tmp_path, "/moved.csv").path.name == "moved.csv"
    with pytest.raises(InvalidValue, match="not at a publisher"):
        fetch(publisher, tmp_path, "/away.csv")
    with pytest.raises(InputRefused, match="leads on and on"):
        fetch(publisher, tmp_path, "/round.csv")


@pytest.mark.parametrize("name", ["/files/", "/files/readme.html", "/..csv", "/a%2Fb.csv"])
def test_only_names_of_data_files_are_taken(
    publisher: Publisher, tmp_path: Path, name: str
) -> None:
    with pytest.raises(InvalidValue, match="does not name a CSV, ZIP or XLSX file"):
        fetch(publisher, tmp_path, name)


@pytest.mark.parametrize(("status", "words"), [(404, "404"), (503, "Try again later")])
def test_a_refusal_of_the_server_is_a_sentence(
    publisher: Publisher, tmp_path: Path, status: int, words: str
) -> None:
    publisher.status = status
    with pytest.raises(InputRefused, match=words):
        fetch(publisher, tmp_path)


def test_nobody_there_is_a_sentence(tmp_path: Path) -> None:
    with publishing(Publisher()) as gone:
        origin = gone.origin
    with pytest.raises(InputRefused, match=r"127\.0\.0\.1 cannot be reached"):
        download(f"{origin}{NAME}", tmp_path, {origin})
    with pytest.raises(InputRefused, match="cannot be reached"):
        read_page(f"{origin}/index.html", {origin})


def test_a_full_disk_keeps_what_came(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("finder.importers.download.transfer.os.fsync", full)
        with pytest.raises(InputRefused, match=r"disk is full.*goes on where it stopped"):
            fetch(publisher, tmp_path)
    assert fetch(publisher, tmp_path).path.read_bytes() == BODY


def test_two_do_not_fetch_the_same_at_once(publisher: Publisher, tmp_path: Path) -> None:
    def again(*_: object) -> None:
        with pytest.raises(InputRefused, match="by another process"):
            fetch(publisher, tmp_path)

    assert fetch(publisher, tmp_path, tell=again).path.read_bytes() == BODY


def test_a_page_is_read_within_bounds(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.files["/index.html"] = b"<a href='x.zip'>" * 100
    assert read_page(f"{publisher.origin}/index.html", {publisher.origin}).count("x.zip") == 100
    monkeypatch.setattr("finder.importers.download.connection.MOST_PAGE_BYTES", 50)
    with pytest.raises(InputRefused, match="too large a page"):
        read_page(f"{publisher.origin}/index.html", {publisher.origin})
