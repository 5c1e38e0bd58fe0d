"""Known phrases found in a query, and a broken bone beside a word for the spine."""

from finder.domain.procedures import Procedure
from finder.vocabulary.reading import Reading

PRESET = "preset"

_LONGEST_PLACE = 4
_FARTHEST_APART = 8


def take_phrases(reading: Reading) -> None:
    """Take every known phrase, the longest first, unless it begins the name of a place.

    A preset of one word waits: "nearest to Dayton" says a place too.
    """
    meanings = reading.vocabulary.meanings
    for size in range(min(reading.vocabulary.longest, len(reading)), 0, -1):
        for start in range(len(reading) - size + 1):
            meaning = meanings.get(tuple(reading.words[start : start + size]))
            if meaning is None or not reading.is_free(start, start + size):
                continue
            if meaning.as_ == PRESET and size == 1:
                continue
            if _belongs_to_a_place(reading, start, start + size):
                continue
            reading.take(start, start + size, meaning.as_, meaning.value)


def take_initials(reading: Reading) -> None:
    """Take "SIR" and "IR", which are words of their own in a text that is not all in capitals."""
    initials = reading.vocabulary.initials
    others = [token.text for token in reading.tokens if token.text not in initials]
    if any(text.isupper() for text in others) and not any(text[0].islower() for text in others):
        return
    for index, token in enumerate(reading.tokens):
        meaning = initials.get(token.text)
        if meaning and reading.is_free(index, index + 1):
            reading.take(index, index + 1, meaning.as_, meaning.value)


def take_presets(reading: Reading) -> None:
    """Take "nearest" and "closest", which name an order and no place."""
    for index, word in enumerate(reading.words):
        meaning = reading.vocabulary.meanings.get((word,))
        if meaning and meaning.as_ == PRESET and reading.is_free(index, index + 1):
            reading.take(index, index + 1, meaning.as_, meaning.value)


def take_broken_spine(reading: Reading) -> None:
    """ "Cracked bone in her spine": damage and site with only usual words between."""
    spine = reading.vocabulary.spine
    start = 0
    while start < len(reading):
        end = end_of_pair(reading, start, spine.damage, spine.sites)
        if end is not None:
            reading.take(start, end, "procedure", Procedure.ANY.value)
        start = end or start + 1


def end_of_pair(
    reading: Reading, start: int, some: frozenset[str], others: frozenset[str]
) -> int | None:
    """Where two words end that stand close to each other, one of each kind in either order.

    More words of both kinds that follow are taken along: "cracked vertebra fracture".
    """
    first = reading.words[start]
    wanted = (others if first in some else frozenset()) | (some if first in others else frozenset())
    if not wanted or reading.taken[start]:
        return None
    both = some | others
    for index in range(start + 1, min(start + _FARTHEST_APART, len(reading))):
        if reading.taken[index]:
            return None
        if reading.words[index] in wanted:
            end = index + 1
            while reading.is_free(end, end + 1) and reading.words[end] in both:
                end += 1
            return end
        if not _may_stand_between(reading, index, both):
            return None
    return None


def _may_stand_between(reading: Reading, index: int, both: frozenset[str]) -> bool:
    word, vocabulary = reading.words[index], reading.vocabulary
    if word in vocabulary.spine.elsewhere:
        return word in both
    return word in both or word in vocabulary.small or word in vocabulary.ordinary


def _belongs_to_a_place(reading: Reading, start: int, end: int) -> bool:
    """Whether the phrase runs on into "cerca de ...", or is part of "Spanish Fork"."""
    if reading.phrase_starting_at(start, reading.vocabulary.places.strong) > end - start:
        return True
    last = end - 1
    if end - start == 1 and reading.is_loose(start - 1) and reading.weight(last - 1, end):
        return True
    return any(
        reading.is_free(last, longer)
        and reading.is_loose(longer - 1)
        and reading.weight(last, longer)
        for longer in range(last + 2, last + _LONGEST_PLACE + 1)
    )
