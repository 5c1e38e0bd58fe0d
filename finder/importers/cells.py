"""Single cells: text without control characters, dates, NPIs; strict, or lenient where it says."""

import re
import unicodedata
from datetime import date

from finder.domain.errors import InvalidValue
from finder.domain.npi import Npi

MAX_TEXT = 500
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200

# pandas and spreadsheets write whole numbers as 1.0 once a column has an empty cell.
_FLOAT_TAIL = re.compile(r"([0-9]+)\.0", re.ASCII)
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+", re.ASCII | re.IGNORECASE)
_DIGITS_DATE = re.compile(r"[0-9]{8}", re.ASCII)
_US_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", re.ASCII)
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
# Format characters can turn the reading order of a page around; only the two joiners are letters.
_JOINERS = frozenset("\u200c\u200d")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})


def clean_text(text: str, column: str = "") -> str:
    """One line of text in normal form, spaces collapsed, without control characters."""
    if not (text.isascii() and text.isprintable()):
        visible = (
            character
            for character in text
            if character.isspace()
            or character in _JOINERS
            or unicodedata.category(character) not in _HIDDEN_CATEGORIES
        )
        text = unicodedata.normalize("NFC", "".join(visible))
    text = " ".join(text.split())
    if len(text) > MAX_TEXT:
        raise InvalidValue(f"The text is longer than {MAX_TEXT} characters.", column)
    return text


def shown(text: str) -> str:
    """A foreign text as a message may quote it: one clean line of at most 80 characters."""
    return clean_text(text[:80].encode(errors="replace").decode())


def whole_number(text: str) -> str:
    """The text without the ``.0`` that pandas adds."""
    tailed = _FLOAT_TAIL.fullmatch(text)
    return tailed[1] if tailed else text


def required_npi(text: str, column: str) -> str:
    """A true NPI, or an ``InvalidValue`` for the column."""
    if not text:
        raise InvalidValue("This row has no NPI.", column)
    if _ROUNDED.fullmatch(text):
        raise InvalidValue(
            f"{shown(text)} is an NPI that a spreadsheet has rounded. Get the file again and do "
            "not open it in a spreadsheet.",
            column,
        )
    try:
        return Npi(whole_number(text)).digits
    except InvalidValue as error:
        raise InvalidValue(str(error), column) from error


def npi_or_empty(text: str) -> str:
    """A true NPI, else empty text."""
    try:
        return Npi(whole_number(text)).digits
    except InvalidValue:
        return ""


def date_from_digits(text: str) -> date | None:
    """YYYYMMDD; ``None`` for 00000000 and for anything that is no day."""
    digits = whole_number(text)
    if not _DIGITS_DATE.fullmatch(digits):
        return None
    return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def date_or_none(text: str) -> date | None:
    """MM/DD/YYYY or YYYY-MM-DD; ``None`` for anything that is no day."""
    if found := _US_DATE.fullmatch(text):
        return _day(int(found[3]), int(found[1]), int(found[2]))
    if found := _ISO_DATE.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return None


def iso_date(text: str, column: str) -> date | None:
    """YYYY-MM-DD or empty; anything else is an ``InvalidValue`` for the column."""
    if not text:
        return None
    found = _ISO_DATE.fullmatch(text)
    day = _day(int(found[1]), int(found[2]), int(found[3])) if found else None
    if day is None:
        raise InvalidValue(
            f"{shown(text)} is not a day between {EARLIEST_YEAR} and {LATEST_YEAR}. "
            "Write it as YYYY-MM-DD.",
            column,
        )
    return day


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
