"""What to know about the name or the NPI in a search."""

from collections.abc import Sequence

from finder.domain.place import Place
from finder.domain.results import Notice, NoticeCode
from finder.domain.sentences import Sentence
from finder.domain.words import Wishes

_ABOUT_PLACES = (
    NoticeCode.PLACE_NEEDED,
    NoticeCode.PLACE_AMBIGUOUS,
    NoticeCode.PLACE_UNKNOWN,
    NoticeCode.PLACE_APPROXIMATE,
    NoticeCode.PLACE_CHOSEN,
    NoticeCode.PLACE_LEFT_OUT,
    NoticeCode.PLACE_AROUND,
    NoticeCode.DISTANCE_CHANGED,
)


def nobody_by_that_name(wishes: Wishes, place: Place | None) -> Notice:
    """Nobody has the NPI or the name; a name that was only guessed may have been none."""
    if wishes.npi:
        return Notice(
            NoticeCode.NPI_NOT_FOUND,
            Sentence(
                "Nobody with the NPI %(npi)s is listed here. Check the ten digits.",
                npi=wishes.npi,
            ),
        )
    name = wishes.name_text or ""
    if place is None:
        sentence = Sentence(
            "We found nobody named “%(name)s”. Check the spelling, or try only the last name.",
            name=name,
        )
    elif wishes.name_is_guessed:
        sentence = Sentence(
            "No doctor listed here has the name “%(name)s”, so we left it out.", name=name
        )
    else:
        sentence = Sentence(
            "We found nobody named “%(name)s”. Check the spelling, or try only the last name. "
            "These are the doctors near %(place)s.",
            name=name,
            place=place.spoken,
        )
    return Notice(NoticeCode.NAME_NOT_FOUND, sentence)


def with_missing_name(told: Sequence[Notice], missing: Notice) -> tuple[Notice, ...]:
    """The missing name comes first, but for the warning of danger."""
    urgent = [notice for notice in told if notice.code is NoticeCode.EMERGENCY]
    return (*urgent, missing, *(notice for notice in told if notice not in urgent))


def for_people(told: Sequence[Notice]) -> tuple[Notice, ...]:
    """What still matters where people were found by name: nothing about a place."""
    return tuple(notice for notice in told if notice.code not in _ABOUT_PLACES)


def name_guessed(name: str) -> Notice:
    """What was taken for a name because nothing else explained it."""
    return Notice(
        NoticeCode.NAME_GUESSED,
        Sentence(
            "We took “%(name)s” for the name of a doctor. "
            "To see all doctors, search again without it.",
            name=name,
        ),
    )
