"""What a request and its free words ask for together."""

from dataclasses import dataclass

from finder.domain.errors import InvalidSearch, InvalidValue, UnknownPlace
from finder.domain.place import Place, PlaceChoice, PlaceChoices
from finder.domain.procedures import Procedure
from finder.domain.results import Notice, NoticeCode
from finder.domain.search import INTERVENTIONAL_RADIOLOGY, Filters, SearchRequest
from finder.domain.words import Wishes
from finder.services import search_notices as notices
from finder.services.resources import Resources
from finder.vocabulary.understand import understand


@dataclass(frozen=True, slots=True)
class Question:
    """What a request and its words ask for together; an explicit parameter wins."""

    request: SearchRequest
    wishes: Wishes
    procedure: Procedure
    filters: Filters
    preset: str
    radius_miles: float | None
    place: Place | None
    place_choices: tuple[PlaceChoice, ...]
    notices: tuple[Notice, ...]


def read_question(resources: Resources, request: SearchRequest) -> Question:
    """Reads the words, then lets the parameters have the last say."""
    wishes = understand(request.text, resources.places.is_place, resources.vocabulary)
    place: Place | None = None
    choices: tuple[PlaceChoice, ...] = ()
    told: list[Notice] = list(notices.about_words(wishes))
    asked_for = request.near or wishes.place_text or ""
    if not asked_for:
        if not (wishes.npi or wishes.name_text):
            told.append(notices.place_needed(wishes.near_me))
    else:
        try:
            found = resources.places.resolve(asked_for)
        except InvalidValue as problem:
            # Off the globe: as a parameter a bad value, among free words a place not known.
            if request.near:
                raise InvalidSearch([("near", str(problem))]) from None
            told.append(Notice(NoticeCode.PLACE_UNKNOWN, str(problem)))
        except UnknownPlace as problem:
            told.append(Notice(NoticeCode.PLACE_UNKNOWN, str(problem)))
        else:
            if isinstance(found, PlaceChoices):
                choices = found.choices
                told.append(notices.place_ambiguous(asked_for))
            else:
                place = found
                told.extend(notices.about_place(found))
    return Question(
        request=request,
        wishes=wishes,
        procedure=request.procedure or wishes.procedure or Procedure.ANY,
        filters=_filters(request, wishes),
        preset=request.preset or resources.rules.default_preset,
        radius_miles=request.radius_miles or wishes.radius_miles,
        place=place,
        place_choices=choices,
        notices=tuple(told),
    )


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
