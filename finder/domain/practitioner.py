"""The practitioner as stored: every fact with the source that says so and the day it said it."""

from dataclasses import dataclass, field
from datetime import date

from finder.domain.codes import INTERVENTIONAL_RADIOLOGY
from finder.domain.credentials import Certification
from finder.domain.geography import Point
from finder.domain.memberships import Membership
from finder.domain.names import PersonName
from finder.domain.procedures import ProcedureVolume
from finder.domain.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A self-declared specialty: never a proof of certification."""

    slot: int
    code: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class StateLicense:
    """A state licence as the practitioner declared it; the number may be empty."""

    state: str
    number: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class MedicareListing:
    """What the Medicare file of clinicians says of one practitioner at one practice location.

    ``listed_on`` is the day of the release, ``None`` where none was named; ``None`` in a yes/no
    field means that the file does not say yes.
    """

    last_name: str
    first_name: str
    group_name: str
    phones: tuple[str, ...]
    telehealth: bool | None
    takes_assignment: bool | None
    listed_on: date | None


@dataclass(frozen=True, slots=True)
class PracticeLocation:
    """Where patients are seen; ``point`` is ``None`` where the address cannot be placed.

    ``None`` in a yes/no field means that nobody has said. ``confirmed_on`` is the newest of a
    confirmation by hand and the release of the Medicare file that lists the address;
    ``confirmed_by`` is who confirmed by hand. ``is_withdrawn``: somebody decided that it is none.
    """

    location_id: int
    name: str
    lines: tuple[str, ...]
    city: str
    state: str
    zip_code: str
    country: str
    phone: str
    fax: str
    point: Point | None
    provenance: Provenance
    accepts_new_patients: bool | None = None
    telehealth: bool | None = None
    medicare: bool | None = None
    wheelchair_access: bool | None = None
    languages: tuple[str, ...] = ()
    website: str = ""
    confirmed_on: date | None = None
    confirmed_by: str = ""
    listing: MedicareListing | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An entry of the OIG exclusion list that means this practitioner."""

    exclusion_type: str
    excluded_on: date | None
    reinstated_on: date | None
    waiver_state: str

    @property
    def is_in_force(self) -> bool:
        return self.reinstated_on is None

    def hides_in(self, state: str) -> bool:
        """A waiver lets the practitioner work in that one state and nowhere else."""
        return self.is_in_force and (not self.waiver_state or self.waiver_state != state)


@dataclass(frozen=True, slots=True)
class Practitioner:
    """An individual clinician with everything the directory knows.

    ``merged_into`` is the NPI of the record that is kept of the same person.
    """

    practitioner_id: int
    npi: str
    name: PersonName
    credentials_text: str
    provenance: Provenance
    enumerated_on: date | None = None
    updated_on: date | None = None
    deactivated_on: date | None = None
    vanished_on: date | None = None
    closed_because: str = ""
    merged_into: str = ""
    hidden_because: str = ""
    taxonomies: tuple[Taxonomy, ...] = ()
    licenses: tuple[StateLicense, ...] = ()
    locations: tuple[PracticeLocation, ...] = ()
    certifications: tuple[Certification, ...] = ()
    memberships: tuple[Membership, ...] = ()
    volumes: tuple[ProcedureVolume, ...] = ()
    exclusions: tuple[Exclusion, ...] = field(default=())

    @property
    def is_interventional_radiologist(self) -> bool:
        """The specialty stands in any of the slots, by the practitioner's own word."""
        return any(taxonomy.code == INTERVENTIONAL_RADIOLOGY for taxonomy in self.taxonomies)

    @property
    def declared_specialties(self) -> tuple[str, ...]:
        """The taxonomy codes: interventional radiology first, then the primary, then by slot."""
        ranked = sorted(
            self.taxonomies,
            key=lambda taxonomy: (
                taxonomy.code != INTERVENTIONAL_RADIOLOGY,
                not taxonomy.is_primary,
                taxonomy.slot,
            ),
        )
        return tuple(dict.fromkeys(taxonomy.code for taxonomy in ranked))
