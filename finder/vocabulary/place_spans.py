"""Which stretches of a query may be the name of a place."""

from collections.abc import Iterator

from finder.vocabulary.ordinary import is_ordinary
from finder.vocabulary.phrasebook import Phrase
from finder.vocabulary.reading import Reading

_LONGEST = 6
# A town of fewer people that is named like an ordinary word needs more to be meant.
WELL_KNOWN = 50_000


def spans_of_places(reading: Reading) -> Iterator[tuple[int, int]]:
    """Every stretch worth looking up, by its first and last token."""
    reserved = reserved_for_names(reading)
    loose = [reading.is_loose(index) for index in range(len(reading))]
    for start in range(len(reading)):
        says_something = False
        for end in range(start + 1, min(start + _LONGEST, len(reading)) + 1):
            if not reading.is_word(end - 1):
                break
            says_something = says_something or loose[end - 1]
            if not says_something and not _ends_in_a_state(reading, end):
                continue
            if _may_be_a_place(reading, start, end, reserved):
                yield start, end


def follows_place_word(reading: Reading, start: int, place_words: frozenset[Phrase]) -> bool:
    """Whether one of these stands before, with only articles and the like between."""
    articles = reading.vocabulary.places.articles
    while start and reading.is_free(start - 1, start) and reading.words[start - 1] in articles:
        start -= 1
    return reading.phrase_ending_at(start, place_words) > 0


def state_size(reading: Reading, start: int, end: int) -> int:
    """How many words at the end of a longer span are a state."""
    states = reading.vocabulary.places.states
    for size in (3, 2, 1):
        if end - start > size and tuple(reading.words[end - size : end]) in states:
            return size
    return 0


def with_state_behind(reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    """A state after the city stays with it, even where no such pair is known."""
    start, end = span
    if state_size(reading, start, end):
        return span
    for size in (3, 2, 1):
        is_state = tuple(reading.words[end : end + size]) in reading.vocabulary.places.states
        # "North" says nothing by itself, yet in "North Dakota" it does.
        says_something = Reading.is_word if size > 1 else Reading.is_loose
        if is_state and all(says_something(reading, index) for index in range(end, end + size)):
            return start, end + size
    return span


def reserved_for_names(reading: Reading) -> frozenset[int]:
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


def _ends_in_a_state(reading: Reading, end: int) -> bool:
    """Whether these words may end in a state; its last word tells, as "Carolina" does."""
    return reading.words[end - 1] in reading.vocabulary.places.state_ends


def _may_be_a_place(reading: Reading, start: int, end: int, reserved: frozenset[int]) -> bool:
    if "-" in reading.text and (_is_hyphenated(reading, start) or _is_hyphenated(reading, end)):
        return False
    if end - start == 1:
        return start not in reserved and _may_be_a_town(reading, start)
    if state_size(reading, start, end):
        return not _is_only_a_small_word(reading, end - 1)
    return start not in reserved or reading.weight(start, end) >= WELL_KNOWN


def _may_be_a_town(reading: Reading, index: int) -> bool:
    """Whether one word may be a town: given names, and words that may well be something else
    where the town is little known, need a place word first."""
    word, vocabulary = reading.words[index], reading.vocabulary
    if len(word) <= 2 or not reading.is_loose(index):
        return False
    people = vocabulary.people
    if word not in people.given_names:
        if reading.weight(index, index + 1) >= WELL_KNOWN:
            return True
        may_be_else = is_ordinary(word, vocabulary) or _is_part_of_a_name(reading, index)
        if word not in people.family_names and (len(reading) == 1 or not may_be_else):
            return True
    places = vocabulary.places
    vague = places.vague if reading.tokens[index].text.islower() else frozenset[Phrase]()
    return follows_place_word(reading, index, places.strong - vague)


def _is_part_of_a_name(reading: Reading, index: int) -> bool:
    """Whether an unexplained word makes a name of this one.

    It follows, as in "Zebulon Quartermain", or comes before a comma: "Quartermain, Zebulon".
    """
    if _is_strange(reading, index - 1):
        between = reading.text[reading.tokens[index - 1].end : reading.tokens[index].start]
        return between.strip() == "," and not _is_strange(reading, index - 2)
    return not reading.is_loose(index - 1) and _is_strange(reading, index + 1)


def _is_strange(reading: Reading, index: int) -> bool:
    """Whether this is an unexplained word that is neither place nor state."""
    return (
        reading.is_loose(index)
        and (reading.words[index],) not in reading.vocabulary.places.states
        and not reading.weight(index, index + 1)
    )


def _is_hyphenated(reading: Reading, index: int) -> bool:
    """Whether a hyphen ties this word to an unexplained one before it: "Exampleton-Dayton"."""
    if not reading.is_loose(index - 1) or index == len(reading):
        return False
    return reading.text[reading.tokens[index - 1].end : reading.tokens[index].start] == "-"


def _is_only_a_small_word(reading: Reading, index: int) -> bool:
    """Whether "or" in "Springfield or Dayton" joins two names rather than being Oregon."""
    if reading.words[index] not in reading.vocabulary.small:
        return False
    # "In" of "Mexico in El Paso" too, where "El" says nothing by itself.
    goes_on = reading.is_loose(index + 1) or (
        reading.is_word(index + 1) and reading.is_loose(index + 2)
    )
    return reading.tokens[index].text.islower() and goes_on
