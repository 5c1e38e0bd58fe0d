"""The vocabulary read from ``data/vocabulary.toml``: phrases, and what they mean."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from finder.domain.errors import StoredDataDamaged
from finder.vocabulary.tokens import folded_words

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase is taken as, and the value it gives."""

    as_: str
    value: str


@dataclass(frozen=True, slots=True)
class SpellingRules:
    """Words that may be mended towards, with the rapidfuzz ratio (0-100) each kind needs."""

    shortest: int
    procedures: tuple[str, ...]
    procedure_score: float
    joined_score: float
    key_words: tuple[str, ...]
    key_score: float
    not_a_name_score: float


@dataclass(frozen=True, slots=True)
class DistanceWords:
    """Units and the words around a distance, and the numbers written as words."""

    before: frozenset[Phrase]
    before_bare_number: frozenset[Phrase]
    after: frozenset[Phrase]
    miles: frozenset[str]
    kilometres: frozenset[str]
    time: frozenset[str]
    numbers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words that stand before a place, and the states that may end one."""

    strong: frozenset[Phrase]
    weak: frozenset[Phrase]
    articles: frozenset[str]
    states: frozenset[Phrase]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Titles, name particles and common given names."""

    titles: frozenset[str]
    loose_titles: frozenset[str]
    particles: frozenset[str]
    given_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word finder knows.

    ``small`` words never name a person or a place alone; ``known`` holds every single word.
    """

    meanings: Mapping[Phrase, Meaning]
    longest: int
    damage: frozenset[str]
    sites: frozenset[str]
    small: frozenset[str]
    spelling: SpellingRules
    distance: DistanceWords
    places: PlaceWords
    people: PeopleWords
    known: frozenset[str]


def load_vocabulary(path: Path) -> Vocabulary:
    """Read the vocabulary file; :class:`StoredDataDamaged` names the file if it cannot be used."""
    try:
        return _vocabulary(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoredDataDamaged(
            f"The vocabulary file {path.name} cannot be read. Restore it from the release."
        ) from error


def _vocabulary(data: dict[str, Any]) -> Vocabulary:
    meanings = dict(_meanings(data))
    stop_phrases = _phrases(data["stop"]["words"])
    distance = _distance(data["distance"], data["numbers"])
    places = _places(data["places"], data["states"])
    damage = frozenset(data["broken_spine"]["damage"])
    sites = frozenset(data["broken_spine"]["sites"])
    people = PeopleWords(**{name: frozenset(words) for name, words in data["people"].items()})
    small = _single_words([*stop_phrases, *places.strong, *places.weak])
    small |= _single_words([*distance.before, *distance.after])
    small |= distance.miles | distance.kilometres | distance.time | set(distance.numbers)
    small |= damage | sites
    known = small | _single_words([*meanings, *places.states]) | people.titles | people.given_names
    return Vocabulary(
        meanings=meanings,
        longest=max(map(len, meanings)),
        damage=damage,
        sites=sites,
        small=small,
        spelling=_spelling(data["misspellings"]),
        distance=distance,
        places=places,
        people=people,
        known=known,
    )


def _meanings(data: dict[str, Any]) -> Iterator[tuple[Phrase, Meaning]]:
    for group in data["meanings"]:
        for phrase in group["phrases"]:
            yield folded_words(phrase), Meaning(group["as"], group["value"])
    for plan, phrases in data["insurance"].items():
        for phrase in phrases:
            yield folded_words(phrase), Meaning("insurance", plan)
    languages = data["languages"]
    for code, names in languages["names"].items():
        for name in names:
            for frame in languages["frames"]:
                if frame != "{}" or name not in languages["only_framed"]:
                    yield folded_words(frame.format(name)), Meaning("language", code)


def _phrases(texts: Iterable[str]) -> frozenset[Phrase]:
    return frozenset(folded_words(text) for text in texts)


def _single_words(phrases: Iterable[Phrase]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in phrase)


def _distance(words: dict[str, Any], numbers: dict[str, float]) -> DistanceWords:
    return DistanceWords(
        before=_phrases(words["before"]),
        before_bare_number=_phrases(words["before_bare_number"]),
        after=_phrases(words["after"]),
        miles=frozenset(words["miles"]),
        kilometres=frozenset(words["kilometres"]),
        time=frozenset(words["time"]),
        numbers=numbers,
    )


def _places(words: dict[str, Any], states: dict[str, Any]) -> PlaceWords:
    return PlaceWords(
        strong=_phrases(words["strong"]),
        weak=_phrases(words["weak"]),
        articles=frozenset(words["articles"]),
        states=_phrases([*states["names"], *states["codes"]]),
    )


def _spelling(words: dict[str, Any]) -> SpellingRules:
    return SpellingRules(
        shortest=words["shortest"],
        procedures=tuple(words["procedures"]),
        procedure_score=words["procedure_score"],
        joined_score=words["joined_score"],
        key_words=tuple(words["key_words"]),
        key_score=words["key_score"],
        not_a_name_score=words["not_a_name_score"],
    )
