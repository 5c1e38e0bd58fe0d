"""How close a typed name is to a stored one."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

# Below this two spellings are more often two names: Smith and Smythe score 73, Jonson and
# Johnson 92.
_LEAST_ALIKE = 80


def alike(word: str, words: Iterable[str]) -> tuple[str, ...]:
    """The words spelled nearly like this one, the closest first."""
    found = process.extract(word, list(words), scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE)
    return tuple(match for match, _, _ in found)


def name_closeness(asked: Sequence[str], name: Sequence[str]) -> float:
    """0 to 100; the order of the words plays no part."""
    return float(fuzz.token_sort_ratio(" ".join(asked), " ".join(name)))
