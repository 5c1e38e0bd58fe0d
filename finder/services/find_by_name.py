"""Finding a practitioner by name or NPI, without any place."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.names import folded_words
from finder.domain.npi import Npi
from finder.domain.practitioner import Practitioner
from finder.domain.words import Wishes
from finder.store.queries.directory import DirectoryState, directory_state
from finder.store.queries.names import by_name_words, by_npi
from finder.store.queries.profiles import load_practitioners
from finder.vocabulary.closeness import alike, name_closeness

MOST_BY_NAME = 200


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """Practitioners in order, the closest name first, and the directory they stand in."""

    practitioners: tuple[Practitioner, ...]
    directory: DirectoryState


def find_people(session: Session, wishes: Wishes) -> PeopleFound | None:
    """Who is meant; ``None`` where the words name nobody."""
    if wishes.npi:
        return _by_npi(session, wishes.npi)
    if wishes.name_text:
        return _by_name(session, wishes.name_text)
    return None


def _by_npi(session: Session, digits: str) -> PeopleFound:
    try:
        npi = str(Npi(digits))
    except InvalidValue:
        return PeopleFound((), directory_state(session))
    number, directory = by_npi(session, npi)
    found = load_practitioners(session, [number]) if number is not None else []
    return PeopleFound(tuple(found), directory)


def _by_name(session: Session, text: str) -> PeopleFound:
    asked = [word for word in folded_words(text) if len(word) > 1]
    if not asked:
        return PeopleFound((), directory_state(session))
    named, directory = by_name_words(session, asked)
    holders: dict[str, dict[str, set[int]]] = {word: defaultdict(set) for word in asked}
    for entry in named:
        holders[entry.asked][entry.word].add(entry.practitioner_id)
    meant = set.intersection(*(_holding(word, holders[word]) for word in asked))
    people = sorted(
        load_practitioners(session, sorted(meant)[:MOST_BY_NAME]),
        key=lambda person: (-name_closeness(asked, person.name.tokens), person.npi),
    )
    return PeopleFound(tuple(people), directory)


def _holding(asked: str, holders: dict[str, set[int]]) -> set[int]:
    """Everybody with a word that begins like the asked one, else with one spelled nearly so."""
    words = [word for word in holders if word.startswith(asked)] or alike(asked, holders)
    return set[int]().union(*(holders[word] for word in words))
