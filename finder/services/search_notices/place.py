"""What to know about the place of a search."""

from collections.abc import Iterator

from finder.domain.place import Place, PlaceKind
from finder.domain.results import Notice, NoticeCode
from finder.domain.sentences import Sentence

_MOST_NAMESAKES = 4


def place_needed(near_me: bool) -> Notice:
    if near_me:
        sentence = Sentence(
            "To find doctors near you, we need a place. "
            "Type a ZIP code such as 60601, or a city and state."
        )
    else:
        sentence = Sentence(
            "To find doctors, we need a place. Type a ZIP code such as 60601, or a city and state."
        )
    return Notice(NoticeCode.PLACE_NEEDED, sentence)


def place_ambiguous(asked_for: str, *, may_be_a_person: bool) -> Notice:
    """Several places of one name; a lone word may also have been meant as a person."""
    if may_be_a_person:
        sentence = Sentence(
            "There is more than one %(place)s. Choose the one you mean, or type a ZIP code. "
            "If it is the name of a doctor, type “Dr. %(place)s”.",
            place=asked_for,
        )
    else:
        sentence = Sentence(
            "There is more than one %(place)s. Choose the one you mean, or type a ZIP code.",
            place=asked_for,
        )
    return Notice(NoticeCode.PLACE_AMBIGUOUS, sentence)


def about_place(place: Place) -> Iterator[Notice]:
    """How sure the place is."""
    if place.namesakes:
        yield Notice(NoticeCode.PLACE_CHOSEN, _chosen_among(place))
    if place.approximate:
        if place.kind is PlaceKind.CITY:
            sentence = Sentence(
                "The point for this place is approximate, so distances may be off by some miles."
            )
        else:
            sentence = Sentence(
                "The point for this ZIP code is approximate, so distances may be off by some miles."
            )
        yield Notice(NoticeCode.PLACE_APPROXIMATE, sentence)


def no_state(place: Place, state: str, code: str) -> Notice:
    """ "LA" is taken for the city, and might be the state."""
    return Notice(
        NoticeCode.PLACE_CHOSEN,
        Sentence(
            "We took %(place)s. For the state of %(state)s, type a city followed by %(code)s.",
            place=place.label,
            state=state,
            code=code,
        ),
    )


def city_elsewhere(city: str, place: Place) -> Notice:
    """A city beside a ZIP code in which it does not lie."""
    return Notice(
        NoticeCode.PLACE_LEFT_OUT,
        Sentence(
            "%(place)s is not near “%(city)s”. We took the ZIP code and left out the city.",
            place=place.spoken,
            city=city,
        ),
    )


def _chosen_among(place: Place) -> Sentence:
    named = "; ".join(choice.label for choice in place.namesakes[:_MOST_NAMESAKES])
    if len(place.namesakes) > _MOST_NAMESAKES:
        return Sentence(
            "We took %(place)s. Other places of that name: %(others)s, and more. "
            "Type the city with its state to choose another.",
            place=place.label,
            others=named,
        )
    return Sentence(
        "We took %(place)s. Other places of that name: %(others)s. "
        "Type the city with its state to choose another.",
        place=place.label,
        others=named,
    )
