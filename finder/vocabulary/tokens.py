"""A query cut into words and numbers, each with its folded form and its position."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """What a token looks like before anything is known about it."""

    POINT = "latitude and longitude"
    NPI = "ten digits"
    ZIP = "five digits, or five and four"
    NUMBER = "other number"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number: as typed, folded for comparison, and where it stands."""

    text: str
    folded: str
    shape: Shape
    start: int
    end: int


_TOKEN = re.compile(
    r"""
    (?P<POINT>(?<![\w.])[+-]?[0-9]{1,2}\.[0-9]{1,12}(?:\s{0,3}[,;]\s{0,3}|[ ](?=[+-]))
              [+-]?[0-9]{1,3}\.[0-9]{1,12}(?![\w.]))
    | (?P<NPI>(?<!\w)[0-9]{10}(?!\w))
    | (?P<ZIP>(?<![0-9.])[0-9]{5}(?:-?[0-9]{4})?(?![0-9]))
    | (?P<NUMBER>[0-9]+(?:\.[0-9]+|/[1-9])?)
    | (?P<WORD>(?:[^\W\d_]\.){2,}|[TLtl]-[0-9]{1,2}(?!\w)
                |[^\W\d_](?:(?![0-9]{5}(?![0-9]))[^\W_]|['’‘`´](?=[^\W\d_]))*)
    """,
    re.VERBOSE,
)


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and full stops."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in letters if character.isalnum())


def cut(text: str) -> tuple[Token, ...]:
    """The tokens of a text that is already in Unicode form NFC, in order."""
    return tuple(
        Token(
            match.group(),
            fold(match.group()),
            Shape[match.lastgroup or "WORD"],
            match.start(),
            match.end(),
        )
        for match in _TOKEN.finditer(text)
    )


def folded_words(text: str) -> tuple[str, ...]:
    """A phrase in the form in which phrases are compared."""
    return tuple(token.folded for token in cut(unicodedata.normalize("NFC", text)))
