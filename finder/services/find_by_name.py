"""Finding a practitioner by name or NPI: who has the words of a name, the closest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.geography import Point, miles_between
from finder.domain.listing import listed_locations
from finder.domain.names import folded_words
from finder.domain.npi import Npi
from finder.domain.practitioner import Practitioner
from finder.domain.words import Wishes
from finder.store.queries.directory import DirectoryState, directory_state
from finder.store.queries.names import NamedWord, by_name_words, by_npi
from finder.store.queries.profiles import load_practitioners
from finder.vocabulary.closeness import alike, name_closeness, word_closeness

MOST_BY_NAME = 200
_ENOUGH_TO_LEAVE_ONE_OUT = 3
# The beginning of a guessed name is too little when it is shorter: "pro" in a sentence.
_SHORTEST_GUESSED_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """Practitioners in order, the closest name first, and the directory they stand in.

    ``others`` were asked for by NPI in the same statements, and play no part in the list.
    """

    practitioners: tuple[Practitioner, ...]
    directory: DirectoryState
    others: tuple[Practitioner, ...] = ()


def asked_words(wishes: Wishes) -> tuple[str, ...]:
    """The words of the name that can be looked up; initials only help to put people in order."""
    words = folded_words(wishes.name_text or "")
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))


def find_people(session: Session, wishes: Wishes, others: Sequence[str] = ()) -> PeopleFound | None:
    """Who is meant; ``None`` where the words name nobody. ``others`` are NPIs to load besides."""
    if wishes.npi:
        return _by_npi(session, wishes.npi, others)
    if not wishes.name_text:
        return None
    words = asked_words(wishes)
    if not words:
        return PeopleFound((), directory_state(session))
    named, directory = by_name_words(session, words)
    return people_named(session, wishes, named, directory, others)


def people_named(
    session: Session,
    wishes: Wishes,
    named: Iterable[NamedWord],
    directory: DirectoryState,
    others: Sequence[str] = (),
    near: Point | None = None,
) -> PeopleFound:
    """Those of the words found who have the whole name; of equally close names, the nearest."""
    words = asked_words(wishes)
    closeness = _closeness_by_person(words, named, _is_lenient(wishes, words))
    if not closeness:
        return PeopleFound((), directory)
    best = sorted(closeness, key=lambda number: (-closeness[number], number))[:MOST_BY_NAME]
    loaded = load_practitioners(session, best, others)
    meant = set(best)
    initials = {word for word in folded_words(wishes.name_text or "") if len(word) == 1}
    people = sorted(
        (person for person in loaded if person.practitioner_id in meant),
        key=lambda person: (
            -closeness[person.practitioner_id],
            -_initials_kept(initials, person),
            _miles(person, near),
            -name_closeness(words, person.name.tokens),
            person.npi,
        ),
    )
    return PeopleFound(tuple(people), directory, tuple(loaded))


def _by_npi(session: Session, digits: str, others: Sequence[str]) -> PeopleFound:
    try:
        npi = str(Npi(digits))
    except InvalidValue:
        return PeopleFound((), directory_state(session))
    number, directory = by_npi(session, npi)
    if number is None:
        return PeopleFound((), directory)
    loaded = load_practitioners(session, [number], others)
    found = tuple(person for person in loaded if person.practitioner_id == number)
    return PeopleFound(found, directory, tuple(loaded))


def _is_lenient(wishes: Wishes, words: Sequence[str]) -> bool:
    """Whether beginnings and near spellings count: one short guessed word may be any word."""
    is_doubtful = wishes.name_is_guessed and len(words) == 1 and len(wishes.understood) > 1
    return not is_doubtful or len(words[0]) >= _SHORTEST_GUESSED_BEGINNING


def _closeness_by_person(
    words: Sequence[str], named: Iterable[NamedWord], is_lenient: bool
) -> dict[int, float]:
    """For everybody with all the words, or all but one of three and more: how close they are."""
    holders: dict[str, dict[str, set[int]]] = {word: defaultdict(set) for word in words}
    for entry in named:
        holders[entry.asked][entry.word].add(entry.practitioner_id)
    found = [_holding(word, holders[word], is_lenient) for word in words]
    needed = len(words) - (len(words) >= _ENOUGH_TO_LEAVE_ONE_OUT)
    total: dict[int, float] = defaultdict(float)
    count: dict[int, int] = defaultdict(int)
    for word in found:
        for number, closeness in word.items():
            total[number] += closeness
            count[number] += 1
    most = max(count.values(), default=0)
    if most < needed:
        return {}
    return {number: total[number] for number in total if count[number] == most}


def _holding(asked: str, holders: dict[str, set[int]], is_lenient: bool) -> dict[int, float]:
    """Everybody with a word that begins like the asked one, else with one spelled nearly so."""
    words = [word for word in holders if word == asked or (is_lenient and word.startswith(asked))]
    if not words and is_lenient:
        words = list(alike(asked, holders))
    closest: dict[int, float] = {}
    for word in words:
        closeness = word_closeness(asked, word)
        for number in holders[word]:
            closest[number] = max(closest.get(number, 0.0), closeness)
    return closest


def _initials_kept(initials: set[str], person: Practitioner) -> int:
    return len(initials & {word[0] for word in person.name.tokens})


def _miles(person: Practitioner, near: Point | None) -> float:
    points = [place.point for place in listed_locations(person) if place.point]
    if near is None or not points:
        return inf
    return min(miles_between(near, point) for point in points)
