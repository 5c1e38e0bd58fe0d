"""The part of a query that names a person: what is left when all else is understood.

Unexplained words are a name in these cases, tried in this order:

1. they follow "dr", "dra", "doctor" or "doctora": "Dr Exampleton Chicago";
2. they begin with a common given name and another word follows: "jane exampleton kyphoplasty";
3. nothing else explains them: "exampleton", "exampleton kyphoplasty 60601". Then the name is
   guessed: who answers must look whether anybody has it, and may find that it is none.

Not guessed are words of a language, in long sentences many of them, and whatever nearly spells a
procedure.
"""

from finder.domain.procedures import Procedure
from finder.vocabulary.ordinary import is_ordinary
from finder.vocabulary.place_spans import WELL_KNOWN
from finder.vocabulary.reading import Reading
from finder.vocabulary.spelling import looks_like_a_procedure

NAME = "name"

_LONGEST = 4
_MOST_LOOSE_RUNS = 2
_SHORTEST_GUESS = 3
# Names here are written in Latin letters.
_LAST_LATIN = "\u024f"
_OR = ("or", "and", "o", "y", "u")


def mark_surnames(reading: Reading) -> None:
    """ "Dr. Best" is a person although "best" is a small word; "dr best rated" is none.

    Where every word begins with a capital, it says nothing, except in a surname of the list.
    """
    people = reading.vocabulary.people
    texts = [token.text for token in reading.tokens]
    has_small_letters = any(text[0].islower() for text in texts)
    for index in range(1, len(reading)):
        if _is_tied_to_a_name(reading, index):
            reading.surnames.add(index)
        if reading.words[index - 1] not in people.titles or not _is_capitalised(texts[index]):
            continue
        is_last = index + 1 == len(reading)
        is_function_word = reading.phrase_starting_at(index, reading.vocabulary.places.strong) > 0
        if texts[index] in people.surnames or (
            (has_small_letters or is_last) and not is_function_word
        ):
            reading.surnames.add(index)


def _is_tied_to_a_name(reading: Reading, index: int) -> bool:
    """ "Best" in "Exampleton-Best": a hyphen joins it to a word that nobody knows."""
    before, token = reading.tokens[index - 1], reading.tokens[index]
    return (
        reading.text[before.end : token.start] == "-"
        and _is_capitalised(token.text)
        and reading.words[index - 1] not in reading.vocabulary.known
    )


def take_name(
    reading: Reading, procedure: Procedure | None, has_place: bool
) -> tuple[str | None, bool]:
    """The name in the person's spelling, or ``None``; and whether it is only a guess.

    Who puts quotation marks around a name means it.
    """
    runs = [run for run in reading.loose_runs() if _may_be_a_name(reading, *run)]
    span = _after_title(reading, runs) or _after_given_name(reading, runs)
    is_guessed = span is None
    if span is None:
        is_alone = procedure is None and not has_place
        span = _guess(reading, runs, is_alone=is_alone)
    if span is None:
        return None, False
    name = reading.plain(*span)
    reading.take(*span, NAME, name)
    return name, is_guessed and not reading.exact.issuperset(range(*span))


def _may_be_a_name(reading: Reading, start: int, end: int) -> bool:
    """A surname may be "Washington", but two letters that mean a state are not "Oh"."""
    words = tuple(reading.words[start:end])
    is_state_code = words in reading.vocabulary.places.states and len("".join(words)) == 2
    return any(len(word) > 1 for word in words) and not is_state_code


def _after_title(reading: Reading, runs: list[tuple[int, int]]) -> tuple[int, int] | None:
    people, ordinary = reading.vocabulary.people, reading.vocabulary.ordinary
    for start, end in runs:
        first = _with_particles(reading, start)
        title = reading.words[first - 1] if first else ""
        if title not in people.titles | people.loose_titles:
            continue
        is_ordinary = reading.words[start] in ordinary and reading.tokens[start].text.islower()
        if is_ordinary and title in people.loose_titles:
            continue
        return first, min(_over_particles(reading, end), first + _LONGEST)
    return None


def _after_given_name(reading: Reading, runs: list[tuple[int, int]]) -> tuple[int, int] | None:
    for start, end in runs:
        end = _over_particles(reading, end)
        if end - start > 1 and reading.words[start] in reading.vocabulary.people.given_names:
            return start, min(end, start + _LONGEST)
    return None


def _guess(
    reading: Reading, runs: list[tuple[int, int]], *, is_alone: bool
) -> tuple[int, int] | None:
    """The longest run, unless there are so many that this is a sentence about something else."""
    likely = [run for run in runs if _is_worth_a_guess(reading, *run, is_alone=is_alone)]
    if len(likely) > _MOST_LOOSE_RUNS or any(end - start > _LONGEST for start, end in likely):
        return None
    return max(likely, key=lambda run: run[1] - run[0], default=None)


def _is_worth_a_guess(reading: Reading, start: int, end: int, *, is_alone: bool) -> bool:
    """Whether something in the run is no ordinary word, and nothing in it nearly a procedure."""
    rules = reading.vocabulary.spelling
    indexes = range(start, end)
    if any(
        index not in reading.exact and looks_like_a_procedure(reading.words[index], rules)
        for index in indexes
    ):
        return False
    if tuple(reading.words[start:end]) in reading.vocabulary.places.states:
        return False
    if any(reading.words[index][:1] > _LAST_LATIN for index in indexes):
        return False
    if end < len(reading) and reading.words[end] in reading.vocabulary.people.institutions:
        return False
    if not is_alone and _is_another_place(reading, start, end):
        return False
    return len(reading) == end - start or any(
        is_alone or len(reading.words[index]) >= _SHORTEST_GUESS
        for index in indexes
        if not _is_ordinary(reading, index)
    )


def _is_another_place(reading: Reading, start: int, end: int) -> bool:
    """A city that many know, or any that is joined to the place: "Fargo or Moorhead"."""
    people = reading.weight(start, end)
    before = reading.words[start - 1] if start else ""
    slash = (
        start and reading.text[reading.tokens[start - 1].end : reading.tokens[start].start] == "/"
    )
    return people >= WELL_KNOWN or (people > 0 and (before in _OR or bool(slash)))


def _is_ordinary(reading: Reading, index: int) -> bool:
    """Whether this is a word of the language, written like one."""
    if not is_ordinary(reading.words[index], reading.vocabulary):
        return False
    others_are_small = any(token.text[0].islower() for token in reading.tokens)
    return not (others_are_small and index and _is_capitalised(reading.tokens[index].text))


def _is_capitalised(text: str) -> bool:
    return text[0].isupper() and not text[1:].isupper()


def _with_particles(reading: Reading, start: int) -> int:
    """Where a name begins that has "de la" before its first unexplained word."""
    particles = reading.vocabulary.people.particles
    while start and reading.words[start - 1] in particles and reading.is_free(start - 1, start):
        start -= 1
    return start


def _over_particles(reading: Reading, end: int) -> int:
    """Where a name ends whose later part stands behind "de la"."""
    particles = reading.vocabulary.people.particles
    following = end
    while reading.is_free(following, following + 1) and reading.words[following] in particles:
        following += 1
    if following == end or not reading.is_loose(following):
        return end
    while reading.is_loose(following):
        following += 1
    return following
