"""Typed text of one field turned into a value; what cannot be used is refused with a sentence."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from finder.domain.errors import InvalidValue
from finder.domain.referral.diagnoses import Diagnosis
from finder.domain.referral.elements import Element, Kind, Since
from finder.domain.referral.levels import read_levels

Typed = str | bool | date | Decimal | tuple[str, ...]

_YES = {"yes", "y", "true", "on", "1", "present"}
_NO = {"no", "n", "false", "off", "0", "none", "absent"}
_UNKNOWN = {"", "not recorded"}
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,4})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# How record systems spell a choice.
_SPELLINGS = {
    "f": "female",
    "m": "male",
    "worse": "worsening",
    "unchanged": "stable",
    "better": "improving",
    "improved": "improving",
}
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
# How the unit of a number is written, too.
_UNITS = {"of 10": "/10", "of 24": "/24", "degrees": "°"}
_EARLIEST_YEARS = 125
# Joiners shape letters of some scripts; every other format character is unseen and goes.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Reader:
    """What values are read against: the codes that may be picked, and the day of the letter."""

    diagnoses: Mapping[str, Diagnosis]
    today: date

    def shown(self, element: Element, text: str) -> str | None:
        """The text as forms carry it; ``None`` where it cannot be read."""
        try:
            held = self.read(element, text)
        except InvalidValue:
            return None
        return held[0] if held else ""

    def read(self, element: Element, text: str) -> tuple[str, Typed] | None:
        """The text as forms carry it on, and its value; ``None`` where nothing was recorded."""
        plain = cleaned(text, element.longest, has_lines=element.kind is Kind.TEXT)
        if plain.casefold() in _UNKNOWN:
            return None
        return _READERS[element.kind](self, element, plain)


def cleaned(text: str, longest: int, has_lines: bool) -> str:
    """NFC without unseen characters; blanks made single unless the text has lines."""
    kept = []
    for letter in _LINE_ENDS.sub("\n", text):
        category = unicodedata.category(letter)
        if (category in ("Cc", "Cs") and letter not in "\t\n") or _is_no_character(ord(letter)):
            raise InvalidValue("Leave out control characters: type plain letters and digits.")
        if category != "Cf" or letter in _JOINERS:
            kept.append(letter)
    plain = unicodedata.normalize("NFC", "".join(kept))
    lines = [" ".join(line.split()) for line in plain.split("\n")] if has_lines else [plain]
    plain = "\n".join(lines).strip() if has_lines else " ".join(plain.split())
    if len(plain) > longest:
        raise InvalidValue(f"That is {len(plain):,} characters long. Use at most {longest:,}.")
    return plain


def _is_no_character(code: int) -> bool:
    """Codes that no text may hold, and that files of text processors refuse."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _words(_reader: Reader, _element: Element, text: str) -> tuple[str, Typed]:
    return text, text


def _yes_no(_reader: Reader, _element: Element, text: str) -> tuple[str, Typed]:
    answer = text.casefold()
    if answer in _YES:
        return "yes", True
    if answer in _NO:
        return "no", False
    raise InvalidValue("Answer with yes or no, or leave it open.")


def _choice(_reader: Reader, element: Element, text: str) -> tuple[str, Typed]:
    typed = text.casefold()
    asked = _SPELLINGS.get(typed, typed.replace(" ", "-"))
    for key, words in element.options.items():
        if asked in (key, words.casefold().replace(" ", "-")):
            return key, key
    if "yes" in element.options and asked in _YES | _NO:
        key = "yes" if asked in _YES else "no"
        return key, key
    raise InvalidValue(f"Choose one of these: {', '.join(element.options)}.")


def _open(_reader: Reader, element: Element, text: str) -> tuple[str, Typed]:
    known = {words.casefold(): words for words in element.options.values()}
    words = known.get(text.casefold(), text)
    return words, words


def _number(_reader: Reader, element: Element, text: str) -> tuple[str, Typed]:
    unit = element.unit
    bare = re.sub(r"\s*/\s*", "/", text.replace("\u2212", "-").removeprefix("+"))
    for written in filter(None, (unit, _UNITS.get(unit))):
        bare = bare.removesuffix(written).rstrip()
    try:
        value = Decimal(bare) if _NUMBER.fullmatch(bare) else None
    except InvalidOperation:
        value = None
    if value is None or not element.low <= value <= element.high:
        within = f"from {element.low} to {element.high}"
        such = f"{f' ({unit})' if unit else ''}, such as {element.example or 5}"
        raise InvalidValue(f"Type a number {within}{such}.")
    if element.is_whole and value != value.to_integral_value():
        raise InvalidValue("Type a whole number.")
    return bare, value


def _day(reader: Reader, element: Element, text: str) -> tuple[str, Typed]:
    try:
        value = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        value = None
    if value is None:
        raise InvalidValue(f"Type the date as year, month, day: {reader.today.isoformat()}.")
    if element.since is not Since.NOTHING and value > reader.today:
        raise InvalidValue("This day has not come yet. Check the year.")
    if value.year < reader.today.year - _EARLIEST_YEARS:
        raise InvalidValue("This is too long ago. Check the year.")
    return text, value


def _levels(_reader: Reader, _element: Element, text: str) -> tuple[str, Typed]:
    levels = read_levels(text)
    return " ".join(levels), levels


def _codes(reader: Reader, _element: Element, text: str) -> tuple[str, Typed]:
    codes = []
    by_letters = {code.replace(".", ""): code for code in reader.diagnoses}
    for part in re.split(r"[\s,;+]+", text.upper()):
        code = by_letters.get(part.replace(".", ""))
        if part and code is None:
            raise InvalidValue("Pick ICD-10-CM codes from the list; others can go into Problems.")
        if code is not None and code not in codes:
            codes.append(code)
    if not codes:
        raise InvalidValue("Pick ICD-10-CM codes from the list, or leave it empty.")
    return " ".join(codes), tuple(codes)


_READERS: dict[Kind, Callable[[Reader, Element, str], tuple[str, Typed]]] = {
    Kind.LINE: _words,
    Kind.TEXT: _words,
    Kind.DATE: _day,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.OPEN: _open,
    Kind.LEVELS: _levels,
    Kind.CODES: _codes,
}
