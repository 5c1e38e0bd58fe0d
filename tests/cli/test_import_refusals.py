"""Files that are not what they should be: one sentence, exit code 3, and nothing changed."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.domain.provenance import Source
from tests.cli.conftest import MONTHLY, Finder
from tests.contents import Contents
from tests.factories import certification, nppes_csv, person, write_csv

Spoil = Callable[[Path], Path]


def _written(name: str, content: bytes) -> Spoil:
    def spoil(monthly: Path) -> Path:
        path = monthly.with_name(name)
        path.write_bytes(content)
        return path

    return spoil


def _zipped(monthly: Path, *names: str) -> Path:
    path = monthly.with_name("NPPES_Data_Dissemination_November_2026_V2.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, monthly.read_bytes())
    return path


def _truncated_zip(monthly: Path) -> Path:
    path = _zipped(monthly, MONTHLY)
    path.write_bytes(path.read_bytes()[:-40])
    return path


def _damaged_zip(monthly: Path) -> Path:
    path = _zipped(monthly, MONTHLY)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    return path


def _encrypted_zip(monthly: Path) -> Path:
    path = _zipped(monthly, MONTHLY)
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", content, content.index(mark) + offset, 1)
    path.write_bytes(content)
    return path


def _ratio_bomb(monthly: Path) -> Path:
    path = monthly.with_name("bomb.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MONTHLY, monthly.read_bytes() + b"\n" * 5_000_000)
    return path


def _two_mains(monthly: Path) -> Path:
    return _zipped(monthly, MONTHLY, "npidata_pfile_20050523-20261011.csv")


def _utf_16(monthly: Path) -> Path:
    monthly.write_text(monthly.read_text(), encoding="utf-16")
    return monthly


def _cut_in_a_row(monthly: Path) -> Path:
    content = monthly.read_bytes()
    monthly.write_bytes(content[: len(content) - 5000])
    return monthly


def _shrunken(monthly: Path) -> Path:
    return nppes_csv(monthly.parent, [person(1), person(2)], MONTHLY)


def _older(monthly: Path) -> Path:
    return monthly.rename(monthly.with_name("npidata_pfile_20050523-20261011.csv"))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda monthly: monthly.with_name("nowhere.csv"), "is not a file that exists"),
        (lambda monthly: monthly.parent, "is a folder"),
        (_written("empty.csv", b""), "is empty"),
        (_written("blank.csv", b"\n\n"), "empty first line"),
        (_written("page.csv", b"<!doctype html><html><body>Not found</body></html>"), "a web page"),
        (_written("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"), "picture.csv"),
        (_written("answer.csv", b'{"error": "no such file"}'), "JSON"),
        (_written("bare.csv", b"1234567893,1,Ada,Sample\n"), "no header row"),
        (_written("other.csv", b'"npi","society","category"\n'), "finder import memberships"),
        (_written("header.csv", b"a;b;c\n1;2;3\n"), "semicolons"),
        (_written("packed.csv", b"\x1f\x8b\x08\0"), "gzip"),
        (_truncated_zip, "damaged or cut off"),
        (_damaged_zip, "damaged"),
        (_encrypted_zip, "password"),
        (_two_mains, "more than one data file"),
        (lambda monthly: _zipped(monthly, "readme.txt"), "no data file of this kind"),
        (_ratio_bomb, "unpacks to far more"),
        (_utf_16, "UTF-16"),
        (_cut_in_a_row, "cut short"),
        (_shrunken, "--allow-shrink"),
        (_older, "older than the one loaded"),
    ],
)
def test_a_file_that_is_not_right_is_refused(
    finder: Finder,
    untouched: Contents,
    monthly: Path,
    spoil: Spoil,
    says: str,
) -> None:
    ended = finder("import", "nppes", spoil(monthly), "--json")
    assert ended.code == 3
    assert ended.out == ""
    assert says in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("source", [source for source in Source if source is not Source.NPPES])
def test_every_source_refuses_the_file_of_another(
    finder: Finder, untouched: Contents, monthly: Path, source: Source
) -> None:
    ended = finder("import", source, monthly)
    assert ended.code == 3
    assert "finder import nppes" in ended.err


def test_a_roster_of_mostly_bad_rows_is_another_file(
    finder: Finder, untouched: Contents, tmp_path: Path
) -> None:
    rows = [certification(number, issuer="NBPAS") for number in range(30)]
    ended = finder("import", "certifications", write_csv(tmp_path / "bad.csv", rows))
    assert ended.code == 3
    assert "30 of 30 rows" in ended.err


def test_a_dry_run_refuses_what_an_import_refuses(
    finder: Finder, untouched: Contents, monthly: Path
) -> None:
    ended = finder("import", "nppes", _shrunken(monthly), "--dry-run")
    assert ended.code == 3
    assert "--allow-shrink" in ended.err
