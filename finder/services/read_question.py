"""What a request and its free words ask for together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from finder.domain.errors import InvalidSearch, InvalidValue, UnknownPlace
from finder.domain.geography import miles_between
from finder.domain.place import Place, PlaceChoice, PlaceChoices, PlaceKind
from finder.domain.procedures import Procedure
from finder.domain.results import Notice, NoticeCode
from finder.domain.search import INTERVENTIONAL_RADIOLOGY, Filters, SearchRequest
from finder.domain.words import Doubt, Wishes
from finder.places.resolve import PlaceTables
from finder.services import search_notices as notices
from finder.services.mend_places import (
    is_quoted,
    with_corrected_parameter,
    with_correction,
    with_misspelt_place,
)
from finder.services.resources import Resources
from finder.vocabulary.understand import understand

# A city and the ZIP codes of its surroundings.
_SAME_REGION_MILES = 50.0


@dataclass(frozen=True, slots=True)
class Question:
    """What a request and its words ask for together; an explicit parameter wins.

    ``place_is_the_name`` where a guessed name is a town too, which is meant if nobody has the name.
    """

    request: SearchRequest
    wishes: Wishes
    procedure: Procedure
    filters: Filters
    preset: str
    radius_miles: float | None
    place: Place | None
    place_choices: tuple[PlaceChoice, ...]
    place_is_the_name: bool
    notices: tuple[Notice, ...]


def read_question(resources: Resources, request: SearchRequest) -> Question:
    """Reads the words, then lets the parameters have the last say."""
    wishes = understand(request.text, resources.places.people_meant, resources.vocabulary)
    if not request.near:
        wishes = with_misspelt_place(request.text, wishes, resources.places)
    wishes = _without_settled_doubts(request, wishes)
    asked_for = request.near or wishes.place_text or ""
    place_is_the_name = not asked_for and _may_be_a_town(wishes, resources.places)
    if place_is_the_name:
        asked_for = wishes.name_text or ""
    found, told = _place_asked_for(resources.places, asked_for, request, wishes)
    if isinstance(found, Place):
        mend = with_corrected_parameter if request.near else with_correction
        wishes = mend(request.near or request.text, wishes, found, resources.places)
    return Question(
        request=request,
        wishes=wishes,
        procedure=request.procedure or wishes.procedure or Procedure.ANY,
        filters=_filters(request, wishes),
        preset=request.preset or wishes.preset or resources.rules.default_preset,
        radius_miles=request.radius_miles or wishes.radius_miles,
        place=found if isinstance(found, Place) else None,
        place_choices=found.choices if isinstance(found, PlaceChoices) else (),
        place_is_the_name=place_is_the_name,
        notices=(*notices.about_words(wishes), *told),
    )


def _without_settled_doubts(request: SearchRequest, wishes: Wishes) -> Wishes:
    """Nothing is said of words that a parameter overrules."""
    settled: set[Doubt] = set()
    if request.near:
        settled |= {Doubt.OTHER_PLACE, Doubt.BESIDE_ZIP, Doubt.AROUND}
    if request.radius_miles:
        settled |= {Doubt.AT_LEAST, Doubt.RANGE, Doubt.BEYOND_LIMITS, Doubt.NOT_MEASURED}
    if request.language:
        settled.add(Doubt.OTHER_LANGUAGE)
    kept = tuple(remark for remark in wishes.remarks if remark.doubt not in settled)
    return replace(wishes, remarks=kept)


def _may_be_a_town(wishes: Wishes, places: PlaceTables) -> bool:
    return wishes.name_is_guessed and bool(places.people_meant(wishes.name_text or ""))


def _place_asked_for(
    places: PlaceTables, asked_for: str, request: SearchRequest, wishes: Wishes
) -> tuple[Place | PlaceChoices | None, tuple[Notice, ...]]:
    """The place of the parameter, else of the words, and what there is to say about it."""
    if not asked_for:
        return None, (notices.place_needed(wishes.near_me),) if _needs_a_place(wishes) else ()
    try:
        found = places.resolve(asked_for, as_written=is_quoted(request.text, asked_for))
    except InvalidValue as problem:
        # Off the globe: as a parameter a bad value, among free words a place not known.
        if request.near:
            raise InvalidSearch([("near", str(problem))]) from None
        return None, (Notice(NoticeCode.PLACE_UNKNOWN, str(problem)),)
    except UnknownPlace as problem:
        return None, (Notice(NoticeCode.PLACE_UNKNOWN, str(problem)),)
    if isinstance(found, PlaceChoices):
        # A guessed name was looked up already.
        may_be_a_person = asked_for == wishes.place_text and wishes.procedure is None
        return found, (notices.place_ambiguous(asked_for, may_be_a_person=may_be_a_person),)
    return found, (
        *notices.about_place(found),
        *_about_a_state(places, asked_for, found),
        *_about_cities_beside(places, wishes, found),
    )


def _about_a_state(places: PlaceTables, asked_for: str, found: Place) -> Iterator[Notice]:
    code = places.state_called(asked_for)
    if code and found.kind is PlaceKind.CITY and not found.label.endswith(code):
        yield notices.no_state(found, places.state_name(code), code)


def _about_cities_beside(places: PlaceTables, wishes: Wishes, found: Place) -> Iterator[Notice]:
    """The city beside a ZIP code, where it lies elsewhere."""
    for remark in wishes.remarks:
        if remark.doubt is Doubt.BESIDE_ZIP and not _is_near(places, remark.text, found):
            yield notices.city_elsewhere(remark.text, found)


def _is_near(places: PlaceTables, city: str, place: Place) -> bool:
    """Whether a place of that name lies near; a text of no place says nothing against it."""
    try:
        meant = places.resolve(city)
    except (InvalidValue, UnknownPlace):
        return True
    points = [meant.point] if isinstance(meant, Place) else [one.point for one in meant.choices]
    return any(miles_between(point, place.point) <= _SAME_REGION_MILES for point in points)


def _needs_a_place(wishes: Wishes) -> bool:
    """A person is found without one; a guessed name beside other wishes may be no person."""
    if wishes.npi:
        return False
    is_doubtful = wishes.name_is_guessed and len(wishes.understood) > 1
    return wishes.name_text is None or wishes.near_me or is_doubtful


def without_the_name(question: Question) -> Question:
    """The rest of the question, with the news that nobody has the name or NPI."""
    wishes = question.wishes
    if question.place_is_the_name:
        return replace(question, wishes=_with_the_name_as_place(wishes))
    missing = notices.nobody_by_that_name(wishes, question.place)
    return replace(
        question,
        wishes=_without_a_wrong_guess(wishes),
        notices=notices.with_missing_name(question.notices, missing),
    )


def _with_the_name_as_place(wishes: Wishes) -> Wishes:
    parts = (
        replace(part, as_="place") if part.as_ == "name" else part for part in wishes.understood
    )
    return replace(wishes, name_text=None, name_is_guessed=False, understood=tuple(parts))


def _without_a_wrong_guess(wishes: Wishes) -> Wishes:
    """A guessed name that nobody has is no longer called one, if it is not written like one."""
    name = wishes.name_text or ""
    if not wishes.name_is_guessed or " " in name or name[:1].isupper():
        return wishes
    kept = tuple(part for part in wishes.understood if part.as_ != "name")
    return replace(wishes, understood=kept)


def _filters(request: SearchRequest, wishes: Wishes) -> Filters:
    # Nearly every office speaks English and few listings say so: as free words it asks nothing.
    spoken = wishes.language if wishes.language != "en" else None
    return Filters(
        certified=wishes.certified if request.certified is None else request.certified,
        member=wishes.member if request.member is None else request.member,
        specialty=request.specialty or wishes.specialty or INTERVENTIONAL_RADIOLOGY,
        language=request.language or spoken,
        new_patients=_either(request.new_patients, wishes.new_patients),
        telehealth=_either(request.telehealth, wishes.telehealth),
        medicare=_either(request.medicare, wishes.medicare),
    )


def _either(given: bool | None, worded: bool) -> bool:
    return worded if given is None else given
