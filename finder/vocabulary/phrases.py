"""Known phrases found in a query, and a broken bone beside a word for the spine."""

from collections.abc import Callable

from finder.domain.procedures import Procedure
from finder.vocabulary.reading import Reading

_LONGEST_PLACE = 4
_FARTHEST_APART = 6


def take_phrases(reading: Reading, is_place: Callable[[str], bool]) -> None:
    """Take every known phrase, the longest first, unless it begins the name of a place."""
    meanings = reading.vocabulary.meanings
    for size in range(reading.vocabulary.longest, 0, -1):
        for start in range(len(reading) - size + 1):
            meaning = meanings.get(tuple(reading.words[start : start + size]))
            if meaning is None or not reading.is_free(start, start + size):
                continue
            if not _belongs_to_a_place(reading, start, start + size, is_place):
                reading.take(start, start + size, meaning.as_, meaning.value)


def take_broken_spine(reading: Reading) -> None:
    """ "Cracked bone in her spine": damage and site with only small words between them."""
    start = 0
    while start < len(reading):
        end = _broken_spine_end(reading, start)
        if end is not None:
            reading.take(start, end, "procedure", Procedure.ANY.value)
        start = end or start + 1


def _broken_spine_end(reading: Reading, start: int) -> int | None:
    vocabulary = reading.vocabulary
    first = reading.words[start]
    if first in vocabulary.damage:
        wanted = vocabulary.sites
    elif first in vocabulary.sites:
        wanted = vocabulary.damage
    else:
        return None
    for index in range(start, min(start + _FARTHEST_APART, len(reading))):
        if reading.taken[index]:
            return None
        if reading.words[index] in wanted:
            return _with_neighbours(reading, index + 1)
        if reading.words[index] not in vocabulary.small:
            return None
    return None


def _with_neighbours(reading: Reading, end: int) -> int:
    """Take along "fracture" in "cracked vertebra fracture"."""
    both = reading.vocabulary.damage | reading.vocabulary.sites
    while reading.is_free(end, end + 1) and reading.words[end] in both:
        end += 1
    return end


def _belongs_to_a_place(
    reading: Reading, start: int, end: int, is_place: Callable[[str], bool]
) -> bool:
    """Whether the phrase runs on into "cerca de ...", or is part of "Spanish Fork"."""
    if reading.phrase_starting_at(start, reading.vocabulary.places.strong) > end - start:
        return True
    last = end - 1
    if end - start == 1 and reading.is_loose(start - 1) and is_place(reading.plain(last - 1, end)):
        return True
    return any(
        reading.is_free(last, longer)
        and reading.is_loose(longer - 1)
        and is_place(reading.plain(last, longer))
        for longer in range(last + 2, last + _LONGEST_PLACE + 1)
    )
