"""How close a typed name is to a stored one."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

# Below this two spellings are more often two names: Smith and Smythe score 73, Jonson and
# Johnson 92.
_LEAST_ALIKE = 80
# A slip of the hand in a short word costs more than that: Jonh for John scores 75.
_ONE_SLIP, _TWO_SLIPS = 4, 8

_SAME, _BEGINNING = 100.0, 90.0


def alike(word: str, words: Iterable[str]) -> tuple[str, ...]:
    """The words spelled nearly like this one, the closest first."""
    near = [other for other in words if _is_alike(word, other)]
    return tuple(sorted(near, key=lambda other: (-fuzz.ratio(word, other), other)))


def word_closeness(asked: str, word: str) -> float:
    """100 for the same word, less for its beginning, least for a near spelling."""
    if asked == word:
        return _SAME
    return _BEGINNING if word.startswith(asked) else float(fuzz.ratio(asked, word)) * 0.8


def name_closeness(asked: Sequence[str], name: Sequence[str]) -> float:
    """0 to 100; the order of the words plays no part."""
    return float(fuzz.token_sort_ratio(" ".join(asked), " ".join(name)))


def _is_alike(word: str, other: str) -> bool:
    if fuzz.ratio(word, other) >= _LEAST_ALIKE:
        return True
    slips = 2 if len(word) >= _TWO_SLIPS else 1 if len(word) >= _ONE_SLIP else 0
    return slips > 0 and OSA.distance(word, other, score_cutoff=slips) <= slips
