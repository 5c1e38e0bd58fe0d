"""The first line of a file: its columns, or what is wrong with a file that is not the one meant."""

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.importers.framing import split_record
from finder.importers.kinds import KINDS
from finder.importers.lines import MAX_LINE_BYTES, PhysicalLines
from finder.importers.rows import Columns

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Files of the same publishers that are easily taken for the right one, and parts of the right ones.
_NOT_IMPORTED = "It looks like {}, which is not imported."
_PART = "It looks like a part of {}: get the whole file."
_OTHER_FILES = {
    _NOT_IMPORTED.format("the NPPES other name file"): ("NPI", "Provider Other Organization Name"),
    _NOT_IMPORTED.format("the NPPES endpoint file"): ("NPI", "Endpoint Type"),
    _NOT_IMPORTED.format("the NUCC list of taxonomy codes"): (
        "Code",
        "Classification",
        "Specialization",
    ),
    _PART.format("the CMS Doctors and Clinicians file"): ("NPI", "Ind_PAC_ID"),
    _PART.format("the CMS Order and Referring file"): ("NPI", "PARTB"),
}
# Titles stand above the header of a report.
_MOST_TITLE_LINES = 5


def take_header(source: Source, lines: PhysicalLines) -> bytes | None:
    """The line that names the columns: the first one, or that below the title of a report."""
    if KINDS[source].is_workbook:
        for place in range(_MOST_TITLE_LINES):
            line = lines.ahead(place)
            if line is not None and _names_columns(source, line):
                for _ in range(place):
                    lines.take()
                break
    return lines.take()


def _names_columns(source: Source, line: bytes) -> bool:
    text = line.removeprefix(_BYTE_ORDER_MARK).decode(errors="replace")
    return not Columns(split_record(text) or []).missing(KINDS[source].required)


def read_header(source: Source, file_name: str, line: bytes | None) -> Columns:
    """The columns of a file of this source, or an ``InputRefused`` that says what it is."""
    text = _header_text(file_name, line)
    names = split_record(text)
    columns = Columns(names or [])
    required = KINDS[source].required
    missing = columns.missing(required)
    if names is None or missing:
        raise InputRefused(
            f"{file_name} cannot be read as {source.value}: its first line lacks "
            f"{_listed(missing)}. {_guess(text, columns)}"
        )
    if repeated := columns.repeated(required):
        raise InputRefused(
            f"{file_name} has the column {_listed(repeated)} more than once. Keep one of them."
        )
    return columns


def _header_text(file_name: str, line: bytes | None) -> str:
    stripped = (line or b"").removeprefix(_BYTE_ORDER_MARK)
    if not stripped.strip():
        raise InputRefused(f"{file_name} has an empty first line. It must name the columns.")
    if b"\0" in stripped:
        raise InputRefused(f"{file_name} is not a text file. Save it as CSV UTF-8.")
    if len(stripped) > MAX_LINE_BYTES:
        raise InputRefused(f"{file_name} has a first line longer than 1 MiB, so it is no CSV file.")
    if b"\r" in stripped:
        raise InputRefused(f"{file_name} ends its lines in an old way. Save it as CSV UTF-8.")
    try:
        return stripped.decode()
    except UnicodeDecodeError as error:
        raise InputRefused(f"{file_name} is not UTF-8 text. Save it as CSV UTF-8.") from error


def _listed(names: list[str]) -> str:
    listed = ", ".join(f"“{name}”" for name in names[:5])
    return f"{listed} and {len(names) - 5} more" if len(names) > 5 else listed


def _guess(text: str, columns: Columns) -> str:
    """One sentence on what the file seems to be."""
    for source, kind in KINDS.items():
        if not columns.missing(kind.required):
            return f"It looks like a file for “finder import {source.value}”."
    for sentence, marks in _OTHER_FILES.items():
        if not columns.missing(marks):
            return sentence
    start = text.lstrip()
    if start.startswith("<"):
        return "It is a web page, not a CSV file: download it again."
    if start.startswith(("{", "[")):
        return "It is a JSON document, not a CSV file."
    for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if text.count(mark) > text.count(","):
            return f"Its columns are separated by {name}: save it as CSV with commas."
    if any(character.isdigit() for character in start[:4]):
        return "It seems to have no header row."
    return "Check that it is the right file and has its header row."
