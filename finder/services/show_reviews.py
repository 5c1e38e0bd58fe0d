"""Questions that imports left: listed, and shown beside the record that they are about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import NotListed
from finder.domain.listing import listed_locations
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.reviews import ListEntry, Question, ReviewKind
from finder.services.resources import OfficialLookUp, Resources
from finder.services.verify.effects import JUDGE
from finder.store.queries import reviews as stored
from finder.store.queries.claims import StoredClaim, open_claims
from finder.store.queries.exclusions import entry_of
from finder.store.queries.profiles import load_practitioners, practitioner_id_of

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class ReviewList:
    """One page of the open or of the settled questions, and how many there are of each kind."""

    questions: tuple[Question, ...]
    counts: Mapping[ReviewKind, int]
    kind: ReviewKind | None
    is_settled: bool
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a comparison; ``agrees`` is ``None`` where one of the two says nothing."""

    what: str
    ours: str
    theirs: str
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """A question with everything that helps to answer it.

    ``entry`` is that of the exclusion list, if it still has it; ``claim`` waits for somebody else;
    ``places`` tell where the practitioner is shown, as a waiver may allow it in one state.
    """

    question: Question
    practitioner: Practitioner | None
    entry: ListEntry | None
    compared: tuple[Compared, ...]
    claim: StoredClaim | None
    look_up: OfficialLookUp
    places: tuple[tuple[PracticeLocation, bool], ...]
    hides: bool


def list_reviews(session: Session, kind: str, is_settled: bool, page: int) -> ReviewList:
    """Fifty questions, the most pressing first; an unknown kind means all of them."""
    wanted = ReviewKind(kind) if kind in {*ReviewKind} else None
    counts = stored.count_questions(session, is_settled)
    count = counts.get(wanted, 0) if wanted else sum(counts.values())
    pages = max(1, -(-count // PER_PAGE))
    page = min(max(page, 1), pages)
    found = stored.questions(session, wanted, is_settled, PER_PAGE, (page - 1) * PER_PAGE)
    return ReviewList(tuple(found), counts, wanted, is_settled, page, pages)


def show_review(session: Session, resources: Resources, review_id: int) -> ReviewScreen:
    """One question; raises ``NotListed`` where it is settled by the facts and gone."""
    held = held_question(session, review_id)
    person = practitioner_of(session, held.npi)
    entry = entry_of(session, held.subject)
    return ReviewScreen(
        question=held,
        practitioner=person,
        entry=entry,
        compared=tuple(_compare(person, entry)) if person and entry else (),
        claim=waiting_claim(session, held, person),
        look_up=resources.official_look_ups["oig-exclusions"],
        places=_places(person) if person else (),
        hides=held.hides_with(held.verdict),
    )


def _compare(person: Practitioner, entry: ListEntry) -> Iterator[Compared]:
    """Line by line; what the list alone holds, such as a date of birth, is not kept here."""
    yield Compared("Name", person.name.display, entry.name, None)
    ours, middle = person.name.middle, entry.middle_name
    same = ours[:1].casefold() == middle[:1].casefold() if ours and middle else None
    yield Compared("Middle name", ours, middle, same)
    yield Compared("NPI", person.npi, entry.npi, person.npi == entry.npi if entry.npi else None)
    states = sorted(
        {place.state for place in person.locations} | {one.state for one in person.licenses}
    )
    yield Compared("State", ", ".join(states), entry.state, entry.state in states)
    is_radiology = "RADIOL" in entry.specialty.upper() if entry.specialty else None
    yield Compared("Specialty", "radiology", entry.specialty, is_radiology)
    first = person.enumerated_on
    yield Compared("First day", str(first or ""), str(entry.excluded_on or ""), None)


def _places(person: Practitioner) -> tuple[tuple[PracticeLocation, bool], ...]:
    shown = set() if person.hidden_because else {p.location_id for p in listed_locations(person)}
    return tuple((place, place.location_id in shown) for place in person.locations)


def held_question(session: Session, review_id: int) -> Question:
    """The question; raises ``NotListed`` where its cause is gone."""
    held = stored.question(session, review_id)
    if held is None:
        raise NotListed("This question is no longer there: its cause is gone.")
    return held


def practitioner_of(session: Session, npi: str) -> Practitioner | None:
    """The practitioner of an NPI, if the directory has one."""
    number = practitioner_id_of(session, npi) if npi else None
    found = load_practitioners(session, [number]) if number is not None else []
    return found[0] if found else None


def waiting_claim(
    session: Session, held: Question, person: Practitioner | None
) -> StoredClaim | None:
    """What somebody has proposed about the question and nobody has decided."""
    if person is None:
        return None
    mine = (
        claim
        for claim in open_claims(session, person.practitioner_id)
        if claim.kind == JUDGE and claim.said["entry"] == held.entry
    )
    return next(mine, None)
