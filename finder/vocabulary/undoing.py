"""What to cut from a query so that one part of it is no longer understood."""

from collections.abc import Iterator

from finder.domain.words import Spans, Understood
from finder.vocabulary.names import NAME
from finder.vocabulary.reading import PLACE, Part, Reading


def understood_parts(reading: Reading) -> tuple[Understood, ...]:
    """Every part in the order of the words, with the stretches that go when it goes."""
    return tuple(
        Understood(reading.typed(part.start, part.end), part.as_, part.value, _spans(reading, part))
        for part in reading.in_order()
    )


def _spans(reading: Reading, part: Part) -> Spans:
    """A repetition of the same wish goes with it, and what was dropped because of it."""
    alike = [
        *(other for other in reading.found if (other.as_, other.value) == (part.as_, part.value)),
        *(other for other in reading.dropped if other.as_ == part.as_),
    ]
    return tuple(sorted(set(_stretches(reading, alike))))


def _stretches(reading: Reading, parts: list[Part]) -> Iterator[tuple[int, int]]:
    for part in parts:
        start, end = _with_connecting_words(reading, part)
        yield reading.tokens[start].start, reading.tokens[end - 1].end


def _with_connecting_words(reading: Reading, part: Part) -> tuple[int, int]:
    if part.as_ == PLACE:
        return _around_a_place(reading, part.start, part.end)
    if part.as_ == NAME:
        return _around_a_name(reading, part.start, part.end)
    return _around_a_wish(reading, part.start, part.end)


def _around_a_place(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """ "Near the greater Dayton area", as a whole."""
    places = reading.vocabulary.places
    words = places.strong | places.weak | {(word,) for word in places.articles}
    while size := reading.phrase_ending_at(start, words):
        start -= size
    while reading.is_free(end, end + 1) and reading.words[end] in places.around:
        end += 1
    return start, end


def _around_a_name(reading: Reading, start: int, end: int) -> tuple[int, int]:
    people = reading.vocabulary.people
    titles = people.titles | people.loose_titles
    while start and reading.is_free(start - 1, start) and reading.words[start - 1] in titles:
        start -= 1
    while reading.is_free(end, end + 1) and reading.words[end] in people.degrees:
        end += 1
    return start, end


def _around_a_wish(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """ "Who is board certified and", as far as nothing else needs the words."""
    links = reading.vocabulary.links
    first = start
    while first and reading.is_free(first - 1, first) and reading.words[first - 1] in links:
        first -= 1
    if first == 0:
        while reading.is_free(end, end + 1) and reading.words[end] in links:
            end += 1
    return first, end
