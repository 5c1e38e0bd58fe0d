"""Reduce place names to comparable keys: case, accents, punctuation and Saint/St. fall away."""

import unicodedata

_APOSTROPHES = "'’‘ʻʼ`´"
_PLAIN = {code: " " for code in range(128) if not chr(code).isalnum()}
_PLAIN.update({ord(mark): "" for mark in _APOSTROPHES})
LONG_FORMS = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "spgs": "springs",
}


def fold(text: str) -> str:
    """Lower-case ASCII words, one blank between them, with short forms written out."""
    plain = text.translate(_PLAIN)
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        letters = (letter for letter in apart if not unicodedata.combining(letter))
        # Decomposing can make punctuation, as from an ellipsis.
        plain = "".join(x if x.isascii() else " " for x in letters).translate(_PLAIN)
    return " ".join(LONG_FORMS.get(word, word) for word in plain.lower().split())


def name_key(text: str) -> str:
    """The folded name without blanks, so that "De Kalb", "DeKalb" and "de-kalb" are one."""
    return fold(text).replace(" ", "")
