"""Whole files that are refused: missing, foreign, damaged, oversized; and ZIPs that are fine."""

import io
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.importers.reading import open_reading
from tests.importers.conftest import OPTIONS, ReadFile, Table

MONTHLY = "npidata_pfile_20050523-20261108.csv"
WEEKLY = "npidata_pfile_20261102-20261108.csv"
ZIP_NAME = "NPPES_Data_Dissemination_November_2026_V2.zip"


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def test_the_published_zip_is_read_without_unpacking_it(
    read_file: ReadFile, nppes: Table, tmp_path: Path
) -> None:
    siblings = {
        "npidata_pfile_20050523-20261108_fileheader.csv": b'"NPI"\n',
        "pl_pfile_20050523-20261108.csv": b'"NPI"\n',
        "othername_pfile_20050523-20261108.csv": b'"NPI"\n',
        "endpoint_pfile_20050523-20261108.csv": b'"NPI"\n',
        "NPPES_Data_Dissemination_Readme.pdf": b"%PDF",
        "__MACOSX/._npidata_pfile_20050523-20261108.csv": b"x",
    }
    outcome = read_file(Source.NPPES, zipped({**siblings, MONTHLY: nppes.file({})}), ZIP_NAME)
    reading = outcome.reading
    assert len(outcome.records) == 1
    assert (reading.file_name, reading.is_full) == (ZIP_NAME, True)
    assert reading.release_on == date(2026, 11, 8)
    assert reading.bytes_read == reading.bytes_total > 0
    assert [path.name for path in tmp_path.iterdir()] == [ZIP_NAME]


@pytest.mark.parametrize(
    ("name", "member"),
    [
        (WEEKLY, ""),
        ("any.zip", WEEKLY),
        ("NPPES_Data_Dissemination_110226_110826_Weekly_V2.zip", MONTHLY),
    ],
)
def test_a_weekly_file_is_not_full(
    read_file: ReadFile, nppes: Table, name: str, member: str
) -> None:
    content = nppes.file({})
    if member:
        content = zipped({member: content})
    reading = read_file(Source.NPPES, content, name).reading
    assert not reading.is_full
    assert reading.release_on == date(2026, 11, 8)


def test_a_release_that_is_given_comes_before_that_of_the_name(
    read_file: ReadFile, nppes: Table
) -> None:
    content = nppes.file({})
    given = date(2026, 1, 2)
    assert read_file(Source.NPPES, content, MONTHLY, release_on=given).reading.release_on == given
    assert read_file(Source.NPPES, content, "any.csv").reading.release_on is None


def test_member_paths_are_never_used_as_paths(
    read_file: ReadFile, nppes: Table, tmp_path: Path
) -> None:
    outcome = read_file(Source.NPPES, zipped({f"../../{MONTHLY}": nppes.file({})}), "a.zip")
    assert len(outcome.records) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({}, "no data file of this kind .it holds nothing."),
        (
            {"readme.pdf": b"x", "pl_pfile_1.csv": b"x"},
            "no data file .* readme.pdf, pl_pfile_1.csv",
        ),
        ({MONTHLY: b"x", f"b/{WEEKLY}": b"x"}, "more than one data file"),
        ({MONTHLY: b"x", f"b/{MONTHLY}": b"x"}, "more than one data file"),
        ({"a.csv": b"x", "b.csv": b"x"}, "more than one data file"),
        ({MONTHLY: b""}, "empty data file"),
        ({"[Content_Types].xml": b"x", "xl/a.csv": b"x"}, "Excel workbook"),
        ({f"{number}.txt": b"" for number in range(1001)}, "holds 1001 files"),
    ],
)
def test_a_zip_without_exactly_one_data_file_is_refused(
    read_file: ReadFile, members: dict[str, bytes], reason: str
) -> None:
    with pytest.raises(InputRefused, match=reason):
        read_file(Source.NPPES, zipped(members), "a.zip")


def test_every_damage_of_a_zip_is_refused_or_harmless(read_file: ReadFile, nppes: Table) -> None:
    rows = [{"Provider First Name": f"A{number * 7919}"} for number in range(40)]
    content = zipped({MONTHLY: nppes.file(*rows)})
    for place in range(0, len(content), 13):
        for damaged in (content[:place] or b"PK\x03\x04", flipped(content, place)):
            with suppress(InputRefused):
                assert len(read_file(Source.NPPES, damaged, "a.zip").records) == 40


def test_a_wrong_checksum_met_at_the_end_is_refused(read_file: ReadFile, nppes: Table) -> None:
    content = zipped({MONTHLY: nppes.file({})}, zipfile.ZIP_STORED)
    with pytest.raises(InputRefused, match="damaged or cut off"):
        read_file(Source.NPPES, content.replace(b"BALTIMORE", b"BALTIMARE"), "a.zip")


def test_an_encrypted_zip_is_refused(read_file: ReadFile, nppes: Table) -> None:
    content = bytearray(zipped({MONTHLY: nppes.file({})}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputRefused, match="password"):
        read_file(Source.NPPES, bytes(content), "a.zip")


def test_an_uncommon_compression_is_refused(read_file: ReadFile, nppes: Table) -> None:
    with pytest.raises(InputRefused, match="uncommon way"):
        read_file(Source.NPPES, zipped({MONTHLY: nppes.file({})}, zipfile.ZIP_LZMA), "a.zip")


def test_a_bomb_is_refused_by_its_declared_ratio(read_file: ReadFile, nppes: Table) -> None:
    with pytest.raises(InputRefused, match="unpacks to far more"):
        read_file(Source.NPPES, zipped({MONTHLY: nppes.file() + b"\n" * 3 * 2**20}), "a.zip")


def test_a_member_cannot_be_packed_in_more_bytes_than_the_file_has(
    read_file: ReadFile, nppes: Table
) -> None:
    content = bytearray(zipped({MONTHLY: nppes.file({})}))
    place = content.index(b"PK\x01\x02") + 20
    content[place : place + 4] = (2**31 - 1).to_bytes(4, "little")
    with pytest.raises(InputRefused, match="damaged ZIP file"):
        read_file(Source.NPPES, bytes(content), "a.zip")


def test_small_files_may_be_as_repetitive_as_they_like(read_file: ReadFile, nppes: Table) -> None:
    content = zipped({MONTHLY: nppes.file(*[{}] * 300)})
    assert len(read_file(Source.NPPES, content, "a.zip").records) == 300


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\x1f\x8b\x08\x00rest", "gzip"),
        (b"\xd0\xcf\x11\xe0rest", "Excel workbook"),
        (b"%PDF-1.7\n", "PDF"),
        ("NPI,Entity".encode("utf-16"), "UTF-16"),
        ("NPI,Entity".encode("utf-16-le"), "not a text file"),
        (b"NPI\rEntity\r", "old way"),
        (b"\n\nNPI\n", "empty first line"),
        (b"N\xe9v,Entity\n", "not UTF-8"),
        (b"x" * (2**20 + 1), "longer than 1 MiB"),
        (b"PK\x03\x04 nothing more", "damaged or cut off ZIP"),
    ],
)
def test_a_file_of_another_format_is_refused_in_a_sentence(
    read_file: ReadFile, content: bytes, reason: str
) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        read_file(Source.NPPES, content)
    assert str(refusal.value).endswith(".")


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "folder"), (tmp_path / "none.csv", "not a file that exists")):
        with pytest.raises(InputRefused, match=reason):
            open_reading(Source.NPPES, path, OPTIONS)
    with pytest.raises(InputRefused, match="not a file that exists"):
        open_reading(Source.NPPES, Path("nul\0.csv"), OPTIONS)


def test_a_path_that_no_system_can_have_is_refused() -> None:
    with pytest.raises(InputRefused, match="cannot be opened"):
        open_reading(Source.NPPES, Path("x" * 5000), OPTIONS)
