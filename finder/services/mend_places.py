"""Misspelt places of a search, mended and told as corrections."""

import unicodedata
from dataclasses import replace

from finder.domain.place import Place, PlaceKind
from finder.domain.words import Correction, Understood, Wishes
from finder.places.resolve import PlaceTables

_NAME, _PLACE = "name", "place"


def with_misspelt_place(text: str, wishes: Wishes, places: PlaceTables) -> Wishes:
    """A guessed name that nearly spells a big city or a state is that, where no place is named."""
    if not wishes.name_is_guessed or wishes.place_text or wishes.npi:
        return wishes
    (name,) = (part for part in wishes.understood if part.as_ == _NAME)
    whole = _with_the_word_before(text, name)
    for part in filter(None, (whole, name)):
        meant = places.misspelt(part.text)
        if meant:
            return _with_place(wishes, name, part, meant)
    return wishes


def with_correction(text: str, wishes: Wishes, place: Place, places: PlaceTables) -> Wishes:
    """The place of the words that was found only because a misspelling was forgiven."""
    part = next((part for part in wishes.understood if part.as_ == _PLACE), None)
    if part is None or part.value != wishes.place_text or not places.is_forgiven(part.value):
        return wishes
    start = unicodedata.normalize("NFC", text).find(part.text)
    if start < 0:
        return wishes
    span = (start, start + len(part.text))
    mended = Correction(part.text, place.label, (span,))
    return replace(wishes, corrections=(*wishes.corrections, mended))


def with_corrected_parameter(
    near: str, wishes: Wishes, place: Place, places: PlaceTables
) -> Wishes:
    """The place of the parameter, where a misspelling of it was forgiven."""
    if place.kind is not PlaceKind.CITY or not places.is_forgiven(near):
        return wishes
    return replace(wishes, corrections=(*wishes.corrections, Correction(near, place.label)))


def is_quoted(text: str, words: str) -> bool:
    """Whether a person put these words between quotation marks, to have them taken as they are."""
    return f'"{words}"' in text


def _with_place(wishes: Wishes, name: Understood, part: Understood, meant: str) -> Wishes:
    place = replace(part, as_=_PLACE, value=meant)
    return replace(
        wishes,
        place_text=meant,
        near_me=False,
        name_text=None,
        name_is_guessed=False,
        understood=tuple(place if other is name else other for other in wishes.understood),
        corrections=(*wishes.corrections, Correction(part.text, meant, part.spans)),
    )


def _with_the_word_before(text: str, name: Understood) -> Understood | None:
    """ "New Yrok" where only the second word was unknown."""
    if len(name.spans) != 1:
        return None
    start, end = name.spans[0]
    before = unicodedata.normalize("NFC", text)[:start]
    first = before.rstrip().rpartition(" ")[2]
    if not first.isalpha():
        return None
    began = before.rindex(first)
    return replace(name, text=f"{first} {name.text}", spans=((began, end),))
