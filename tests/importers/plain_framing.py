"""The rules of framing once more, letter by letter and without any haste."""

from dataclasses import dataclass

FURTHER_LINES = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """A record with its fields, or a fault without."""

    line: int
    fields: list[str] | None


def frames(content: bytes, width: int) -> list[Frame]:
    lines = _lines(content)
    found, at = [], 0
    while at < len(lines):
        number, line = at + 1, lines[at]
        at += 1
        if not line.strip(b", \t\r"):
            continue
        record = line if _has_width(line, width) else None
        joined, further = line, at
        while (
            record is None
            and joined.count(b'"') % 2
            and further < min(len(lines), at + FURTHER_LINES)
            and not _has_width(lines[further], width)
        ):
            joined += b"\n" + lines[further]
            further += 1
            if _has_width(joined, width):
                record, at = joined, further
        found.append(Frame(number, _text_fields(record)))
    return found


def _lines(content: bytes) -> list[bytes]:
    lines = content.replace(b"\r\n", b"\n").split(b"\n")
    last = lines.pop().removesuffix(b"\r")
    return [*lines, last] if last else lines


def _has_width(line: bytes, width: int) -> bool:
    fields = _fields(line.decode("latin-1"))
    return fields is not None and len(fields) == width


def _text_fields(record: bytes | None) -> list[str] | None:
    if record is None or b"\0" in record:
        return None
    try:
        return _fields(record.decode())
    except UnicodeDecodeError:
        return None


def _fields(text: str) -> list[str] | None:
    """``None`` where a quotation mark neither stands round a field nor is doubled inside it."""
    fields, field, at = [], "", 0
    while True:
        if text[at : at + 1] == '"':
            at += 1
            while text[at : at + 1] != '"' or text[at : at + 2] == '""':
                if at >= len(text):
                    return None
                field += text[at]
                at += 2 if text[at] == '"' else 1
            at += 1
        else:
            while at < len(text) and text[at] != ",":
                if text[at] == '"':
                    return None
                field += text[at]
                at += 1
        fields.append(field)
        if at >= len(text):
            return fields
        if text[at] != ",":
            return None
        field, at = "", at + 1
