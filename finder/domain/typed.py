"""What people type into forms: cleaned, bounded, and refused with a sentence."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeVar

from finder.domain.errors import InvalidForm, InvalidValue
from finder.domain.sentences import Sentence

T = TypeVar("T")

_LINE_ENDS = re.compile(r"\r\n?")
_E_MAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\".]{2,}")
_TELEPHONE = re.compile(r"[0-9+(][0-9()+./ \-]*(?: ?(?:x|ext\.?|extension) ?[0-9]{1,6})?", re.I)


class Reading:
    """Reads the fields of one form and collects every problem, so that all are told at once."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.problems: list[tuple[str, str]] = []

    def value(self, name: str, read: Callable[[str], T], otherwise: T) -> T:
        """What ``read`` makes of the field; ``otherwise`` where it raises ``InvalidValue``."""
        try:
            return read(self.values.get(name, ""))
        except InvalidValue as problem:
            self.problems.append((name, str(problem)))
            return otherwise

    def finish(self) -> None:
        """Raises ``InvalidForm`` if anything could not be used."""
        if self.problems:
            raise InvalidForm(self.problems)


def one_line(text: str, longest: int) -> str:
    """Trimmed, NFC, blanks made single; at most ``longest`` characters."""
    return _bounded(" ".join(_plain(text).split()), longest)


def paragraphs(text: str, longest: int) -> str:
    """Trimmed and NFC with the lines as typed, each ended by one line feed."""
    return _bounded(_LINE_ENDS.sub("\n", _plain(text)).strip(), longest)


def e_mail_or_telephone(text: str, longest: int) -> str:
    """A way to reach somebody, or nothing."""
    contact = one_line(text, longest)
    digits = sum(letter.isdigit() for letter in contact)
    is_telephone = bool(_TELEPHONE.fullmatch(contact)) and 10 <= digits <= 21
    if contact and not is_telephone and not _E_MAIL.fullmatch(contact):
        raise InvalidValue(
            Sentence(
                "Write an e-mail address, such as name@example.org, or a phone number with its "
                "area code. You can also leave this empty."
            )
        )
    return contact


def _plain(text: str) -> str:
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\r\n":
            raise InvalidValue(
                Sentence("Leave out control characters: type plain letters and digits.")
            )
    return unicodedata.normalize("NFC", text)


def _bounded(text: str, longest: int) -> str:
    if len(text) > longest:
        raise InvalidValue(
            Sentence(
                "That is %(length)s characters long. Use at most %(longest)s.",
                length=f"{len(text):,}",
                longest=f"{longest:,}",
            )
        )
    return text
