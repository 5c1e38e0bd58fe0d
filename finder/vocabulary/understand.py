"""The free words of a search turned into :class:`~finder.domain.words.Wishes`.

Words are taken in this order, each only once: distances and times of travel, NPI, ZIP or
"lat,lon", known phrases (the longest first, misspellings mended), a broken bone beside a word
for the spine, the place, the name. A place named in the words wins over "near me". Nothing is
looked up but whether a text is a place, and no text raises an error.
"""

import unicodedata
from collections.abc import Callable

from finder.domain.procedures import Procedure
from finder.domain.words import Understood, Wishes
from finder.vocabulary.distances import take_bare_number, take_distance, take_travel_time
from finder.vocabulary.names import take_name
from finder.vocabulary.phrasebook import Vocabulary, load_vocabulary
from finder.vocabulary.phrases import take_broken_spine, take_phrases
from finder.vocabulary.place_words import take_coordinates, take_place
from finder.vocabulary.reading import Reading
from finder.vocabulary.spelling import mend
from finder.vocabulary.tokens import Shape, cut

__all__ = ["Vocabulary", "load_vocabulary", "understand"]


def understand(text: str, is_place: Callable[[str], bool], vocabulary: Vocabulary) -> Wishes:
    """What the words ask for; ``is_place`` is also true for an ambiguous place."""
    composed = unicodedata.normalize("NFC", text)
    reading = Reading(composed, cut(composed), vocabulary)
    radius = take_distance(reading)
    travel_time = take_travel_time(reading)
    if radius is None:
        radius = take_bare_number(reading)
    npi = _take_npi(reading)
    coordinates = take_coordinates(reading)
    mend(reading, is_place)
    take_phrases(reading, is_place)
    take_broken_spine(reading)
    place = take_place(reading, is_place, coordinates)
    wanted = _values(reading, "procedure")
    near_me = bool(_values(reading, "near-me"))
    procedure = _procedure(wanted)
    name = take_name(reading, procedure, has_place=bool(place) or near_me)
    languages = _values(reading, "language")
    return Wishes(
        procedure=procedure,
        place_text=place,
        near_me=near_me and place is None,
        radius_miles=radius,
        certified=bool(_values(reading, "certified")),
        member=bool(_values(reading, "member")),
        language=languages[0] if languages else None,
        new_patients=bool(_values(reading, "new_patients")),
        telehealth=bool(_values(reading, "telehealth")),
        medicare=bool(_values(reading, "medicare")),
        specialty=_specialty(_values(reading, "specialty")),
        npi=npi,
        name_text=name,
        not_a_distance=travel_time,
        understood=_in_order(reading),
        corrections=tuple(reading.corrections),
    )


def _take_npi(reading: Reading) -> str | None:
    for index, token in enumerate(reading.tokens):
        if token.shape is Shape.NPI:
            reading.take(index, index + 1, "npi", token.text)
            return token.text
    return None


def _values(reading: Reading, as_: str) -> list[str]:
    return [part.value for part in _in_order(reading) if part.as_ == as_]


def _in_order(reading: Reading) -> tuple[Understood, ...]:
    return tuple(part for _, part in sorted(reading.found, key=lambda found: found[0]))


def _procedure(wanted: list[str]) -> Procedure | None:
    """One procedure by name wins over lay words; both names mean either."""
    if not wanted:
        return None
    named = set(wanted) - {Procedure.ANY.value}
    return Procedure(named.pop()) if len(named) == 1 else Procedure.ANY


def _specialty(asked: list[str]) -> str | None:
    if not asked:
        return None
    return asked[0] if len(set(asked)) == 1 else "any"
