"""Misspelt medical words mended, without turning a place or a surname into one."""

from collections.abc import Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from finder.domain.words import Correction
from finder.vocabulary.phrasebook import SpellingRules
from finder.vocabulary.reading import Reading
from finder.vocabulary.sounds import sound


def mend(reading: Reading) -> None:
    """Replace unknown words that are nearly a known one; a word split in two is joined first."""
    rules = reading.vocabulary.spelling
    for index, word in enumerate(reading.words):
        if index in reading.exact or not reading.is_loose(index):
            continue
        if joined := _joined(reading, index):
            _correct(reading, index, index + 2, joined)
            reading.drop(index + 1, index + 2)
            reading.torn.add(index + 1)
        elif not _is_known(reading, index) and (
            better := rules.typed_for.get(word) or _mended(reading, index, rules)
        ):
            _correct(reading, index, index + 1, better)


def looks_like_a_procedure(word: str, rules: SpellingRules) -> bool:
    """Whether a word is too close to a procedure's name to be a person's."""
    return _nearest(word, rules.procedures, rules.not_a_name_score) is not None


def _correct(reading: Reading, start: int, end: int, better: str) -> None:
    span = (reading.tokens[start].start, reading.tokens[end - 1].end)
    reading.corrections.append(Correction(reading.typed(start, end), better, (span,)))
    reading.words[start] = better


def _is_known(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    typed_for = reading.vocabulary.spelling.typed_for
    return word not in typed_for and word in reading.vocabulary.known


def _begins_a_place(reading: Reading, index: int) -> bool:
    """Whether this word alone or with the next is a place: "International Falls"."""
    ends = range(index + 1, min(index + 2, len(reading)) + 1)
    return any(reading.weight(index, end) for end in ends)


def _mended(reading: Reading, index: int, rules: SpellingRules) -> str | None:
    word = reading.words[index]
    if len(word) < rules.shortest or _begins_a_place(reading, index):
        return None
    better = _procedure(word, rules, rules.procedure_score)
    people = reading.vocabulary.people
    is_named = index and reading.words[index - 1] in people.titles | people.given_names
    if better is None and not is_named:
        better = (
            _nearest(word, rules.bones, rules.bone_score)
            or _nearest(word, rules.key_words, rules.key_score)
            or _one_slip_from(word, rules.key_words)
            or _heard(word, rules.key_sounds, rules.key_sound_score)
        )
    return better


def _joined(reading: Reading, index: int) -> str | None:
    """The procedure that this word and the next spell together: "kyfo plasty", "ky foplasty"."""
    if not reading.is_word(index + 1) or index + 1 in reading.exact:
        return None
    words = reading.words[index : index + 2]
    if tuple(words) in reading.vocabulary.meanings or not _is_torn(reading, index):
        return None
    rules = reading.vocabulary.spelling
    joined = _procedure("".join(words), rules, rules.joined_score)
    # "FL kyfoplasty" is a state and a word of its own.
    is_whole = joined and fuzz.ratio(words[1], joined) >= fuzz.ratio("".join(words), joined)
    return None if is_whole else joined


def _is_torn(reading: Reading, index: int) -> bool:
    """Whether the next word looks like the end of one that was torn in two."""
    known = reading.vocabulary.known
    first, second = reading.words[index : index + 2]
    if second in ("plasty", "plastia"):
        return True
    if second.startswith("pla"):
        return first not in known
    return second not in known and second.endswith(("plasty", "plastia"))


def _procedure(word: str, rules: SpellingRules, score: float) -> str | None:
    """The procedure spelled nearly so, else the one that sounds nearly so."""
    return (
        _nearest(word, rules.procedures, score)
        or _heard(word, rules.sounds, rules.sound_score)
        or _begun(word, rules)
    )


def _begun(word: str, rules: SpellingRules) -> str | None:
    """The only procedure that begins so; "verteb" may as well be a bone."""
    begun = [name for name in rules.procedures if name.startswith(word)]
    is_bone = any(bone.startswith(word) for bone in rules.bones)
    return begun[0] if begun and not is_bone and len(word) >= rules.shortest else None


def _heard(word: str, sounds: Mapping[str, str], score: float) -> str | None:
    nearest = _nearest(sound(word), tuple(sounds), score)
    return sounds[nearest] if nearest else None


def _nearest(word: str, choices: tuple[str, ...], score: float) -> str | None:
    best = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=score)
    return None if best is None else best[0]


def _one_slip_from(word: str, choices: tuple[str, ...]) -> str | None:
    """The choice from which one letter, or two changed about, parts this word."""
    best = process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=1)
    return None if best is None else best[0]
