"""One practitioner as those see them who keep the directory: hidden or not, with what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import ChainedEntry
from finder.domain.npi import Npi
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.provenance import Source
from finder.domain.quality import Standing, standing_on
from finder.services.resources import Resources
from finder.services.show_profile import LookUp, look_ups_for, specialty_of
from finder.services.verify.known import SOURCES, Facts, key_of, known_facts
from finder.services.verify.preview import Preview, preview
from finder.store.queries.claims import StoredClaim, claim, open_claims
from finder.store.queries.credentials import events_of
from finder.store.queries.ledger import entries_about
from finder.store.queries.profiles import load_practitioners, practitioner_id_of

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class StaffCheck:
    """One look at a source, with who looked."""

    on: date
    subject: str
    outcome: str
    source_url: str
    checked_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one screen of verification shows; ``done`` is the claim just dealt with."""

    practitioner: Practitioner
    specialty: str
    standing: Standing
    previews: tuple[Preview, ...]
    facts: Mapping[Source, Facts]
    look_ups: tuple[LookUp, ...]
    addresses: dict[str, str]
    checks: tuple[StaffCheck, ...]
    timeline: tuple[ChainedEntry, ...]
    today: date
    done: StoredClaim | None = None

    @property
    def claims(self) -> tuple[StoredClaim, ...]:
        """What waits for a decision."""
        return tuple(each.claim for each in self.previews)

    def address_of(self, source: str) -> str:
        """The official look-up of a source by its id, to begin a check with."""
        return self.addresses.get(source, "")

    @property
    def locations(self) -> tuple[PracticeLocation, ...]:
        """The places as the public page orders them, the newest confirmation first."""
        return tuple(
            sorted(
                self.practitioner.locations,
                key=lambda place: (
                    -(place.confirmed_on or date.min).toordinal(),
                    place.point is None,
                    place.location_id,
                ),
            )
        )

    @property
    def is_timeline_cut(self) -> bool:
        """Whether older steps are left out."""
        return len(self.timeline) == MOST_ROWS

    @property
    def newer_check_on(self) -> str:
        """The day of a newer check than the one just approved, which then changed nothing."""
        if self.done is None or self.done.kind not in SOURCES or self.done.case.evidence is None:
            return ""
        source = SOURCES[self.done.kind]
        known = self.facts[source].get(key_of(source, self.done.said), {})
        looked_on = known.get("checked_on") or known.get("confirmed_on", "")
        return looked_on if looked_on > self.done.case.evidence.seen_on.isoformat() else ""


def show_record(
    session: Session, resources: Resources, npi: str, done: int | None = None
) -> Record:
    """The record; raises ``NotListed`` for an NPI that the directory does not hold at all."""
    try:
        number = practitioner_id_of(session, str(Npi(npi)))
    except InvalidValue as problem:
        raise NotListed(str(problem)) from None
    if number is None:
        raise NotListed("This NPI is not in the directory. Load NPPES first.")
    person = load_practitioners(session, [number])[0]
    first = person.locations[0] if person.locations else None
    claims = tuple(open_claims(session, number))
    return Record(
        practitioner=person,
        specialty=specialty_of(person, resources),
        standing=standing_on(person, first, resources.rules, resources.today()),
        previews=tuple(preview(session, resources, person, each) for each in claims),
        facts={source: known_facts(person, source, claims) for source in SOURCES.values()},
        look_ups=look_ups_for(person, person.locations, resources),
        addresses={key: item.url for key, item in resources.official_look_ups.items()},
        checks=tuple(_checks(session, number)),
        timeline=tuple(entries_about(session, f"practitioner:{person.npi}", MOST_ROWS)),
        today=resources.today(),
        done=_done(session, number, done),
    )


def _checks(session: Session, practitioner_id: int) -> list[StaffCheck]:
    return [
        StaffCheck(
            row.checked_on,
            row.subject,
            row.outcome,
            row.source_url,
            row.checked_by,
            row.recorded_at,
        )
        for row in events_of(session, practitioner_id)
    ]


def _done(session: Session, practitioner_id: int, claim_id: int | None) -> StoredClaim | None:
    """The claim of that number, if it is one of this practitioner."""
    found = claim(session, claim_id) if claim_id is not None else None
    return found if found and found.practitioner_id == practitioner_id else None
