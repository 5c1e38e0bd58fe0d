"""A deflated file inside a ZIP: the same bytes as the standard library gives, or an error."""

import io
import random
import zipfile

import pytest

from finder.importers.zip_member import DeflatedMember

TEXT = random.Random(1).randbytes(50_000) + b'"",' * 200_000


def packed(extra: bytes = b"") -> tuple[io.BytesIO, zipfile.ZipInfo]:
    file = io.BytesIO()
    member = zipfile.ZipInfo("a.csv")
    member.compress_type = zipfile.ZIP_DEFLATED
    member.extra = extra
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("before.txt", "x")
        archive.writestr(member, TEXT)
    return file, zipfile.ZipFile(file).getinfo("a.csv")


def unpacked(file: io.BytesIO, member: zipfile.ZipInfo, size: int = 4096) -> list[bytes]:
    reader = DeflatedMember(file, member)
    return list(iter(lambda: reader.read(size), b""))


@pytest.mark.parametrize("extra", [b"", b"\xfe\xca\x04\x00abcd"])
def test_a_member_is_unpacked_in_bounded_blocks(extra: bytes) -> None:
    blocks = unpacked(*packed(extra))
    assert b"".join(blocks) == TEXT
    assert max(map(len, blocks)) <= 4096


def test_a_wrong_checksum_is_met_at_the_end() -> None:
    file, member = packed()
    member.CRC ^= 1
    with pytest.raises(zipfile.BadZipFile):
        unpacked(file, member)


def test_a_member_that_stops_early_is_an_error() -> None:
    file, member = packed()
    member.compress_size -= 9
    with pytest.raises(EOFError):
        unpacked(file, member)
