"""Reads ``data/vocabulary.toml``."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from finder.domain.errors import StoredDataDamaged
from finder.vocabulary.phrasebook import (
    DenialWords,
    DistanceWords,
    EmergencyWords,
    Meaning,
    PeopleWords,
    Phrase,
    PlaceWords,
    SpellingRules,
    SpineWords,
    Vocabulary,
)
from finder.vocabulary.sounds import sound
from finder.vocabulary.tokens import folded_words


def load_vocabulary(path: Path) -> Vocabulary:
    """Read the vocabulary file, and the ordinary words beside it.

    :class:`StoredDataDamaged` names the file if it cannot be used.
    """
    try:
        words = path.with_name("ordinary_words.txt").read_text(encoding="utf-8").split()
        return _vocabulary(tomllib.loads(path.read_text(encoding="utf-8")), frozenset(words))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoredDataDamaged(
            f"The vocabulary file {path.name} cannot be read. Restore it from the release."
        ) from error


def _vocabulary(data: dict[str, Any], ordinary: frozenset[str]) -> Vocabulary:
    meanings = dict(_meanings(data))
    distance = _distance(data["distance"], data["numbers"])
    places = _places(data["places"], data["states"])
    spine = {name: frozenset(words) for name, words in data["broken_spine"].items()}
    people = PeopleWords(**{name: frozenset(words) for name, words in data["people"].items()})
    emergency = _emergency(data["emergency"])
    stop = data["stop"]
    small = _single_words(_phrases(stop["words"]) | places.strong | places.weak)
    small |= _single_words(distance.before | distance.after)
    small |= distance.miles | distance.kilometres | distance.time | set(distance.numbers)
    small |= distance.unmeasured | _single_words(distance.at_least | distance.or_more)
    small |= spine["damage"] | spine["sites"] | places.around | people.degrees
    known = small | _single_words([*meanings, *places.states]) | people.titles
    known |= people.given_names | ordinary
    known |= emergency.signs | emergency.parts | _single_words(emergency.phrases)
    return Vocabulary(
        meanings=meanings,
        longest=max(map(len, meanings)),
        initials={
            word: Meaning(group["as"], group["value"])
            for group in data["meanings"]
            for word in group.get("initials", ())
        },
        spine=SpineWords(**spine),
        emergency=emergency,
        denial=_denial(data["denial"]),
        small=small,
        ordinary=ordinary,
        links=frozenset(stop["links"]),
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


def _emergency(words: dict[str, Any]) -> EmergencyWords:
    phrases = _phrases(words["phrases"])
    return EmergencyWords(
        phrases=phrases,
        longest=max(map(len, phrases)),
        signs=frozenset(words["signs"]),
        parts=frozenset(words["parts"]),
        denials=frozenset(words["denials"]),
        deniable=frozenset(words["deniable"]),
    )


def _denial(words: dict[str, Any]) -> DenialWords:
    return DenialWords(
        before=_phrases(words["before"]),
        auxiliaries=frozenset(words["auxiliaries"]),
        questions=_phrases(words["questions"]),
        between=frozenset(words["between"]),
        between_places=frozenset(words["between_places"]),
        behind=_phrases(words["behind"]),
    )


def _distance(words: dict[str, Any], numbers: dict[str, float]) -> DistanceWords:
    return DistanceWords(
        before=_phrases(words["before"]),
        before_bare_number=_phrases(words["before_bare_number"]),
        after=_phrases(words["after"]),
        miles=frozenset(words["miles"]),
        kilometres=frozenset(words["kilometres"]),
        time=frozenset(words["time"]),
        unmeasured=frozenset(words["unmeasured"]),
        at_least=_phrases(words["at_least"]),
        or_more=_phrases(words["or_more"]),
        numbers=numbers,
        articles=frozenset(words["articles"]),
    )


def _places(words: dict[str, Any], states: dict[str, Any]) -> PlaceWords:
    named = _phrases([*states["names"], *states["codes"]])
    return PlaceWords(
        strong=_phrases(words["strong"]),
        weak=_phrases(words["weak"]),
        vague=_phrases(words["vague"]),
        articles=frozenset(words["articles"]),
        around=frozenset(words["around"]),
        states=named,
        state_ends=frozenset(state[-1] for state in named),
        regions=_phrases(words["regions"]),
        parts_of_states=frozenset(words["parts_of_states"]),
        outside=_phrases(words["outside"]),
        home=_phrases(words["home"]),
        begins=frozenset(words["begins"]),
        street_ends=frozenset(words["street_ends"]),
        compass=frozenset(words["compass"]),
    )


def _spelling(words: dict[str, Any]) -> SpellingRules:
    return SpellingRules(
        shortest=words["shortest"],
        procedures=tuple(words["procedures"]),
        procedure_score=words["procedure_score"],
        sounds={sound(name): name for name in words["procedures"]},
        sound_score=words["sound_score"],
        joined_score=words["joined_score"],
        bones=tuple(words["bones"]),
        bone_score=words["bone_score"],
        key_words=tuple(words["key_words"]),
        key_score=words["key_score"],
        key_sounds={sound(word): word for word in words["key_words"]},
        key_sound_score=words["key_sound_score"],
        not_a_name_score=words["not_a_name_score"],
        typed_for=words["typed_for"],
    )
