"""Personal names: how they are shown, sorted and compared."""

import re
import unicodedata
from dataclasses import dataclass

# Registers print names in capitals; these suffixes stay so.
_ROMAN = {"Ii": "II", "Iii": "III", "Iv": "IV", "Vi": "VI"}
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[a-z0-9]+")

# Letters that have no accent to take off.
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name as a register gives them; empty text where there is none."""

    last: str
    first: str = ""
    middle: str = ""
    suffix: str = ""

    @property
    def display(self) -> str:
        """First, middle initial, last, suffix, with capitals only where they belong."""
        middle = f"{self.middle[0]}." if len(self.middle) == 1 else self.middle
        names = [_readable(part) for part in (self.first, middle, self.last) if part]
        suffix = _readable(self.suffix)
        return " ".join([*names, _ROMAN.get(suffix, suffix)]).strip()

    @property
    def tokens(self) -> tuple[str, ...]:
        """Folded words of the name, for finding it by what somebody typed."""
        return folded_words(f"{self.first} {self.middle} {self.last}")


# Degrees as they are written behind a name; whatever else a register's free text holds is a
# claim, and stands on the profile as declared.
_DEGREES = {
    degree.upper(): degree
    for degree in ("MD", "DO", "MBBS", "MBChB", "PhD", "DPhil", "MPH", "MHA", "MS", "MSc", "MBA")
}


def degrees(text: str) -> str:
    """The degrees in a register's free text, each once, as they are usually written."""
    words = re.split(r"[\s,;/]+", re.sub(r"(?<=\w)\.\s?(?=\w\b)|\.", "", text.upper()))
    return ", ".join(dict.fromkeys(_DEGREES[word] for word in words if word in _DEGREES))


def fold(text: str) -> str:
    """Lower case without accents, so that José and JOSE are the same word."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text folded for comparison; apostrophes join, hyphens part."""
    joined = fold(text).replace("'", "").replace("’", "")
    return tuple(_WORD.findall(joined))


def comparison_key(last: str, first: str) -> str:
    """Last and first name folded, for comparing lists that have no NPI."""
    return f"{' '.join(folded_words(last))}|{' '.join(folded_words(first))}"


def _readable(text: str) -> str:
    """Names in capitals are set in title case; names in mixed case are left as they are."""
    if not text.isupper():
        return text
    return _LETTERS.sub(lambda word: _cased(word.group()), text)


def _cased(word: str) -> str:
    lowered = word.capitalize()
    if lowered.startswith("Mc") and len(lowered) > 3:
        return "Mc" + lowered[2:].capitalize()
    return lowered
