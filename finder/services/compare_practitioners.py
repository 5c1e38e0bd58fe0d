"""Up to four practitioners side by side: the same facts of each, in the order of the link."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.chosen import MOST_CHOSEN, Choice
from finder.domain.errors import InvalidValue, UnknownPlace
from finder.domain.geography import miles_between
from finder.domain.listing import hidden_because, listed_locations
from finder.domain.place import Place, PlaceChoice, PlaceChoices
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.procedures import Procedure, ProcedureVolume
from finder.domain.quality import Standing, standing_on
from finder.domain.reasons import flags_for, reasons_for
from finder.domain.sentences import Sentence, counted
from finder.domain.volumes import volume_for
from finder.services.resources import Resources
from finder.services.show_profile import specialty_of
from finder.store.queries.chosen import chosen_ids
from finder.store.queries.directory import DirectoryState
from finder.store.queries.profiles import load_practitioners

_PROCEDURES = (Procedure.KYPHOPLASTY, Procedure.VERTEBROPLASTY)
_MOST_YEARS = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """One practitioner at one location; ``volumes`` has one count for each year and procedure."""

    practitioner: Practitioner
    specialty: str
    location: PracticeLocation | None
    other_locations: int
    miles: float | None
    standing: Standing
    volumes: tuple[ProcedureVolume, ...]
    reasons: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Those who are listed, in the order asked for; ``remarks`` say what else was asked."""

    choice: Choice
    compared: tuple[Compared, ...]
    remarks: tuple[str, ...]
    place: Place | None
    place_choices: tuple[PlaceChoice, ...]
    directory: DirectoryState


def compare_practitioners(session: Session, resources: Resources, choice: Choice) -> Comparison:
    """Everyone of the choice who may be shown, with three statements.

    Who is not listed is named by number, whatever the reason. With a place, the nearest location
    of each stands for it, as in a search; without one, the location confirmed last.
    """
    place, choices, about_place = _place(resources, choice.near)
    ids, directory = chosen_ids(session, choice.npis)
    loaded = {person.npi: person for person in load_practitioners(session, ids.values())}
    listed = {npi: person for npi, person in loaded.items() if not hidden_because(person)}
    people = [listed[npi] for npi in choice.npis if npi in listed]
    years = _years(people, directory.newest_volume_year)
    return Comparison(
        choice=replace(choice, npis=tuple(person.npi for person in people)),
        compared=tuple(
            _compared(person, resources, choice, place, directory, years) for person in people
        ),
        remarks=(*_about_choice(choice, listed), *about_place),
        place=place,
        place_choices=choices,
        directory=directory,
    )


def _compared(
    person: Practitioner,
    resources: Resources,
    choice: Choice,
    place: Place | None,
    directory: DirectoryState,
    years: tuple[int | None, ...],
) -> Compared:
    miles, location = _shown_location(person, place)
    standing = standing_on(person, location, resources.rules, resources.today())
    asked_for = volume_for(person.volumes, choice.procedure, directory.newest_volume_year)
    return Compared(
        practitioner=person,
        specialty=specialty_of(person, resources),
        location=location,
        other_locations=max(0, len(listed_locations(person)) - 1),
        miles=miles,
        standing=standing,
        volumes=tuple(
            volume_for(person.volumes, procedure, year)
            for year in years
            for procedure in _PROCEDURES
        ),
        reasons=reasons_for(standing, asked_for, miles),
        flags=flags_for(standing, location),
    )


def _shown_location(
    person: Practitioner, place: Place | None
) -> tuple[float | None, PracticeLocation | None]:
    """The nearest listed location with its miles; the one confirmed last where none is nearer."""

    def miles_to(location: PracticeLocation) -> float | None:
        if place is None or location.point is None:
            return None
        return miles_between(place.point, location.point)

    def order(pair: tuple[float | None, PracticeLocation]) -> tuple[bool, float, int, bool, int]:
        miles, location = pair
        return (
            miles is None,
            miles or 0.0,
            -(location.confirmed_on or date.min).toordinal(),
            location.point is None,
            location.location_id,
        )

    placed = [(miles_to(location), location) for location in listed_locations(person)]
    return min(placed, key=order, default=(None, None))


def _years(people: list[Practitioner], newest: int | None) -> tuple[int | None, ...]:
    """The newest year loaded for anyone, and the years before it in which one of these counts."""
    known = {volume.year for person in people for volume in person.volumes if volume.is_published}
    earlier = sorted((year for year in known if year and newest and year < newest), reverse=True)
    return (newest, *earlier[: _MOST_YEARS - 1])


def _about_choice(choice: Choice, listed: dict[str, Practitioner]) -> tuple[str, ...]:
    remarks: list[str] = [
        Sentence("Nobody with the number (NPI) %(npi)s is listed here.", npi=npi)
        for npi in choice.npis
        if npi not in listed
    ]
    if choice.left_out:
        remarks.append(
            counted(
                "You can compare up to %(most)s doctors. %(count)s more was left out.",
                "You can compare up to %(most)s doctors. %(count)s more were left out.",
                choice.left_out,
                most=MOST_CHOSEN,
            )
        )
    return tuple(remarks)


def _place(
    resources: Resources, near: str
) -> tuple[Place | None, tuple[PlaceChoice, ...], tuple[str, ...]]:
    if not near:
        return None, (), ()
    try:
        found = resources.places.resolve(near)
    except UnknownPlace as problem:
        return None, (), (str(problem),)
    except InvalidValue as problem:
        raise InvalidValue(str(problem), "near") from None
    if isinstance(found, PlaceChoices):
        said = Sentence("There is more than one %(place)s. Choose the one you mean.", place=near)
        return None, found.choices, (said,)
    return found, (), ()
