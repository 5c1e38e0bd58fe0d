"""A file is what its bytes are, and nothing besides."""

import struct
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.domain.errors import InvalidValue
from finder.domain.evidence_files import (
    JPEG,
    LARGEST_BYTES,
    PDF,
    PNG,
    FileKind,
    kind_of,
)
from finder.domain.evidence_files import TEXT as PLAIN
from tests.sample_files import TEXT, jpeg, pdf, png


def zipped() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("page.html", "<html><script>alert(1)</script></html>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(), PNG),
        (png((b"tEXt", b"Comment\0seen")), PNG),
        (jpeg(), JPEG),
        (jpeg(b"seen"), JPEG),
        (pdf(), PDF),
        (pdf() + b"2 0 obj\nendobj\nstartxref\n99\n%%EOF\r\n", PDF),
        (TEXT, PLAIN),
        (b"\xef\xbb\xbfa < b & c > d\tone\n", PLAIN),
    ],
)
def test_whole_files_of_the_four_kinds_are_taken(content: bytes, kind: FileKind) -> None:
    assert kind_of(content) is kind


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HTML = b"<!DOCTYPE html><title>x</title><script>alert(1)</script>"
HOSTILE = {
    "nothing": b"",
    "a vector picture": SVG,
    "a vector picture behind a comment": b"<!-- seen --> " + SVG,
    "a page": HTML,
    "a page in capitals": b"text <SCRIPT >alert(1)",
    "a program": b"MZ\x90\0\x03" + bytes(60),
    "a program that is text": b"MZ just letters",
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "a Unix program": b"\x7fELF" + bytes(60),
    "an archive": zipped(),
    "a moving picture": b"GIF89a" + bytes(20),
    "a compressed file": b"\x1f\x8b\x08" + bytes(20),
    "rich text": b"{\\rtf1 hello}",
    "text in another encoding": "médico".encode("latin-1"),
    "text with a null": b"seen\0",
    "text with an escape": b"\x1b[2J",
    "a picture with an archive behind it": png() + zipped(),
    "a picture with an archive inside": png((b"prVt", zipped())),
    "a picture with a page inside": png((b"tEXt", b"x\0" + HTML)),
    "a picture with a page behind it": jpeg() + HTML,
    "a photograph with a page as comment": jpeg(HTML),
    "a photograph with an archive as comment": jpeg(zipped()),
    "a document with an archive behind it": pdf() + zipped(),
    "a document in an archive": zipped() + pdf(),
    "a document with an archive inside": pdf(zipped()),
    "a document with a script": pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"),
    "a document with a file": pdf(b"<< /EmbeddedFiles 2 0 R >>"),
    "a document behind something else": b"\n" + pdf(),
    "a picture that is a document too": png((b"prVt", pdf())),
    "half a document": pdf()[:-8],
    "half a picture": png()[:-5],
    "a picture without pixels": png().replace(b"IDAT", b"prVt"),
    "a picture with a wrong sum": png()[:20] + b"\x09" + png()[21:],
    "half a photograph": jpeg()[:-2],
    "a photograph without a size": jpeg(width=0),
    "a photograph that is huge": jpeg(width=30_000),
    "only the start of a photograph": b"\xff\xd8\xff",
    "only the start of a picture": b"\x89PNG\r\n\x1a\n",
    "too much": b"x" * (LARGEST_BYTES + 1),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_else_is_taken(what: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        kind_of(HOSTILE[what])
    assert any(word in str(refused.value) for word in ("Choose", "choose", "Save"))


def test_a_file_of_exactly_the_largest_size_is_taken() -> None:
    assert kind_of(b"x" * LARGEST_BYTES) is PLAIN


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([png(), jpeg(), pdf(), zipped()]),
    st.integers(0, 400),
    st.binary(max_size=12),
)
def test_a_file_with_wrong_bytes_is_judged_and_never_a_fault(
    content: bytes, place: int, wrong: bytes
) -> None:
    try:
        kind = kind_of(content[:place] + wrong + content[place + len(wrong) :])
    except InvalidValue:
        return
    assert kind in (PNG, JPEG, PDF, PLAIN)


def test_lengths_that_lead_beyond_the_file_are_no_fault() -> None:
    endless = png()[:8] + struct.pack(">I", 2**32 - 1) + png()[12:]
    for content in (endless, b"\xff\xd8\xff\xe0\xff\xff", b"\xff\xd8" + b"\xff" * 50):
        with pytest.raises(InvalidValue):
            kind_of(content)
