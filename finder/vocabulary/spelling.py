"""Misspelt medical words mended, without turning a place or a surname into one."""

from collections.abc import Callable

from rapidfuzz import fuzz, process

from finder.domain.words import Correction
from finder.vocabulary.phrasebook import SpellingRules
from finder.vocabulary.reading import Reading


def mend(reading: Reading, is_place: Callable[[str], bool]) -> None:
    """Replace unknown words that are nearly a known one; a word split in two is joined first."""
    rules = reading.vocabulary.spelling
    for index in range(len(reading)):
        if not _may_be_misspelt(reading, index):
            continue
        word = reading.words[index]
        if joined := _joined(reading, index):
            reading.corrections.append(Correction(reading.typed(index, index + 2), joined))
            reading.words[index] = joined
            reading.drop(index + 1, index + 2)
        elif len(word) >= rules.shortest and not _begins_a_place(reading, index, is_place):
            _mend_one(reading, index, rules)


def looks_like_a_procedure(word: str, rules: SpellingRules) -> bool:
    """Whether a word is too close to a procedure's name to be a person's."""
    return _nearest(word, rules.procedures, rules.not_a_name_score) is not None


def _may_be_misspelt(reading: Reading, index: int) -> bool:
    return reading.is_loose(index) and reading.words[index] not in reading.vocabulary.known


def _begins_a_place(reading: Reading, index: int, is_place: Callable[[str], bool]) -> bool:
    """Whether this word alone or with the next is a place: "International Falls"."""
    ends = range(index + 1, min(index + 2, len(reading)) + 1)
    return any(is_place(reading.plain(index, end)) for end in ends)


def _mend_one(reading: Reading, index: int, rules: SpellingRules) -> None:
    word = reading.words[index]
    better = _nearest(word, rules.procedures, rules.procedure_score)
    after_title = index and reading.words[index - 1] in reading.vocabulary.people.titles
    if better is None and not after_title:
        better = _nearest(word, rules.key_words, rules.key_score)
    if better is not None:
        reading.corrections.append(Correction(reading.typed(index, index + 1), better))
        reading.words[index] = better


def _joined(reading: Reading, index: int) -> str | None:
    """The procedure that this word and the next spell together: "kyfo plasty"."""
    if index + 1 >= len(reading) or not reading.words[index + 1].startswith("pla"):
        return None
    rules = reading.vocabulary.spelling
    both = reading.words[index] + reading.words[index + 1]
    return _nearest(both, rules.procedures, rules.joined_score)


def _nearest(word: str, choices: tuple[str, ...], score: float) -> str | None:
    best = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=score)
    return None if best is None else best[0]
