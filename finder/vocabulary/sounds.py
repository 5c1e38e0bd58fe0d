"""How a word sounds, roughly, in English and in Spanish: for spellings by ear."""

import re

_RULES = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|qu|ch"), "k"),
    (re.compile(r"c(?=[eiy])|z|x"), "s"),
    (re.compile(r"c|q"), "k"),
    (re.compile(r"y|ie|ee|ey"), "i"),
    (re.compile(r"b"), "v"),
    (re.compile(r"h"), ""),
    (re.compile(r"(.)\1"), r"\1"),
)


def sound(word: str) -> str:
    """A folded word reduced to letters that stand for one sound each."""
    for pattern, letters in _RULES:
        word = pattern.sub(letters, word)
    return word
