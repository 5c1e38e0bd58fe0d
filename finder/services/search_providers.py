"""The search: words and parameters in, practitioners in order with their reasons out."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from finder.domain.listing import listed_locations
from finder.domain.place import Place
from finder.domain.practitioner import Practitioner
from finder.domain.quality import quality_of, standing_on
from finder.domain.ranking import Candidate, Weighing, contributions, in_order
from finder.domain.reasons import flags_for, reasons_for
from finder.domain.results import Match, NoticeCode, SearchResults
from finder.domain.search import SearchRequest
from finder.domain.volumes import volume_for
from finder.services import search_notices as notices
from finder.services.find_by_name import PeopleFound, find_people
from finder.services.read_question import Question, read_question
from finder.services.resources import Resources
from finder.services.show_profile import specialty_of
from finder.store.queries.candidates import CandidateQuery, Candidates, candidates_near
from finder.store.queries.directory import DirectoryState, directory_state
from finder.store.queries.profiles import load_practitioners


def search_providers(
    session: Session, resources: Resources, request: SearchRequest
) -> SearchResults:
    """Answers a search with three statements, however many match."""
    question = read_question(resources, request)
    people = find_people(session, question.wishes)
    if people is not None and people.practitioners:
        return _answer_by_name(resources, question, people)
    missing = notices.nobody_by_that_name(question.wishes) if people is not None else ()
    question = replace(question, notices=(*missing, *question.notices))
    if question.place is None or (people is not None and question.wishes.npi):
        directory = people.directory if people is not None else directory_state(session)
        return _answer(question, directory, (), 0)
    return _answer_near(session, resources, question, question.place)


def _answer_near(
    session: Session, resources: Resources, question: Question, place: Place
) -> SearchResults:
    rules, request = resources.rules, question.request
    weighing = Weighing(rules.presets[question.preset], place.setting, resources.today())
    steps = rules.radius_steps_miles
    found = candidates_near(
        session,
        CandidateQuery(
            origin=place.point,
            radii_miles=(question.radius_miles,) if question.radius_miles else steps,
            enough=rules.enough_results,
            procedure=question.procedure,
            filters=question.filters,
            distance_share=weighing.distance_share,
            half_distance_miles=rules.half_distance_miles[place.setting],
            today=weighing.today,
            wanted=request.page * request.per_page,
        ),
    )
    ordered = in_order(found.candidates, weighing, rules)
    first = (request.page - 1) * request.per_page
    shown = ordered[first : first + request.per_page]
    before = ordered[first - 1][1] if 0 < first <= len(ordered) else None
    matches = _matches(session, resources, question, weighing, found, shown, before)
    widened = question.radius_miles is None and found.radius_miles > steps[0]
    told = (
        *question.notices,
        *notices.about_reach(
            question.radius_miles, widened, found, rules, request, question.filters, place
        ),
    )
    answer = _answer(replace(question, notices=told), found.directory, matches, found.total)
    return replace(answer, radius_miles=found.radius_miles, widened=widened)


def _matches(
    session: Session,
    resources: Resources,
    question: Question,
    weighing: Weighing,
    found: Candidates,
    shown: Sequence[tuple[Candidate, float]],
    before: float | None,
) -> tuple[Match, ...]:
    """The shown candidates with everything a page or program may say of them."""
    loaded = load_practitioners(session, [candidate.practitioner_id for candidate, _ in shown])
    people = {person.practitioner_id: person for person in loaded}
    first_rank = (question.request.page - 1) * question.request.per_page + 1
    matches = []
    for rank, (candidate, points) in enumerate(shown, start=first_rank):
        match = _match(
            people[candidate.practitioner_id],
            candidate.location_id,
            resources,
            question,
            found.directory,
            candidate.miles,
        )
        quality = quality_of(match.standing, match.volume, resources.rules)
        matches.append(
            replace(
                match,
                rank=rank,
                score=points,
                contributions=contributions(candidate.miles, quality, weighing, resources.rules),
                is_similar_to_previous=before is not None
                and before - points <= resources.rules.similar_within_points,
            )
        )
        before = points
    return tuple(matches)


def _match(
    person: Practitioner,
    location_id: int | None,
    resources: Resources,
    question: Question,
    directory: DirectoryState,
    miles: float | None,
) -> Match:
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


def _answer_by_name(resources: Resources, question: Question, people: PeopleFound) -> SearchResults:
    """Practitioners by closeness of name or by NPI; neither place nor filter plays a part."""
    directory = people.directory
    request = question.request
    first = (request.page - 1) * request.per_page
    matches = []
    for rank, person in enumerate(people.practitioners, start=1):
        locations = listed_locations(person)
        location_id = locations[0].location_id if locations else None
        match = _match(person, location_id, resources, question, directory, None)
        matches.append(replace(match, rank=rank))
    told = tuple(
        notice for notice in question.notices if notice.code is not NoticeCode.PLACE_NEEDED
    )
    return _answer(
        replace(question, notices=told),
        directory,
        tuple(matches[first : first + request.per_page]),
        len(matches),
    )


def _answer(
    question: Question, directory: DirectoryState, matches: tuple[Match, ...], total: int
) -> SearchResults:
    told = question.notices
    if directory.is_demo:
        told = (*told, notices.DEMONSTRATION)
    return SearchResults(
        request=question.request,
        procedure=question.procedure,
        filters=question.filters,
        preset=question.preset,
        place=question.place,
        place_choices=question.place_choices,
        radius_miles=question.radius_miles,
        widened=False,
        understood=question.wishes.understood,
        corrections=question.wishes.corrections,
        notices=told,
        matches=matches,
        total=total,
        data_as_of=directory.data_as_of,
        is_demo=directory.is_demo,
    )
