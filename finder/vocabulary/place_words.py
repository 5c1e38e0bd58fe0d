"""The part of a query that names a place: ZIP, point, city, or what stands after "near"."""

from finder.domain.words import Doubt
from finder.vocabulary.denials import leave_out_if_denied
from finder.vocabulary.ordinary import is_ordinary
from finder.vocabulary.place_numbers import number_like_a_zip
from finder.vocabulary.place_spans import (
    WELL_KNOWN,
    follows_place_word,
    reserved_for_names,
    spans_of_places,
    state_size,
    with_state_behind,
)
from finder.vocabulary.reading import PLACE, Reading
from finder.vocabulary.regions import regions_in

_LONGEST_UNKNOWN = 4

Span = tuple[int, int]


def take_place(reading: Reading, known: str | None) -> str | None:
    """The best named place; beside a ZIP it only explains its words, and the ZIP stays."""
    regions = regions_in(reading)
    spans = [span for span in spans_of_places(reading) if reading.weight(*span)]
    spans = [span for span in spans if not _is_part_of(span, regions)]
    _leave_out_denied(reading, [*spans, *regions])
    regions = [span for span in regions if reading.is_free(*span)]
    span = _best([span for span in spans if reading.is_free(*span)], reading)
    if span is None and known is None:
        span = regions[0] if regions else _unnamed(reading)
    if span is None:
        return known
    span = with_state_behind(reading, span)
    if known is not None:
        reading.remark(Doubt.BESIDE_ZIP, *span, known)
        reading.drop(*span, PLACE)
        return known
    _remark_on_outside(reading, span)
    place = reading.plain(*span)
    reading.take(*span, PLACE, place)
    return place


def _leave_out_denied(reading: Reading, spans: list[Span]) -> None:
    """ "Not in Chicago": the longest of the names that begin there."""
    places, between = reading.vocabulary.places, reading.vocabulary.denial.between_places
    states = [
        (index, index + 1)
        for index, word in enumerate(reading.words)
        if (word,) in places.states and len(word) > 2
    ]
    for start, end in sorted([*spans, *states], key=lambda span: span[0] - span[1]):
        # "Ir a" is a town too.
        is_name = not between.issuperset(reading.words[start:end])
        if is_name and reading.is_free(start, end):
            leave_out_if_denied(reading, start, with_state_behind(reading, (start, end))[1])


def _remark_on_outside(reading: Reading, span: Span) -> None:
    """ "Outside of Boston" is a place near it; "25 miles outside of Boston" says how far."""
    size = reading.phrase_ending_at(span[0], reading.vocabulary.places.outside)
    if size and not reading.values("radius"):
        reading.remark(Doubt.AROUND, span[0] - size, span[1])


def _unnamed(reading: Reading) -> Span | None:
    """What is no place of the tables and seems to be meant as one."""
    return _unknown_place(reading) or _city_by_initials(reading) or number_like_a_zip(reading)


def _city_by_initials(reading: Reading) -> Span | None:
    """ "LA" written like initials or at the end, where the Spanish article never stands."""
    has_small_letters = any(token.text.islower() for token in reading.tokens)
    for index, token in enumerate(reading.tokens):
        if len(token.folded) != 2 or not reading.is_word(index):
            continue
        is_last = index + 1 == len(reading)
        is_like_initials = "." in token.text or (has_small_letters and token.text.isupper())
        if not is_last and not is_like_initials:
            continue
        if reading.weight(index, index + 1) >= WELL_KNOWN:
            return index, index + 1
    return None


def _best(spans: list[Span], reading: Reading) -> Span | None:
    """A name within a longer name never wins: "City of Industry" is not "Industry"."""
    whole = [span for span in spans if not _is_part_of(span, spans)]
    return max(whole, key=lambda span: _preference(reading, span), default=None)


def _is_part_of(span: Span, longer: list[Span]) -> bool:
    return any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in longer)


def _preference(reading: Reading, span: Span) -> tuple[bool, bool, int, int, int]:
    start, end = span
    places = reading.vocabulary.places
    return (
        follows_place_word(reading, start, places.strong | places.weak)
        and not reading.phrase_ending_at(start, places.outside),
        state_size(reading, start, end) > 0,
        reading.weight(start, end),
        end - start,
        -start,
    )


def _unknown_place(reading: Reading) -> Span | None:
    """Words after "near" or before a state that no table knows, so that the answer can say so."""
    reserved = reserved_for_names(reading)
    places = reading.vocabulary.places
    for start, end in reading.loose_runs():
        start -= _begins_before(reading, start, end)
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


def _begins_before(reading: Reading, start: int, end: int) -> bool:
    """Whether "Los" is part of "Los Angles CA"; without a state it may be an article."""
    is_first = start and reading.words[start - 1] in reading.vocabulary.places.begins
    return bool(is_first and reading.is_free(start - 1, start) and state_size(reading, start, end))


def _is_said_to_be_a_place(reading: Reading, start: int, end: int) -> bool:
    """Ordinary words behind "in" are none: "in pain", "in private"."""
    if all(is_ordinary(word, reading.vocabulary) for word in reading.words[start:end]):
        return False
    return follows_place_word(reading, start, reading.vocabulary.places.strong)
