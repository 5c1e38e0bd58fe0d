"""Finding whom a keeper of the directory means, by NPI or name, hidden or not."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.names import folded_words
from finder.domain.npi import Npi
from finder.store.queries.people import Found, people_named, person_with

MOST_FOUND = 50
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class FoundRecords:
    """Whom the words may mean; ``only`` is the one of exactly that NPI or name, if there is one.

    ``sentence`` says what to do where nobody was found.
    """

    people: tuple[Found, ...] = ()
    only: str = ""
    sentence: str = ""
    is_cut: bool = False


def find_record(session: Session, text: str) -> FoundRecords:
    """Everybody whom an NPI or the words of a name may mean."""
    digits = "".join(text.split())
    if digits.isascii() and digits.isdigit():
        return _by_npi(session, digits)
    words = list(dict.fromkeys(folded_words(text)))[:_MOST_WORDS]
    if not words:
        return FoundRecords(sentence="Type an NPI, or the letters of a name.")
    found = people_named(session, words, MOST_FOUND + 1)
    if not found:
        return FoundRecords(
            sentence="Nobody in the directory has this name. Check the spelling, or type only the "
            "beginning of the last name."
        )
    same = [each.npi for each in found if _is_exactly(each, words)]
    return FoundRecords(
        tuple(found[:MOST_FOUND]),
        only=same[0] if len(same) == 1 else "",
        is_cut=len(found) > MOST_FOUND,
    )


def _by_npi(session: Session, digits: str) -> FoundRecords:
    try:
        npi = str(Npi(digits))
    except InvalidValue as problem:
        return FoundRecords(sentence=str(problem))
    person = person_with(session, npi)
    if person is None:
        return FoundRecords(
            sentence=f"The NPI {npi} is not in the directory. Compare it with the source, or load "
            "NPPES first."
        )
    return FoundRecords((person,), only=npi)


def _is_exactly(person: Found, words: list[str]) -> bool:
    """Whether the words are first and last name, with or without the middle one, in any order."""
    name = person.name
    return set(words) in (
        set(name.tokens),
        set(folded_words(f"{name.first} {name.last}")),
    )
