"""Reduce place names to comparable keys: case, accents, punctuation, St. and N. fall away."""

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
_COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west"}
# "N. Las Vegas", but neither "N. Y." nor "W. Va."
_SHORTEST_AFTER_COMPASS = 3


def fold(text: str) -> str:
    """Lower-case ASCII words, one blank between them, with short forms written out."""
    plain = text.translate(_PLAIN)
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        letters = (letter for letter in apart if not unicodedata.combining(letter))
        # Decomposing can make punctuation, as from an ellipsis.
        plain = "".join(x if x.isascii() else " " for x in letters).translate(_PLAIN)
    words = [LONG_FORMS.get(word, word) for word in plain.lower().split()]
    for index in range(len(words) - 2, -1, -1):
        if len(words[index]) == 1 and len(words[index + 1]) >= _SHORTEST_AFTER_COMPASS:
            words[index] = _COMPASS.get(words[index], words[index])
    return " ".join(words)


def name_key(text: str) -> str:
    """The folded name without blanks, so that "De Kalb", "DeKalb" and "de-kalb" are one."""
    return fold(text).replace(" ", "")
