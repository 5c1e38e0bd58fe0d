"""The part of a query that names a place: ZIP, point, city, or what stands after "near"."""

from finder.vocabulary.ordinary import is_ordinary
from finder.vocabulary.place_spans import (
    follows_place_word,
    reserved_for_names,
    spans_of_places,
    state_size,
    with_state_behind,
)
from finder.vocabulary.reading import Reading
from finder.vocabulary.tokens import Shape

PLACE = "place"

_LONGEST_UNKNOWN = 4
_LONGEST_STREET = 4


def take_coordinates(reading: Reading) -> str | None:
    """The first ZIP, else the first "lat,lon"; others are dropped."""
    for shape in (Shape.ZIP, Shape.POINT):
        for index, token in enumerate(reading.tokens):
            if token.shape is shape and not reading.taken[index]:
                reading.take(index, index + 1, PLACE, token.text)
                return token.text
    return None


def drop_streets(reading: Reading) -> None:
    """ "123 Main St" names no place that is known here, and nobody."""
    places = reading.vocabulary.places
    for index, token in enumerate(reading.tokens):
        if token.shape is not Shape.NUMBER or reading.taken[index]:
            continue
        for end in range(index + 2, min(index + 1 + _LONGEST_STREET, len(reading)) + 1):
            if not reading.is_word(end - 1):
                break
            if end - index > 2 and reading.words[end - 1] in places.street_ends:
                reading.drop(index, end, PLACE)
                break
            if not reading.is_loose(end - 1) and reading.words[end - 1] not in places.compass:
                break


def take_place(reading: Reading, known: str | None) -> str | None:
    """The best named place; beside a ZIP it only explains its words, and the ZIP stays."""
    regions = _regions(reading)
    spans = [span for span in spans_of_places(reading) if reading.weight(*span)]
    span = _best([span for span in spans if not _is_part_of(span, regions)], reading)
    if span is None and known is None:
        span = regions[0] if regions else _unknown_place(reading)
    if span is None:
        return known
    span = with_state_behind(reading, span)
    if known is not None:
        reading.drop(*span, PLACE)
        return known
    place = reading.plain(*span)
    reading.take(*span, PLACE, place)
    return place


def _best(spans: list[tuple[int, int]], reading: Reading) -> tuple[int, int] | None:
    """A name within a longer name never wins: "City of Industry" is not "Industry"."""
    whole = [span for span in spans if not _is_part_of(span, spans)]
    return max(whole, key=lambda span: _preference(reading, span), default=None)


def _is_part_of(span: tuple[int, int], longer: list[tuple[int, int]]) -> bool:
    return any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in longer)


def _preference(reading: Reading, span: tuple[int, int]) -> tuple[bool, bool, int, int, int]:
    start, end = span
    places = reading.vocabulary.places
    return (
        follows_place_word(reading, start, places.strong | places.weak),
        state_size(reading, start, end) > 0,
        reading.weight(start, end),
        end - start,
        -start,
    )


def _regions(reading: Reading) -> list[tuple[int, int]]:
    """ "North Carolina", "Washington state", "bay area", "Cook County": no part is a town."""
    found = []
    for start in range(len(reading)):
        end = (
            _end_of_state(reading, start)
            or _end_of_region(reading, start)
            or _end_of_county(reading, start)
        )
        if end is not None:
            found.append((start, end))
    return found


def _end_of_state(reading: Reading, start: int) -> int | None:
    for size in (3, 2, 1):
        end = start + size
        if tuple(reading.words[start:end]) not in reading.vocabulary.places.states:
            continue
        if len(reading.words[start]) > 2 and reading.words[end : end + 1] == ["state"]:
            end += 1
        if end - start > 1 and all(reading.is_word(index) for index in range(start, end)):
            return end
    return None


def _end_of_region(reading: Reading, start: int) -> int | None:
    size = reading.phrase_starting_at(start, reading.vocabulary.places.regions)
    return start + size if size else None


def _end_of_county(reading: Reading, start: int) -> int | None:
    """One or two words before "County": of "Dayton Montgomery County" the last two."""
    if not reading.is_loose(start):
        return None
    if reading.is_loose(start - 1) and not reading.weight(start - 1, start):
        return None
    for end in (start + 2, start + 3):
        if reading.words[end - 1 : end] == ["county"] and reading.is_free(start, end):
            return end
        if reading.weight(start, start + 1):
            return None
    return None


def _unknown_place(reading: Reading) -> tuple[int, int] | None:
    """Words after "near" or before a state that no table knows, so that the answer can say so."""
    reserved = reserved_for_names(reading)
    places = reading.vocabulary.places
    for start, end in reading.loose_runs():
        if start in reserved or end - start > _LONGEST_UNKNOWN:
            continue
        is_long_enough = len(reading.plain(start, end)) > 2
        if is_long_enough and (
            _is_said_to_be_a_place(reading, start, end)
            or tuple(reading.words[start:end]) in places.states
            or state_size(reading, start, end)
        ):
            return start, end
    return None


def _is_said_to_be_a_place(reading: Reading, start: int, end: int) -> bool:
    """Ordinary words behind "in" are none: "in pain", "in private"."""
    if all(is_ordinary(word, reading.vocabulary) for word in reading.words[start:end]):
        return False
    return follows_place_word(reading, start, reading.vocabulary.places.strong)
