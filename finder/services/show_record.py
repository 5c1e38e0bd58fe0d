"""One practitioner as those see them who keep the directory: hidden or not, with what waits."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import ChainedEntry
from finder.domain.npi import Npi
from finder.domain.practitioner import Practitioner
from finder.domain.quality import Standing, standing_on
from finder.services.resources import Resources
from finder.services.show_profile import LookUp, look_ups_for, specialty_of
from finder.store.queries.claims import StoredClaim, open_claims
from finder.store.queries.ledger import entries_about
from finder.store.queries.profiles import load_practitioners, practitioner_id_of


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one screen of verification shows."""

    practitioner: Practitioner
    specialty: str
    standing: Standing
    claims: tuple[StoredClaim, ...]
    look_ups: tuple[LookUp, ...]
    addresses: dict[str, str]
    timeline: tuple[ChainedEntry, ...]
    today: date

    def address_of(self, source: str) -> str:
        """The official look-up of a source by its id, to begin a check with."""
        return self.addresses.get(source, "")

    @property
    def last_certification(self) -> dict[str, str]:
        """What the form begins with: the certificate that is due first, as last known."""
        known = sorted(
            self.practitioner.certifications,
            key=lambda item: (item.check is None, item.next_due_on or date.min),
        )
        if not known:
            return {}
        record = known[0]
        return {
            "issuer": record.issuer.value,
            "certificate": record.certificate.value,
            "duration_type": record.duration_type.value,
            "issued_on": record.issued_on.isoformat() if record.issued_on else "",
            "expires_on": record.expires_on.isoformat() if record.expires_on else "",
        }


def show_record(session: Session, resources: Resources, npi: str) -> Record:
    """The record; raises ``NotListed`` for an NPI that the directory does not hold at all."""
    try:
        number = practitioner_id_of(session, str(Npi(npi)))
    except InvalidValue as problem:
        raise NotListed(str(problem)) from None
    if number is None:
        raise NotListed("This NPI is not in the directory. Load NPPES first.")
    person = load_practitioners(session, [number])[0]
    first = person.locations[0] if person.locations else None
    return Record(
        practitioner=person,
        specialty=specialty_of(person, resources),
        standing=standing_on(person, first, resources.rules, resources.today()),
        claims=tuple(open_claims(session, number)),
        look_ups=look_ups_for(person, person.locations, resources),
        addresses={key: item.url for key, item in resources.official_look_ups.items()},
        timeline=tuple(entries_about(session, f"practitioner:{person.npi}")),
        today=resources.today(),
    )
