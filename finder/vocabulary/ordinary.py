"""Ordinary words of English and Spanish, which name a person or a town only if more says so."""

from finder.vocabulary.phrasebook import Vocabulary

_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "mente")
_SHORTEST_STEM = 3


def is_ordinary(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a folded word, or what is left without an ending, is a word of the language."""
    return _is_listed(word, vocabulary) or any(
        _is_listed(stem, vocabulary)
        for ending in _ENDINGS
        if word.endswith(ending) and len(stem := word.removesuffix(ending)) >= _SHORTEST_STEM
    )


def _is_listed(word: str, vocabulary: Vocabulary) -> bool:
    return word in vocabulary.ordinary or word in vocabulary.small
