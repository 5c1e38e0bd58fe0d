"""The search: words and parameters in, practitioners in order with their reasons out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from finder.domain.listing import hidden_because
from finder.domain.place import Place
from finder.domain.practitioner import Practitioner
from finder.domain.quality import quality_of
from finder.domain.ranking import Candidate, Weighing, contributions, in_order
from finder.domain.results import Match, SearchResults
from finder.domain.search import SearchRequest
from finder.services import search_notices as notices
from finder.services.find_by_name import PeopleFound, asked_words, find_people, people_named
from finder.services.match_practitioner import match_of, nearest_location
from finder.services.read_question import Question, read_question, without_the_name
from finder.services.resources import Resources
from finder.store.queries.candidates import CandidateQuery, Candidates, candidates_near
from finder.store.queries.directory import DirectoryState, directory_state
from finder.store.queries.profiles import load_practitioners


@dataclass(frozen=True, slots=True)
class Extras:
    """What a page asks for beyond the list: the practitioners put aside, and counts by filter."""

    chosen: tuple[str, ...] = ()
    with_counts: bool = False


def search_providers(
    session: Session, resources: Resources, request: SearchRequest, extras: Extras | None = None
) -> SearchResults:
    """Answers a search with three statements, however many match."""
    extras = extras or Extras()
    question = read_question(resources, request)
    place, wishes = question.place, question.wishes
    if place is None or wishes.npi:
        people = find_people(session, wishes, extras.chosen)
        if people is None:
            return _with_chosen(session, extras, _answer(question, directory_state(session), (), 0))
        if people.practitioners:
            return _answer_by_name(resources, question, people, extras)
        answer = _answer(without_the_name(question), people.directory, (), 0)
        return _with_chosen(session, extras, answer)
    weighing = Weighing(resources.rules.presets[question.preset], place.setting, resources.today())
    query = _candidate_query(resources, question, place, weighing, extras)
    found = _candidates(session, resources, query)
    if wishes.name_text:
        people = people_named(
            session, wishes, found.named, found.directory, extras.chosen, near=place.point
        )
        if people.practitioners:
            return _answer_by_name(resources, question, people, extras)
        question = without_the_name(question)
    return _answer_near(session, resources, question, place, weighing, found, extras)


def _candidates(session: Session, resources: Resources, query: CandidateQuery) -> Candidates:
    """From memory where the index is held there and current, else from the database."""
    held = resources.held_index.near(session, query) if resources.held_index else None
    return candidates_near(session, query) if held is None else held


def _candidate_query(
    resources: Resources, question: Question, place: Place, weighing: Weighing, extras: Extras
) -> CandidateQuery:
    """The candidates near the place and, in the same statement, whoever has the name."""
    rules, request = resources.rules, question.request
    radii = (question.radius_miles,) if question.radius_miles else rules.radius_steps_miles
    return CandidateQuery(
        origin=place.point,
        radii_miles=radii,
        enough=rules.enough_results,
        procedure=question.procedure,
        filters=question.filters,
        distance_share=weighing.distance_share,
        half_distance_miles=rules.half_distance_miles[place.setting],
        today=weighing.today,
        wanted=request.page * request.per_page,
        with_counts=extras.with_counts,
        name_words=asked_words(question.wishes),
    )


def _answer_near(
    session: Session,
    resources: Resources,
    question: Question,
    place: Place,
    weighing: Weighing,
    found: Candidates,
    extras: Extras,
) -> SearchResults:
    rules, request = resources.rules, question.request
    steps = rules.radius_steps_miles
    ordered = in_order(found.candidates, weighing, rules)
    first = (request.page - 1) * request.per_page
    shown = ordered[first : first + request.per_page]
    before = ordered[first - 1][1] if 0 < first <= len(ordered) else None
    loaded = load_practitioners(
        session, [candidate.practitioner_id for candidate, _ in shown], extras.chosen
    )
    matches = _matches(loaded, resources, question, weighing, found, shown, before)
    widened = question.radius_miles is None and found.radius_miles > steps[0]
    told = (
        *question.notices,
        *notices.about_reach(
            question.radius_miles, widened, found, rules, request, question.filters, place
        ),
    )
    answer = _answer(replace(question, notices=told), found.directory, matches, found.total)
    return replace(
        answer,
        radius_miles=found.radius_miles,
        widened=widened,
        counts=found.counts,
        unplaced=found.unplaced,
        chosen=_chosen(loaded, extras),
    )


def _with_chosen(session: Session, extras: Extras, answer: SearchResults) -> SearchResults:
    """The answer with the practitioners put aside, of whom a list by name may hold some."""
    if not extras.chosen:
        return answer
    return replace(answer, chosen=_chosen(load_practitioners(session, (), extras.chosen), extras))


def _chosen(loaded: Sequence[Practitioner], extras: Extras) -> tuple[Practitioner, ...]:
    """Whoever of those put aside may be shown, in the order in which they were."""
    listed = {person.npi: person for person in loaded if not hidden_because(person)}
    return tuple(listed[npi] for npi in extras.chosen if npi in listed)


def _matches(
    loaded: Sequence[Practitioner],
    resources: Resources,
    question: Question,
    weighing: Weighing,
    found: Candidates,
    shown: Sequence[tuple[Candidate, float]],
    before: float | None,
) -> tuple[Match, ...]:
    """The shown candidates with everything a page or program may say of them."""
    people = {person.practitioner_id: person for person in loaded}
    first_rank = (question.request.page - 1) * question.request.per_page + 1
    matches = []
    for rank, (candidate, points) in enumerate(shown, start=first_rank):
        match = match_of(
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


def _answer_by_name(
    resources: Resources, question: Question, people: PeopleFound, extras: Extras
) -> SearchResults:
    """Practitioners by closeness of name or by NPI; no filter plays a part, and a place only says
    which location is shown."""
    request, wishes = question.request, question.wishes
    first = (request.page - 1) * request.per_page
    shown = people.practitioners[first : first + request.per_page]
    matches = tuple(
        replace(
            match_of(
                person,
                nearest_location(person, question.place),
                resources,
                question,
                people.directory,
                None,
            ),
            rank=rank,
        )
        for rank, person in enumerate(shown, start=first + 1)
    )
    told = notices.for_people(question.notices)
    if wishes.name_is_guessed and len(wishes.understood) > 1 and wishes.name_text:
        told = (notices.name_guessed(wishes.name_text), *told)
    place = None if question.place_is_the_name else question.place
    answer = _answer(
        replace(question, notices=told, place=place, place_choices=()),
        people.directory,
        matches,
        len(people.practitioners),
    )
    return replace(answer, chosen=_chosen(people.others, extras))


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
