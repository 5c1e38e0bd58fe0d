"""The part of a query that names a place: ZIP, point, city, or what stands after "near"."""

from collections.abc import Callable, Iterator

from finder.vocabulary.phrasebook import Phrase
from finder.vocabulary.reading import Reading
from finder.vocabulary.tokens import Shape

_LONGEST = 6
_LONGEST_UNKNOWN = 4


def take_coordinates(reading: Reading) -> str | None:
    """The first ZIP, else the first "lat,lon"; others are dropped."""
    for shape in (Shape.ZIP, Shape.POINT):
        for index, token in enumerate(reading.tokens):
            if token.shape is shape and not reading.taken[index]:
                reading.take(index, index + 1, "place", token.text)
                return token.text
    return None


def take_place(reading: Reading, is_place: Callable[[str], bool], known: str | None) -> str | None:
    """The best named place; beside a ZIP it only explains its words, and the ZIP stays."""
    states = _states_in_several_words(reading)
    spans = [span for span in _spans(reading) if is_place(reading.plain(*span))]
    span = _best([span for span in spans if not _is_part_of(span, states)], reading)
    if span is None and known is None:
        span = states[0] if states else _unknown_place(reading)
    if span is None:
        return known
    span = _with_state_behind(reading, span)
    if known is not None:
        reading.drop(*span)
        return known
    place = reading.plain(*span)
    reading.take(*span, "place", place)
    return place


def _best(spans: list[tuple[int, int]], reading: Reading) -> tuple[int, int] | None:
    """A name within a longer name never wins: "City of Industry" is not "Industry"."""
    whole = [span for span in spans if not _is_part_of(span, spans)]
    return max(whole, key=lambda span: _preference(reading, span), default=None)


def _states_in_several_words(reading: Reading) -> list[tuple[int, int]]:
    """States such as "North Carolina" or "Washington state": no part of one is a town."""
    found = []
    for start in range(len(reading)):
        for size in (3, 2, 1):
            end = start + size
            if tuple(reading.words[start:end]) not in reading.vocabulary.places.states:
                continue
            if len(reading.words[start]) > 2 and reading.words[end : end + 1] == ["state"]:
                end += 1
            if end - start > 1 and all(_is_word(reading, index) for index in range(start, end)):
                found.append((start, end))
                break
    return found


def _is_part_of(span: tuple[int, int], longer: list[tuple[int, int]]) -> bool:
    return any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in longer)


def _preference(reading: Reading, span: tuple[int, int]) -> tuple[bool, bool, int, int]:
    start, end = span
    places = reading.vocabulary.places
    return (
        _follows_place_word(reading, start, places.strong | places.weak),
        _state_size(reading, start, end) > 0,
        end - start,
        -start,
    )


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    reserved = _reserved_for_names(reading)
    for start in range(len(reading)):
        for end in range(start + 1, min(start + _LONGEST, len(reading)) + 1):
            if not _is_word(reading, end - 1):
                break
            if _may_be_a_place(reading, start, end, reserved):
                yield start, end


def _is_word(reading: Reading, index: int) -> bool:
    return reading.is_free(index, index + 1) and reading.tokens[index].shape is Shape.WORD


def _may_be_a_place(reading: Reading, start: int, end: int, reserved: frozenset[int]) -> bool:
    if _is_hyphenated(reading, start) or _is_hyphenated(reading, end):
        return False
    if end - start == 1:
        is_short = len(reading.words[start]) <= 2
        return reading.is_loose(start) and not is_short and start not in reserved
    if _state_size(reading, start, end):
        return not _is_only_a_small_word(reading, end - 1)
    return any(reading.is_loose(index) for index in range(start, end))


def _is_hyphenated(reading: Reading, index: int) -> bool:
    """Whether a hyphen ties this word to an unexplained one before it: "Exampleton-Dayton"."""
    if not reading.is_loose(index - 1) or index == len(reading):
        return False
    return reading.text[reading.tokens[index - 1].end : reading.tokens[index].start] == "-"


def _is_only_a_small_word(reading: Reading, index: int) -> bool:
    """Whether "or" in "Springfield or Dayton" joins two names rather than being Oregon."""
    is_small = reading.words[index] in reading.vocabulary.small
    return is_small and reading.tokens[index].text.islower() and reading.is_loose(index + 1)


def _state_size(reading: Reading, start: int, end: int) -> int:
    """How many words at the end of a longer span are a state."""
    states = reading.vocabulary.places.states
    for size in (3, 2, 1):
        if end - start > size and tuple(reading.words[end - size : end]) in states:
            return size
    return 0


def _with_state_behind(reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    """A state after the city stays with it, even where no such pair is known."""
    start, end = span
    if _state_size(reading, start, end):
        return span
    for size in (3, 2, 1):
        is_state = tuple(reading.words[end : end + size]) in reading.vocabulary.places.states
        # "North" says nothing by itself, yet in "North Dakota" it does.
        says_something = _is_word if size > 1 else Reading.is_loose
        if is_state and all(says_something(reading, index) for index in range(end, end + size)):
            return start, end + size
    return span


def _follows_place_word(reading: Reading, start: int, place_words: frozenset[Phrase]) -> bool:
    articles = reading.vocabulary.places.articles
    while start and reading.is_free(start - 1, start) and reading.words[start - 1] in articles:
        start -= 1
    return reading.phrase_ending_at(start, place_words) > 0


def _reserved_for_names(reading: Reading) -> frozenset[int]:
    """Single words that are a person's even if a town has the same name.

    The word after "Dr." or after an opening "dr", a given name, and the word after it.
    """
    people = reading.vocabulary.people
    reserved: set[int] = set()
    for index in range(len(reading) - 1):
        if not reading.is_loose(index + 1):
            continue
        if reading.words[index] in people.titles and _is_a_title(reading, index):
            reserved.add(index + 1)
        elif reading.words[index] in people.given_names and not reading.is_loose(index - 1):
            reserved |= {index, index + 1}
    return frozenset(reserved)


def _is_a_title(reading: Reading, index: int) -> bool:
    if reading.text.startswith(".", reading.tokens[index].end):
        return True
    return not any(reading.taken[before] or reading.is_loose(before) for before in range(index))


def _unknown_place(reading: Reading) -> tuple[int, int] | None:
    """Words after "near" or before a state that no table knows, so that the answer can say so."""
    reserved = _reserved_for_names(reading)
    for start, end in reading.loose_runs():
        if start in reserved or end - start > _LONGEST_UNKNOWN:
            continue
        is_long_enough = len(reading.plain(start, end)) > 2
        if is_long_enough and (
            _follows_place_word(reading, start, reading.vocabulary.places.strong)
            or tuple(reading.words[start:end]) in reading.vocabulary.places.states
            or _state_size(reading, start, end)
        ):
            return start, end
    return None
