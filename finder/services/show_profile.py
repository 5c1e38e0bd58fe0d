"""Everything that may be shown of one practitioner, with where each fact can be checked."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.codes import TaxonomyCode
from finder.domain.errors import InvalidValue, MergedInto, NotListed
from finder.domain.listing import hidden_because, listed_locations
from finder.domain.npi import Npi
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.procedures import Procedure, ProcedureVolume
from finder.domain.quality import Standing, standing_on
from finder.domain.reasons import flags_for, reasons_for
from finder.domain.sentences import Sentence
from finder.domain.volumes import volume_for
from finder.services.resources import OfficialLookUp, Resources
from finder.store.queries.credentials import events_of
from finder.store.queries.directory import DirectoryState, directory_state
from finder.store.queries.profiles import load_practitioners, practitioner_id_of
from finder.store.queries.reports import under_review_since

# Somebody reported something and we are checking it; it changes no rank.
UNDER_REVIEW = "under-review"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One look at a primary source that anybody may see; who looked stays with the staff."""

    on: date
    kind: str
    subject: str
    outcome: str
    source_url: str


@dataclass(frozen=True, slots=True)
class LookUp:
    """A link where the reader can check a fact at its source."""

    what: str
    look_up: OfficialLookUp


@dataclass(frozen=True, slots=True)
class Profile:
    """One listed practitioner; ``locations`` are those that may be shown, best first."""

    practitioner: Practitioner
    specialty: str
    taxonomies: tuple[tuple[TaxonomyCode, bool], ...]
    locations: tuple[PracticeLocation, ...]
    standing: Standing
    volumes: tuple[ProcedureVolume, ...]
    reasons: tuple[str, ...]
    flags: tuple[str, ...]
    timeline: tuple[TimelineEntry, ...]
    look_ups: tuple[LookUp, ...]
    directory: DirectoryState
    under_review_since: date | None = None


def show_profile(session: Session, resources: Resources, npi: str) -> Profile:
    """The profile; raises ``NotListed`` for everybody who may not be shown."""
    practitioner = _listed(session, npi)
    directory = directory_state(session)
    locations = tuple(
        sorted(
            listed_locations(practitioner),
            key=lambda place: (
                -(place.confirmed_on or date.min).toordinal(),
                place.point is None,
                place.location_id,
            ),
        )
    )
    first = locations[0] if locations else None
    standing = standing_on(practitioner, first, resources.rules, resources.today())
    reported_at = under_review_since(session, practitioner.npi)
    volumes = tuple(
        volume_for(practitioner.volumes, procedure, directory.newest_volume_year)
        for procedure in (Procedure.KYPHOPLASTY, Procedure.VERTEBROPLASTY, Procedure.ANY)
    )
    return Profile(
        practitioner=practitioner,
        specialty=specialty_of(practitioner, resources),
        taxonomies=_taxonomies(practitioner, resources),
        locations=locations,
        standing=standing,
        volumes=volumes,
        reasons=reasons_for(standing, volumes[-1], None),
        flags=(*flags_for(standing, first), *([UNDER_REVIEW] if reported_at else [])),
        timeline=_timeline(session, practitioner),
        look_ups=look_ups_for(practitioner, locations, resources),
        directory=directory,
        under_review_since=reported_at.date() if reported_at else None,
    )


def specialty_of(practitioner: Practitioner, resources: Resources) -> str:
    """The specialty in the directory's words: a kept one before any other that is declared."""
    kept = resources.taxonomies
    declared = practitioner.declared_specialties
    return next((kept[code].name for code in declared if code in kept), "".join(declared[:1]))


def _listed(session: Session, npi: str) -> Practitioner:
    try:
        number = practitioner_id_of(session, str(Npi(npi)))
    except InvalidValue as problem:
        raise NotListed(str(problem)) from None
    found = load_practitioners(session, [number]) if number is not None else []
    if found and found[0].merged_into:
        raise MergedInto(found[0].merged_into)
    if not found or hidden_because(found[0]):
        raise NotListed(
            Sentence(
                "Nobody with the NPI %(npi)s is listed here. Check the digits, or search by name.",
                npi=npi,
            )
        )
    return found[0]


def _taxonomies(
    practitioner: Practitioner, resources: Resources
) -> tuple[tuple[TaxonomyCode, bool], ...]:
    """Each declared code once, primary if any of its slots is."""
    primary: dict[str, bool] = {}
    for taxonomy in practitioner.taxonomies:
        primary[taxonomy.code] = primary.get(taxonomy.code, False) or taxonomy.is_primary
    return tuple(
        (resources.taxonomies.get(code, TaxonomyCode(code, code)), is_primary)
        for code, is_primary in primary.items()
    )


def _timeline(session: Session, practitioner: Practitioner) -> tuple[TimelineEntry, ...]:
    return tuple(
        TimelineEntry(row.checked_on, row.kind, row.subject, row.outcome, row.source_url)
        for row in events_of(session, practitioner.practitioner_id)
    )


def look_ups_for(
    practitioner: Practitioner, locations: tuple[PracticeLocation, ...], resources: Resources
) -> tuple[LookUp, ...]:
    """The boards of every state of a licence or a location, then the national pages."""
    states = [license_.state for license_ in practitioner.licenses]
    states += [location.state for location in locations]
    boards = [
        LookUp(Sentence("State license in %(state)s", state=state), board)
        for state in dict.fromkeys(states)
        if (board := resources.state_boards.get(state)) is not None
    ]
    national = resources.official_look_ups
    wanted = (
        (Sentence("Board certification"), "abr"),
        (Sentence("Board certification of osteopathic physicians"), "aobr"),
        (Sentence("SIR membership"), "sir"),
        (Sentence("NPI and address"), "npi-registry"),
        (Sentence("Exclusion list"), "oig-exclusions"),
    )
    return (
        *boards,
        *(
            LookUp(
                what,
                OfficialLookUp(
                    national[key].name,
                    national[key].url.replace("{npi}", practitioner.npi),
                    national[key].answers,
                ),
            )
            for what, key in wanted
        ),
    )
