"""Finding a practitioner by name or NPI, without any place."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.names import folded_words
from finder.domain.npi import Npi
from finder.domain.practitioner import Practitioner
from finder.domain.words import Wishes
from finder.services.resources import Resources
from finder.store.queries.names import listed_with_words, words_beginning, words_like
from finder.store.queries.profiles import load_practitioners, practitioner_id_of
from finder.vocabulary.closeness import alike, name_closeness

MOST_BY_NAME = 200


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """Practitioners in order, the closest name first."""

    practitioners: tuple[Practitioner, ...]


def find_people(session: Session, resources: Resources, wishes: Wishes) -> PeopleFound | None:
    """Who is meant; ``None`` where the words name nobody."""
    if wishes.npi:
        return PeopleFound(_by_npi(session, wishes.npi))
    if wishes.name_text:
        return PeopleFound(_by_name(session, wishes.name_text))
    return None


def _by_npi(session: Session, digits: str) -> tuple[Practitioner, ...]:
    try:
        number = practitioner_id_of(session, str(Npi(digits)))
    except InvalidValue:
        return ()
    found = load_practitioners(session, [number]) if number is not None else []
    return tuple(person for person in found if not person.hidden_because)


def _by_name(session: Session, text: str) -> tuple[Practitioner, ...]:
    asked = folded_words(text)
    meant = [_words_meant(session, word) for word in asked if len(word) > 1]
    if not meant or not all(meant):
        return ()
    ids = listed_with_words(session, meant, MOST_BY_NAME)
    people = load_practitioners(session, ids)
    return tuple(
        sorted(
            people,
            key=lambda person: (-name_closeness(asked, person.name.tokens), person.npi),
        )
    )


def _words_meant(session: Session, word: str) -> tuple[str, ...]:
    """The name words that begin so, else those spelled nearly so."""
    return words_beginning(session, word) or alike(word, words_like(session, word))
