"""What the free words of a search ask for, part by part, before any place is looked up."""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from finder.domain.procedures import Procedure

Spans = tuple[tuple[int, int], ...]

_LOOSE_MARKS = re.compile(r"(?:\s*[,;:&/–—-])+(?=\s*(?:[,;:&.!?]|$))")
_EMPTY_MARKS = re.compile(r"""\( ?\)|\[ ?\]|“ ?”|« ?»|" ?"|' ?'|¿ ?\?|¡ ?!""")
_OPENING_MARKS = re.compile(r"^[\s,;:&/.!?–—-]+")


@dataclass(frozen=True, slots=True)
class Understood:
    """One recognised part: the words as typed, what they were taken as, and the value.

    ``as_`` is one of procedure, place, radius, certified, member, language, new_patients,
    telehealth, medicare, specialty, insurance, other-treatment, near-me, name, npi, preset,
    emergency, not-a-distance, denied-words. ``spans`` are the stretches of the composed text
    (Unicode form NFC) to cut so that nothing of the kind is understood any more: connecting words
    and repetitions too.
    """

    text: str
    as_: str
    value: str
    spans: Spans = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Correction:
    """A misspelling that was mended; ``spans`` say where it stands in the composed text."""

    from_: str
    to: str
    spans: Spans = field(default=(), compare=False, repr=False)


class Doubt(StrEnum):
    """Why words were not followed as they stand."""

    DENIED = "denied"
    AT_LEAST = "at-least"
    RANGE = "range"
    BEYOND_LIMITS = "beyond-limits"
    # In blocks or stops.
    NOT_MEASURED = "not-measured"
    OTHER_PLACE = "other-place"
    # A city, which may lie elsewhere.
    BESIDE_ZIP = "beside-zip"
    # "Outside of Dayton".
    AROUND = "around"
    OTHER_LANGUAGE = "other-language"


@dataclass(frozen=True, slots=True)
class Remark:
    """Words that were not followed as they stand, why, and what is used in their place."""

    doubt: Doubt
    text: str
    used: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything the words ask for; ``None`` or ``False`` where they are silent.

    ``radius_miles`` lies within 1-500; ``language`` is an ISO 639-1 code; ``npi`` is ten digits
    whose check digit was not looked at; ``near_me`` is false once a place is named. A name is
    guessed where nothing but its being unknown says that it is one.
    """

    procedure: Procedure | None = None
    place_text: str | None = None
    near_me: bool = False
    radius_miles: float | None = None
    certified: bool = False
    member: bool = False
    language: str | None = None
    new_patients: bool = False
    telehealth: bool = False
    medicare: bool = False
    specialty: str | None = None
    preset: str | None = None
    npi: str | None = None
    name_text: str | None = None
    name_is_guessed: bool = False
    not_a_distance: str | None = None
    is_emergency: bool = False
    understood: tuple[Understood, ...] = ()
    corrections: tuple[Correction, ...] = ()
    remarks: tuple[Remark, ...] = ()


def without(text: str, part: Understood) -> str:
    """The words of a search with one part taken out, tidy enough to stand in the box again."""
    kept, start = [], 0
    composed = unicodedata.normalize("NFC", text)
    for first, end in sorted(part.spans):
        kept.append(composed[start:first])
        start = max(start, end)
    rest = " ".join(" ".join([*kept, composed[start:]]).split())
    rest = " ".join(_EMPTY_MARKS.sub("", rest).split())
    rest = _OPENING_MARKS.sub("", _LOOSE_MARKS.sub("", rest))
    return re.sub(r"\s+(?=[,;:!?])", "", rest)


def as_typed(text: str, correction: Correction) -> str:
    """The words with a mended one in quotation marks, which means: search for exactly this."""
    composed = unicodedata.normalize("NFC", text)
    for start, end in sorted(correction.spans, reverse=True):
        composed = f'{composed[:start]}"{composed[start:end]}"{composed[end:]}'
    return composed
