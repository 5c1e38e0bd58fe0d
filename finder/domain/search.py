"""What a search asks for, read strictly from the parameters of page, API and command line."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from finder.domain.errors import InvalidSearch, InvalidValue
from finder.domain.procedures import Procedure
from finder.domain.rules import PRESETS
from finder.domain.sentences import Sentence

LONGEST_TEXT = 200
SMALLEST_RADIUS = 1.0
LARGEST_RADIUS = 500.0
MOST_PER_PAGE = 50
DEFAULT_PER_PAGE = 20
LAST_PAGE = 10_000
INTERVENTIONAL_RADIOLOGY = "interventional-radiology"
ANY_SPECIALTY = "any"

PARAMETERS = (
    "q",
    "near",
    "procedure",
    "radius",
    "preset",
    "certified",
    "member",
    "specialty",
    "language",
    "new_patients",
    "telehealth",
    "medicare",
    "page",
    "per_page",
)

_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
_LANGUAGE = re.compile(r"[a-z]{2}")
# Every code of ISO 639-1.
_ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th
ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGE_CODES = frozenset(_ISO_639_1.split())

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a result must have; the last four belong to the practice location shown."""

    certified: bool = False
    member: bool = False
    specialty: str = INTERVENTIONAL_RADIOLOGY
    language: str | None = None
    new_patients: bool = False
    telehealth: bool = False
    medicare: bool = False


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """The parameters as given; ``None`` leaves a question open for the words to answer."""

    text: str = ""
    near: str = ""
    procedure: Procedure | None = None
    radius_miles: float | None = None
    preset: str | None = None
    certified: bool | None = None
    member: bool | None = None
    specialty: str | None = None
    language: str | None = None
    new_patients: bool | None = None
    telehealth: bool | None = None
    medicare: bool | None = None
    page: int = 1
    per_page: int = DEFAULT_PER_PAGE


def parse_search(parameters: Mapping[str, str]) -> SearchRequest:
    """Reads the known parameters; empty text is the same as none.

    Raises ``InvalidSearch`` with one sentence for each parameter that cannot be used.
    """
    reading = _Reading(parameters)
    request = SearchRequest(
        text=reading.value("q", _text) or "",
        near=reading.value("near", _text) or "",
        procedure=reading.value("procedure", _procedure),
        radius_miles=reading.value("radius", _radius),
        preset=reading.value("preset", lambda text: _choice("preset", text, PRESETS)),
        certified=reading.value("certified", _switch),
        member=reading.value("member", _switch),
        specialty=reading.value(
            "specialty",
            lambda text: _choice("specialty", text, (INTERVENTIONAL_RADIOLOGY, ANY_SPECIALTY)),
        ),
        language=reading.value("language", _language),
        new_patients=reading.value("new_patients", _switch),
        telehealth=reading.value("telehealth", _switch),
        medicare=reading.value("medicare", _switch),
        page=reading.value("page", lambda text: _whole(text, "page", LAST_PAGE)) or 1,
        per_page=reading.value("per_page", lambda text: _whole(text, "per_page", MOST_PER_PAGE))
        or DEFAULT_PER_PAGE,
    )
    if reading.problems:
        raise InvalidSearch(reading.problems)
    return request


class _Reading:
    """Collects the problem of every parameter, so that all are told at once."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        self.parameters = parameters
        self.problems: list[tuple[str, str]] = []

    def value(self, name: str, read: Callable[[str], T]) -> T | None:
        try:
            text = clean(self.parameters.get(name, ""))
            return read(text) if text else None
        except InvalidValue as problem:
            self.problems.append((name, str(problem)))
            return None


def clean(text: str) -> str:
    """Trimmed and NFC-normalised; control characters and lone surrogates are refused."""
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\r\n":
            raise InvalidValue(
                Sentence("Leave out control characters: type plain letters and digits.")
            )
    return " ".join(unicodedata.normalize("NFC", text).split())


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise InvalidValue(
            Sentence(
                "That is %(length)s characters long. Use at most %(longest)s: a procedure and a "
                "ZIP code are enough.",
                length=len(text),
                longest=LONGEST_TEXT,
            )
        )
    return text


def _procedure(text: str) -> Procedure:
    return Procedure(_choice("procedure", text, tuple(Procedure)))


def _choice(name: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise InvalidValue(
            Sentence(
                "Choose one of these for %(name)s: %(allowed)s.",
                name=name,
                allowed=", ".join(allowed),
            )
        )
    return text


def _radius(text: str) -> float:
    miles = float(text) if _NUMBER.fullmatch(text) else 0.0
    if not SMALLEST_RADIUS <= miles <= LARGEST_RADIUS:
        raise InvalidValue(
            Sentence(
                "Give the distance in miles, from %(smallest)s to %(largest)s, or leave it empty.",
                smallest=f"{SMALLEST_RADIUS:.0f}",
                largest=f"{LARGEST_RADIUS:.0f}",
            )
        )
    return miles


def _switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise InvalidValue(Sentence("Use 1 to ask for this, or leave it out."))
    return text == "1"


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise InvalidValue(Sentence("Give the language as two small letters, such as en or es."))
    if text not in LANGUAGE_CODES:
        raise InvalidValue(
            Sentence(
                "No language has the code %(code)s. Use two letters such as en, es or vi.",
                code=text,
            )
        )
    return text


def _whole(text: str, name: str, largest: int) -> int:
    number = int(text) if _WHOLE_NUMBER.fullmatch(text) else 0
    if not 1 <= number <= largest:
        raise InvalidValue(
            Sentence(
                "Use a whole number from 1 to %(largest)s for %(name)s.", largest=largest, name=name
            )
        )
    return number
