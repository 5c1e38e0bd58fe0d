"""The part of a query that names a person: what is left when all else is understood.

Unexplained words are a name in these cases, tried in this order:

1. they follow "dr", "dra", "doctor" or "doctora": "Dr Exampleton Chicago";
2. they begin with a common given name and another word follows: "jane exampleton kyphoplasty";
3. they open the query before "kyphoplasty" or "vertebroplasty" and no place is named:
   "smith kyphoplasty";
4. they stand alone, one to four words, and neither procedure nor place is named: "exampleton".

Other unexplained words beside a procedure or a place are ignored, and so is a word that nearly
spells a procedure.
"""

from finder.domain.procedures import Procedure
from finder.vocabulary.reading import Reading
from finder.vocabulary.spelling import looks_like_a_procedure

_LONGEST = 4
_LONGEST_BEFORE_PROCEDURE = 3


def take_name(reading: Reading, procedure: Procedure | None, has_place: bool) -> str | None:
    """The name, in the person's spelling, or ``None``."""
    runs = [run for run in reading.loose_runs() if _may_be_a_name(reading, *run)]
    span = _after_title(reading, runs) or _after_given_name(reading, runs)
    if span is None and runs and not has_place and not _is_a_procedure(reading, runs[0]):
        span = _alone(runs) if procedure is None else _before_procedure(reading, runs[0])
    if span is None:
        return None
    name = reading.plain(*span)
    reading.take(*span, "name", name)
    return name


def _may_be_a_name(reading: Reading, start: int, end: int) -> bool:
    """A surname may be "Washington", but two letters that mean a state are not "Oh"."""
    words = tuple(reading.words[start:end])
    is_state_code = words in reading.vocabulary.places.states and len("".join(words)) == 2
    return any(len(word) > 1 for word in words) and not is_state_code


def _is_a_procedure(reading: Reading, run: tuple[int, int]) -> bool:
    rules = reading.vocabulary.spelling
    return any(looks_like_a_procedure(word, rules) for word in reading.words[slice(*run)])


def _after_title(reading: Reading, runs: list[tuple[int, int]]) -> tuple[int, int] | None:
    people = reading.vocabulary.people
    for start, end in runs:
        first = _with_particles(reading, start)
        if first and reading.words[first - 1] in people.titles | people.loose_titles:
            return first, min(_over_particles(reading, end), first + _LONGEST)
    return None


def _after_given_name(reading: Reading, runs: list[tuple[int, int]]) -> tuple[int, int] | None:
    for start, end in runs:
        end = _over_particles(reading, end)
        if end - start > 1 and reading.words[start] in reading.vocabulary.people.given_names:
            return start, min(end, start + _LONGEST)
    return None


def _before_procedure(reading: Reading, run: tuple[int, int]) -> tuple[int, int] | None:
    start, end = run
    opens = start == 0 and end <= _LONGEST_BEFORE_PROCEDURE
    before_procedure = end < len(reading) and end in {
        where
        for where, part in reading.found
        if part.as_ == "procedure" and part.value != Procedure.ANY.value
    }
    return run if opens and before_procedure else None


def _alone(runs: list[tuple[int, int]]) -> tuple[int, int] | None:
    start, end = runs[0]
    return runs[0] if len(runs) == 1 and end - start <= _LONGEST else None


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
