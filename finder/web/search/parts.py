"""What a search was understood to ask for, part by part, each with the way to take it back."""

from collections.abc import Callable
from dataclasses import dataclass

from finder.domain.results import SearchResults
from finder.domain.search import ANY_SPECIALTY
from finder.domain.sentences import Sentence
from finder.domain.words import Understood, as_typed, without
from finder.web.filters.words import PROCEDURES, language_name
from finder.web.search.links import PRESET_LABELS, Link, Links

_Label = Callable[[SearchResults, str], str]


@dataclass(frozen=True, slots=True)
class Mended:
    """A misspelling that was read as another word, and the search for exactly what was typed.

    ``href`` is empty for what stands in the field of the place, where it can be typed anew.
    """

    typed: str
    meant: str
    href: str


def within(miles: float) -> Sentence:
    """How far, as part of a sentence."""
    if miles == 1:
        return Sentence("within 1 mile")
    return Sentence("within %(miles)s miles", miles=f"{miles:g}")


def parts_of(results: SearchResults, links: Links) -> list[Link]:
    """Every part in the order in which a person would say them.

    A link takes away both the words and the parameter that ask for its part.
    """
    parts = []
    by_name = results.is_by_name
    for kind, (name, label) in _KINDS.items():
        if by_name and kind not in _OF_PEOPLE:
            continue
        worded = next((part for part in results.understood if part.as_ == kind), None)
        given = links.parameters.get(name, "").strip()
        if given == "0" or not (given or worded):
            continue
        shown = label(results, given or (worded.value if worded else ""))
        if shown:
            parts.append(Link(shown, _without(results, links, worded, name)))
    return parts


def mended(results: SearchResults, links: Links) -> list[Mended]:
    """Every correction with the way to undo it."""
    text = results.request.text
    return [
        Mended(
            correction.from_,
            correction.to,
            links.to(q=as_typed(text, correction)) if correction.spans else "",
        )
        for correction in results.corrections
    ]


def _without(results: SearchResults, links: Links, worded: Understood | None, name: str) -> str:
    changes: dict[str, str | None] = {name: None} if name else {}
    if worded is not None:
        changes["q"] = without(results.request.text, worded) or None
    return links.to(**changes)


def _place(results: SearchResults, value: str) -> str:
    place = results.place.spoken if results.place else value
    return Sentence("near %(place)s", place=place)


def _radius(results: SearchResults, value: str) -> str:
    return within(results.request.radius_miles or float(value))


def _specialty(results: SearchResults, _value: str) -> str:
    if results.filters.specialty == ANY_SPECIALTY:
        return Sentence("all specialties")
    return Sentence("interventional radiologists")


def _preset(results: SearchResults, _value: str) -> str:
    # What a parameter asks for is marked in the row of orders already.
    if results.request.preset:
        return ""
    return Sentence("order: %(order)s", order=PRESET_LABELS[results.preset])


def _always(label: Sentence) -> _Label:
    return lambda _results, _value: label


def _as_words(_results: SearchResults, value: str) -> str:
    return Sentence("“%(words)s”", words=value)


# A list by name asks for nothing else.
_OF_PEOPLE = ("name", "npi", "procedure", "place")
# By the kind of the understood words: the parameter that asks for the same, and the label.
_KINDS: dict[str, tuple[str, _Label]] = {
    "name": ("", lambda _results, value: Sentence("named %(name)s", name=value)),
    "npi": ("", lambda _results, value: Sentence("NPI %(npi)s", npi=value)),
    "procedure": ("procedure", lambda results, _value: PROCEDURES[results.procedure]),
    "place": ("near", _place),
    "radius": ("radius", _radius),
    "specialty": ("specialty", _specialty),
    "certified": ("certified", _always(Sentence("board certification checked"))),
    "member": ("member", _always(Sentence("SIR membership checked"))),
    "language": (
        "language",
        lambda _results, value: Sentence("speaks %(language)s", language=language_name(value)),
    ),
    "new_patients": ("new_patients", _always(Sentence("takes new patients"))),
    "telehealth": ("telehealth", _always(Sentence("offers telehealth"))),
    "medicare": ("medicare", _always(Sentence("takes Medicare"))),
    "preset": ("preset", _preset),
    "insurance": ("", _as_words),
    "not-a-distance": ("", _as_words),
    "denied-words": ("", _as_words),
    "other-treatment": ("", _always(Sentence("another treatment"))),
}
