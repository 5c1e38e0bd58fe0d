"""The free words of a search turned into :class:`~finder.domain.words.Wishes`.

Words are taken in this order, each only once: distances and times of travel, NPI, streets, ZIP or
"lat,lon", words of danger, known phrases (the longest first, misspellings mended), a broken bone
beside a word for the spine, the place, the order of the list, the name. What is denied is left
out. A place named in the words wins over "near me". Nothing is looked up but whether a text is a
place, and no text raises an error.
"""

import unicodedata

from finder.domain.procedures import Procedure
from finder.domain.words import Doubt, Wishes
from finder.vocabulary.denials import take_denials
from finder.vocabulary.distances import (
    take_bare_number,
    take_distance,
    take_travel_time,
    take_unmeasured,
)
from finder.vocabulary.emergencies import EMERGENCY, take_emergencies
from finder.vocabulary.loading import load_vocabulary
from finder.vocabulary.names import mark_surnames, take_name
from finder.vocabulary.phrasebook import Vocabulary
from finder.vocabulary.phrases import (
    PRESET,
    take_broken_spine,
    take_initials,
    take_phrases,
    take_presets,
)
from finder.vocabulary.place_numbers import drop_country, drop_streets, take_coordinates
from finder.vocabulary.place_words import take_place
from finder.vocabulary.reading import PlaceWeight, Reading
from finder.vocabulary.spelling import mend
from finder.vocabulary.tokens import Shape, cut
from finder.vocabulary.undoing import understood_parts

__all__ = ["Vocabulary", "load_vocabulary", "understand"]

_SWITCHES = ("certified", "member", "new_patients", "telehealth", "medicare")


def understand(text: str, place_weight: PlaceWeight, vocabulary: Vocabulary) -> Wishes:
    """What the words ask for; ``place_weight`` also counts the people of ambiguous places."""
    composed = unicodedata.normalize("NFC", text)
    reading = Reading(composed, cut(composed), vocabulary, place_weight)
    mark_surnames(reading)
    radius = take_distance(reading)
    travel_time = take_travel_time(reading)
    take_unmeasured(reading)
    if radius is None:
        radius = take_bare_number(reading)
    npi = _take_npi(reading)
    drop_streets(reading)
    coordinates = take_coordinates(reading)
    drop_country(reading)
    _take_known_words(reading)
    place = take_place(reading, coordinates)
    take_presets(reading)
    take_denials(reading)
    near_me = bool(reading.values("near-me"))
    procedure = _procedure(reading.values("procedure"))
    name, is_guessed = take_name(reading, procedure, has_place=bool(place) or near_me)
    return Wishes(
        procedure=procedure,
        place_text=place,
        near_me=near_me and place is None,
        radius_miles=radius,
        language=_language(reading),
        specialty=_specialty(reading.values("specialty")),
        preset=next(iter(reading.values(PRESET)), None),
        npi=npi,
        name_text=name,
        name_is_guessed=is_guessed,
        not_a_distance=travel_time,
        is_emergency=bool(reading.values(EMERGENCY)),
        understood=understood_parts(reading),
        corrections=tuple(reading.corrections),
        remarks=tuple(reading.remarks),
        **{name: bool(reading.values(name)) for name in _SWITCHES},
    )


def _take_known_words(reading: Reading) -> None:
    mend(reading)
    take_emergencies(reading)
    take_phrases(reading)
    take_initials(reading)
    take_broken_spine(reading)


def _take_npi(reading: Reading) -> str | None:
    for index, token in enumerate(reading.tokens):
        if token.shape is Shape.NPI:
            reading.take(index, index + 1, "npi", token.text)
            return token.text
    return None


def _procedure(wanted: list[str]) -> Procedure | None:
    """One procedure by name wins over lay words; both names mean either."""
    if not wanted:
        return None
    named = set(wanted) - {Procedure.ANY.value}
    return Procedure(named.pop()) if len(named) == 1 else Procedure.ANY


def _language(reading: Reading) -> str | None:
    """The first language that is worth asking for; English is spoken nearly everywhere."""
    parts = [part for part in reading.in_order() if part.as_ == "language"]
    chosen = next((part.value for part in parts if part.value != "en"), "en" if parts else None)
    for part in parts:
        if part.value not in (chosen, "en"):
            reading.remark(Doubt.OTHER_LANGUAGE, part.start, part.end)
    return chosen


def _specialty(asked: list[str]) -> str | None:
    if not asked:
        return None
    return asked[0] if len(set(asked)) == 1 else "any"
