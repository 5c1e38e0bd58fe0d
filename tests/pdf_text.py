"""Reads the letters of a PDF as the compiler of our documents writes it: enough for tests."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
# Brackets inside a string need no stroke before them where they come in pairs.
_INSIDE = rb"(?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*"
_LITERAL = rb"\(" + _INSIDE + rb"\)"
_FONT_OR_STRINGS = re.compile(
    rb"/(f\d+) [\d.]+ Tf|(\[(?:[^\[\]()]|" + _LITERAL + rb")*\]TJ|" + _LITERAL + rb"Tj)",
    re.DOTALL,
)
_GLYPHS = re.compile(r"(?m)^<([0-9A-F]{4})> (?:<([0-9A-F]{4})> )?<([0-9A-F]+)>$")
_STRING = re.compile(rb"\((" + _INSIDE + rb")\)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def squeezed(text: str) -> str:
    """Text without spaces and marks that allow a break: lines of a page end where they like."""
    return re.sub(r"[\s\u200b]+", "", text)


def letters_of(pdf: bytes) -> str:
    """Everything that can be read on the pages, squeezed, in the order in which it is drawn."""
    return squeezed("".join(strings_of(pdf)))


def strings_of(pdf: bytes) -> list[str]:
    """What is drawn in one go each: never more than one line."""
    objects = _objects(pdf)
    return [string for page in _pages(objects) for string in _strings(objects, page)]


def font_sizes_of(pdf: bytes) -> list[float]:
    """The points in which each string is set."""
    objects = _objects(pdf)
    contents = [_stream(objects[_reference(page, b"Contents")]) for page in _pages(objects)]
    return [float(size) for text in contents for size in re.findall(rb"/f\d+ ([\d.]+) Tf", text)]


def _objects(pdf: bytes) -> dict[int, bytes]:
    return {int(number): body for number, body in _OBJECT.findall(pdf)}


def _pages(objects: dict[int, bytes]) -> list[bytes]:
    pages = [body for body in objects.values() if b"/Type/Page/" in body]
    assert pages, "this is no PDF with pages"
    return pages


def _strings(objects: dict[int, bytes], page: bytes) -> Iterator[str]:
    resources = objects[_reference(page, b"Resources")]
    fonts = {
        name: _letters_by_glyph(objects, int(number))
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }
    letters: dict[int, str] = {}
    for font, strings in _FONT_OR_STRINGS.findall(_stream(objects[_reference(page, b"Contents")])):
        if font:
            letters = fonts[font]
            continue
        glyphs = b"".join(_unescaped(string) for string in _STRING.findall(strings))
        codes = zip(glyphs[::2], glyphs[1::2], strict=True)
        yield "".join(letters.get(high * 256 + low, "") for high, low in codes)


def _letters_by_glyph(objects: dict[int, bytes], font: int) -> dict[int, str]:
    _, _, table = (
        _stream(objects[_reference(objects[font], b"ToUnicode")]).decode().partition("beginbf")
    )
    letters: dict[int, str] = {}
    for first, last, code in _GLYPHS.findall(table):
        start, letter = int(first, 16), bytes.fromhex(code).decode("utf-16-be")
        for glyph in range(start, int(last or first, 16) + 1):
            letters[glyph] = letter[:-1] + chr(ord(letter[-1]) + glyph - start)
    return letters


def _reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found, f"{name!r} is not there"
    return int(found[1])


def _stream(body: bytes) -> bytes:
    _, _, rest = body.partition(b"stream")
    return zlib.decompressobj().decompress(rest.lstrip(b"\r\n"))


def _unescaped(string: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes([int(code, 8)]) if code.isdigit() else _NAMED.get(code, code)

    return _ESCAPE.sub(one, string)
