"""The vocabulary as the readers of a query use it: phrases, and what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase is taken as, and the value it gives."""

    as_: str
    value: str


@dataclass(frozen=True, slots=True)
class SpellingRules:
    """Words that may be mended towards, with the rapidfuzz ratio (0-100) each kind needs.

    ``sounds`` and ``key_sounds`` lead from the sound of a word to the word; ``typed_for`` holds
    slips of the hand in words too short to be compared.
    """

    shortest: int
    procedures: tuple[str, ...]
    procedure_score: float
    sounds: Mapping[str, str]
    sound_score: float
    joined_score: float
    bones: tuple[str, ...]
    bone_score: float
    key_words: tuple[str, ...]
    key_score: float
    key_sounds: Mapping[str, str]
    key_sound_score: float
    not_a_name_score: float
    typed_for: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DistanceWords:
    """Units and the words around a distance, and the numbers written as words."""

    before: frozenset[Phrase]
    before_bare_number: frozenset[Phrase]
    after: frozenset[Phrase]
    miles: frozenset[str]
    kilometres: frozenset[str]
    time: frozenset[str]
    unmeasured: frozenset[str]
    at_least: frozenset[Phrase]
    or_more: frozenset[Phrase]
    numbers: Mapping[str, float]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words that stand around a place, the states that may end one, and what only looks like one.

    A region holds several cities and has no point.
    """

    strong: frozenset[Phrase]
    weak: frozenset[Phrase]
    vague: frozenset[Phrase]
    articles: frozenset[str]
    around: frozenset[str]
    states: frozenset[Phrase]
    state_ends: frozenset[str]
    regions: frozenset[Phrase]
    parts_of_states: frozenset[str]
    outside: frozenset[Phrase]
    home: frozenset[Phrase]
    begins: frozenset[str]
    street_ends: frozenset[str]
    compass: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Titles, degrees, name particles, common names, and surnames that are small words."""

    titles: frozenset[str]
    loose_titles: frozenset[str]
    degrees: frozenset[str]
    particles: frozenset[str]
    given_names: frozenset[str]
    family_names: frozenset[str]
    institutions: frozenset[str]
    surnames: frozenset[str]


@dataclass(frozen=True, slots=True)
class SpineWords:
    """What happens to a spine, what a spine is called, and the bones that are none of it."""

    damage: frozenset[str]
    sites: frozenset[str]
    elsewhere: frozenset[str]


@dataclass(frozen=True, slots=True)
class EmergencyWords:
    """Words of danger: whole phrases, or a sign close to a part of the body."""

    phrases: frozenset[Phrase]
    longest: int
    signs: frozenset[str]
    parts: frozenset[str]
    denials: frozenset[str]
    deniable: frozenset[str]


@dataclass(frozen=True, slots=True)
class DenialWords:
    """Words that deny the wish after them, those that may stand between, and those behind a wish.

    ``questions`` before a denial make it none: "why not kyphoplasty".
    """

    before: frozenset[Phrase]
    auxiliaries: frozenset[str]
    questions: frozenset[Phrase]
    between: frozenset[str]
    between_places: frozenset[str]
    behind: frozenset[Phrase]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word finder knows.

    ``small`` words never name a person or a place alone; ``known`` holds every single word;
    ``ordinary`` words of both languages may name a person or a town only with more to say so;
    ``links`` go with the part that follows them when it is taken out again.
    """

    meanings: Mapping[Phrase, Meaning]
    longest: int
    initials: Mapping[str, Meaning]
    spine: SpineWords
    emergency: EmergencyWords
    denial: DenialWords
    small: frozenset[str]
    ordinary: frozenset[str]
    links: frozenset[str]
    spelling: SpellingRules
    distance: DistanceWords
    places: PlaceWords
    people: PeopleWords
    known: frozenset[str]
