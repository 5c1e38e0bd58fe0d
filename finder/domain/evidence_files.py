"""What a file of evidence may be, judged by its bytes and never by its name.

A file that could be read as two things at once is refused, whichever of them it is meant to be.
"""

import re
import struct
from dataclasses import dataclass
from zlib import crc32

from finder.domain.errors import InvalidValue

LARGEST_BYTES = 5 * 1024 * 1024
MOST_OF_A_CLAIM = 5
_MOST_PIXELS_ACROSS = 20_000

_PNG_START = b"\x89PNG\r\n\x1a\n"
_JPEG_START = b"\xff\xd8\xff"
_PDF_START = re.compile(rb"%PDF-[12]\.[0-9]")
_PDF_END = re.compile(rb"startxref\s+[0-9]+\s+%%EOF\s*\Z")
# What a document would do by itself, or carry along.
_PDF_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?php|\?xml-stylesheet)[\s>/]",
    re.IGNORECASE,
)
_ZIP_END = b"PK\x05\x06"
_TEXT_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Markers of a JPEG that stand alone, without a length behind them.
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_END_OF_IMAGE, _START_OF_SCAN = 0xD9, 0xDA


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken."""

    name: str
    ending: str
    content_type: str


PDF = FileKind("PDF document", "pdf", "application/pdf")
PNG = FileKind("PNG picture", "png", "image/png")
JPEG = FileKind("JPEG picture", "jpg", "image/jpeg")
TEXT = FileKind("plain text", "txt", "text/plain; charset=utf-8")
KINDS = {kind.ending: kind for kind in (PDF, PNG, JPEG, TEXT)}


def kind_of(content: bytes) -> FileKind:
    """What the bytes are; raises ``InvalidValue`` with a sentence for all that is not taken."""
    if not content:
        raise InvalidValue("The file is empty. Choose the file again.")
    if len(content) > LARGEST_BYTES:
        raise InvalidValue(
            f"The file is larger than {LARGEST_BYTES // 1024**2} MB. Save the one page that "
            "shows it, or a smaller picture."
        )
    kind = _by_structure(content)
    if kind is None:
        raise InvalidValue(
            "This is no whole PDF, PNG, JPEG or plain text. Print the page to PDF, or take a "
            "picture of the screen, and choose that."
        )
    # Programs that read PDF look for its beginning in the first kilobyte.
    is_also_pdf = kind is not PDF and b"%PDF-" in content[:1029]
    if is_also_pdf or _MARKUP.search(content) or _holds_zip(content):
        raise InvalidValue(
            "This file holds more than a picture, a document or plain text. Print the page to "
            "PDF, or take a picture of the screen, and choose that."
        )
    if kind is PDF and _PDF_ACTIVE.search(content):
        raise InvalidValue(
            "This PDF holds a script or another file. Print the page to a new PDF and choose that."
        )
    return kind


def _by_structure(content: bytes) -> FileKind | None:
    if content.startswith(_PNG_START):
        return PNG if _is_png(content) else None
    if content.startswith(_JPEG_START):
        return JPEG if _is_jpeg(content) else None
    if _PDF_START.match(content):
        return PDF if _PDF_END.search(content[-1024:]) and b" obj" in content else None
    return TEXT if _is_text(content) else None


def _is_png(content: bytes) -> bool:
    """Every chunk is whole, the header comes first, and nothing follows the last."""
    place = len(_PNG_START)
    seen: list[bytes] = []
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        end = place + 12 + length
        name = content[place + 4 : place + 8]
        if end > len(content):
            return False
        (told,) = struct.unpack_from(">I", content, end - 4)
        if crc32(content[place + 4 : end - 4]) != told:
            return False
        if not seen and (name != b"IHDR" or length != 13 or not _fits(content, place + 8, ">II")):
            return False
        seen.append(name)
        place = end
        if name == b"IEND":
            return place == len(content) and b"IDAT" in seen
    return False


def _is_jpeg(content: bytes) -> bool:
    """Segments one behind the other, a size among them, a scan, and nothing behind its end."""
    place, has_size = 2, False
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in _JPEG_ALONE:
            place += 2
            continue
        (length,) = struct.unpack_from(">H", content, place + 2)
        if length < 2 or place + 2 + length > len(content):
            return False
        if marker in _JPEG_SIZES:
            has_size = length >= 8 and _fits(content, place + 5, ">HH")
        place += 2 + length
        if marker == _START_OF_SCAN:
            place = _behind_scan(content, place)
            if content[place : place + 2] == bytes((0xFF, _END_OF_IMAGE)):
                return has_size and place + 2 == len(content)
    return False


def _behind_scan(content: bytes, place: int) -> int:
    """The next marker that is no part of the picture's own data."""
    while (place := content.find(b"\xff", place)) != -1:
        following = content[place + 1 : place + 2]
        if following and following[0] != 0 and following[0] not in _JPEG_ALONE:
            return place
        place += 2
    return len(content)


def _fits(content: bytes, place: int, layout: str) -> bool:
    sides = struct.unpack_from(layout, content, place)
    return all(0 < side <= _MOST_PIXELS_ACROSS for side in sides)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not _TEXT_CONTROLS.search(text) and not text.startswith(("#!", "%!", "{\\rtf", "MZ"))


def _holds_zip(content: bytes) -> bool:
    """Whether a program that unpacks would find its directory of files anywhere."""
    place = content.find(_ZIP_END)
    while place != -1:
        fields = content[place + 4 : place + 12]
        # One part, and as many files in it as in all: nothing that chance writes.
        if len(fields) == 8 and fields[:4] == bytes(4) and fields[4:6] == fields[6:]:
            return True
        place = content.find(_ZIP_END, place + 1)
    return False
