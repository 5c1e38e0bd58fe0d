"""The shapes every importer yields: what one foreign row says, or why it could not be read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    DurationType,
    Issuer,
    MaintenanceStatus,
    PrimarySourceCheck,
)
from finder.domain.memberships import MembershipCategory
from finder.domain.names import PersonName
from finder.domain.procedures import Procedure, VolumeKind


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One line that was set aside; ``line`` is the physical line, the header being 1."""

    file: str
    line: int
    field: str
    reason: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ImportedAddress:
    """A postal address as cleaned from a file; ``zip5`` is empty where there is no US ZIP."""

    line1: str
    line2: str
    city: str
    state: str
    zip5: str
    zip4: str
    country: str


@dataclass(frozen=True, slots=True)
class ImportedLocation:
    """A practice location; ``None`` in a yes/no field means the file does not say."""

    address: ImportedAddress
    phone: str = ""
    fax: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ImportedTaxonomy:
    """A self-declared specialty; slot 1-15, ``is_primary`` only where the file says Y."""

    slot: int
    code: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class ImportedLicense:
    """A self-declared state licence; the number is empty where the file masks or omits it."""

    state: str
    number: str


@dataclass(frozen=True, slots=True)
class ImportedPractitioner:
    """One individual of a kept taxonomy in an NPPES file."""

    npi: str
    name: PersonName
    credentials_text: str
    enumerated_on: date | None
    updated_on: date | None
    taxonomies: tuple[ImportedTaxonomy, ...]
    licenses: tuple[ImportedLicense, ...]
    practice: ImportedLocation | None
    mailing: ImportedAddress | None
    reactivated_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeactivatedNpi:
    """An NPI that NPPES has deactivated (and not reactivated)."""

    npi: str
    deactivated_on: date | None


@dataclass(frozen=True, slots=True)
class NoKeptTaxonomy:
    """An individual in a weekly file without any kept specialty, perhaps no longer with one."""

    npi: str


@dataclass(frozen=True, slots=True)
class SecondaryLocation:
    """A further practice location of an NPI, from the NPPES practice location file."""

    npi: str
    location: ImportedLocation


@dataclass(frozen=True, slots=True)
class ImportedClinician:
    """A row of the Medicare file of clinicians: one person, group and address.

    ``location`` is ``None`` where the file withholds the street, else it has the group's name;
    ``None`` in a yes/no field means that the file does not say yes.
    """

    npi: str
    last_name: str
    first_name: str
    location: ImportedLocation | None
    telehealth: bool | None
    takes_assignment: bool | None


@dataclass(frozen=True, slots=True)
class OrderingNpi:
    """An NPI that may order and refer for Medicare Part B."""

    npi: str


@dataclass(frozen=True, slots=True)
class ImportedVolume:
    """Services of one NPI, procedure and year, primary codes only, places of service added."""

    npi: str
    procedure: Procedure
    year: int
    kind: VolumeKind
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class ImportedExclusion:
    """One person on the OIG exclusion list; ``npi`` is empty where the list has none.

    Neither date of birth nor home address is kept.
    """

    npi: str
    last_name: str
    first_name: str
    middle_name: str
    specialty: str
    state: str
    exclusion_type: str
    excluded_on: date | None
    reinstated_on: date | None
    waived_on: date | None
    waiver_state: str


@dataclass(frozen=True, slots=True)
class ImportedCertification:
    """A row of the certifications roster; ``check`` is ``None`` for a mere statement."""

    npi: str
    issuer: Issuer
    certificate: Certificate
    duration_type: DurationType
    issued_on: date | None
    expires_on: date | None
    board_status: BoardStatus
    maintenance_status: MaintenanceStatus
    check: PrimarySourceCheck | None


@dataclass(frozen=True, slots=True)
class ImportedMembership:
    """A row of the memberships roster; ``check`` is ``None`` for a mere statement."""

    npi: str
    society: str
    category: MembershipCategory
    valid_through: date | None
    check: PrimarySourceCheck | None


@dataclass(frozen=True, slots=True)
class ImportedPractice:
    """A row of the practices roster: it adds a location or confirms one.

    ``None`` in a yes/no field means the roster does not say; ``confirmed_on`` and
    ``confirmed_by`` are both set or both empty.
    """

    npi: str
    location: ImportedLocation
    accepts_new_patients: bool | None
    telehealth: bool | None
    medicare: bool | None
    wheelchair_access: bool | None
    languages: tuple[str, ...]
    website: str
    confirmed_on: date | None
    confirmed_by: str


Record = (
    ImportedPractitioner
    | DeactivatedNpi
    | NoKeptTaxonomy
    | SecondaryLocation
    | ImportedClinician
    | OrderingNpi
    | ImportedVolume
    | ImportedExclusion
    | ImportedCertification
    | ImportedMembership
    | ImportedPractice
)
