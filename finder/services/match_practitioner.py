"""One practitioner as a list shows them: location, standing, volume, and the reasons for it."""

from finder.domain.geography import miles_between
from finder.domain.listing import listed_locations
from finder.domain.place import Place
from finder.domain.practitioner import Practitioner
from finder.domain.quality import standing_on
from finder.domain.reasons import flags_for, reasons_for
from finder.domain.results import Match
from finder.domain.volumes import volume_for
from finder.services.read_question import Question
from finder.services.resources import Resources
from finder.services.show_profile import specialty_of
from finder.store.queries.directory import DirectoryState


def nearest_location(person: Practitioner, place: Place | None) -> int | None:
    """The id of the listed location nearest to the place, else of the first one."""
    locations = listed_locations(person)
    if place is not None:
        placed = [
            (miles_between(place.point, location.point), location.location_id)
            for location in locations
            if location.point is not None
        ]
        if placed:
            return min(placed)[1]
    return locations[0].location_id if locations else None


def match_of(
    person: Practitioner,
    location_id: int | None,
    resources: Resources,
    question: Question,
    directory: DirectoryState,
    miles: float | None,
) -> Match:
    """A match without rank, score and contributions, which only a ranking gives."""
    locations = listed_locations(person)
    location = next((place for place in locations if place.location_id == location_id), None)
    standing = standing_on(person, location, resources.rules, resources.today())
    volume = volume_for(person.volumes, question.procedure, directory.newest_volume_year)
    return Match(
        rank=0,
        practitioner=person,
        location=location,
        other_locations=len(locations) - (location is not None),
        specialty=specialty_of(person, resources),
        standing=standing,
        volume=volume,
        reasons=reasons_for(standing, volume, miles),
        flags=flags_for(standing, location),
        miles=miles,
    )
