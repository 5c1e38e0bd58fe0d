"""Characters that nobody sees and that turn or hide what stands beside them."""

import unicodedata
from collections.abc import Callable

# Joiners shape the letters of some scripts; the others end lines and columns.
_HARMLESS = frozenset("\u200c\u200d\t\n\r")
# Controls, formats, surrogates, private and unassigned ones, and the two separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def named(text: str) -> str:
    """Each of them by its name in brackets: what somebody wrote, as it really is."""
    return _each(text, _name)


def removed(text: str) -> str:
    """The text without them: for files that other programs show."""
    return _each(text, lambda letter: "")


def _each(text: str, told: Callable[[str], str]) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(told(letter) if _is_unseen(letter) else letter for letter in text)


def _is_unseen(letter: str) -> bool:
    return letter not in _HARMLESS and unicodedata.category(letter) in _UNSEEN


def _name(letter: str) -> str:
    name = unicodedata.name(letter, "").lower()
    return f"[{name or f'U+{ord(letter):04X}'}]"
