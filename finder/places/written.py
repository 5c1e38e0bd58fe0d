"""The text of a place as people type or paste it: what is taken off before it is looked up."""

import re
import unicodedata

from finder.domain.errors import InvalidValue, UnknownPlace
from finder.domain.sentences import Sentence

LONGEST_TEXT = 200

_COUNTRY = re.compile(r",? (?:USA|U\.S\.A\.|United States(?: of America)?)$", re.IGNORECASE)
_AROUND = re.compile(
    r"^(?:(?:the |downtown |greater |metro )+)(?=\S)|(?: metro)?,? (?:area|suburbs)$", re.IGNORECASE
)


def cleaned(text: str) -> str:
    """Single blanks, nothing invisible, no country; raises where the text cannot be a place."""
    if len(text) > LONGEST_TEXT:
        raise UnknownPlace(
            Sentence(
                "A place has at most %(most)s characters. "
                "Type a ZIP code, or a city and state such as Dayton, OH.",
                most=LONGEST_TEXT,
            )
        )
    spaced = re.sub(r"[ \t\r\n]+", " ", text)
    if spaced.isascii() and spaced.isprintable():
        return _without_country(spaced.strip(" "))
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in spaced):
        raise InvalidValue(
            Sentence(
                "A place is plain text without control characters. "
                "Type a ZIP code, or a city and state such as Dayton, OH."
            )
        )
    visible = "".join(letter for letter in spaced if unicodedata.category(letter) != "Cf")
    return _without_country(" ".join(visible.split()))


def without_surroundings(words: str) -> str:
    """ "Greater Dayton area" without the words that only widen it."""
    return _AROUND.sub("", _AROUND.sub("", words))


def ends_of_address(words: str) -> list[str]:
    """What may be the city at the end of a whole address, the longest first.

    "12 Sample St, Dayton, OH 45402" gives "Dayton, OH 45402" and "OH 45402".
    """
    pieces = [piece.strip() for piece in words.split(",")]
    return [", ".join(pieces[start:]) for start in range(1, len(pieces))]


def _without_country(words: str) -> str:
    kept = _COUNTRY.sub("", words)
    if not kept:
        raise UnknownPlace(
            Sentence("No place was given. Type a ZIP code, or a city and state such as Dayton, OH.")
        )
    return kept
