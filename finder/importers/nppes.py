"""The NPPES dissemination file: individuals of the kept taxonomies, and deactivated NPIs."""

import re

from finder.domain.errors import InvalidValue
from finder.domain.names import PersonName
from finder.importers.cells import date_or_none, npi_or_empty, required_npi, shown, whole_number
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.nppes_addresses import mailing_address, practice_location
from finder.importers.options import ReadingOptions
from finder.importers.prefilter import Prefilter, any_of
from finder.importers.record import (
    DeactivatedNpi,
    ImportedLicense,
    ImportedPractitioner,
    ImportedTaxonomy,
    NoKeptTaxonomy,
    Record,
)
from finder.importers.rows import Cells, Columns, EveryRow

NPI = "NPI"
ENTITY_TYPE = "Entity Type Code"
LAST_NAME = "Provider Last Name (Legal Name)"
DEACTIVATED = "NPI Deactivation Date"
REACTIVATED = "NPI Reactivation Date"
SLOTS = range(1, 16)

REQUIRED_COLUMNS = (
    NPI,
    ENTITY_TYPE,
    LAST_NAME,
    "Provider First Name",
    "Provider First Line Business Practice Location Address",
    "Provider Business Practice Location Address City Name",
    "Provider Business Practice Location Address State Name",
    "Provider Business Practice Location Address Postal Code",
    DEACTIVATED,
    REACTIVATED,
    "Healthcare Provider Taxonomy Code_1",
    "Healthcare Provider Primary Taxonomy Switch_1",
)

_INDIVIDUAL, _ORGANIZATION = "1", "2"
_CODE = re.compile(r"[0-9A-Z]{10}", re.ASCII)
# Social security and tax numbers that were typed into a licence field are published masked.
_MASKED = re.compile(r"[$*_]+")
# A deactivated NPI is published with every other column blank, the entity type included.
_HAS_ENTITY_TYPE = re.compile(rb'"?[^",]*+"?,(?!"\s*"|\s*,)')


class NppesRows(EveryRow):
    """Rows of a full file are looked at only if they hold a kept code or no entity type."""

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        self._columns = columns
        self._kept = frozenset(code.upper() for code in options.kept_taxonomies)
        self._is_full = facts.is_full
        # Weekly files are small, and there a deactivated row may still show its old contents.
        starts_as_published = columns.position(NPI) == 0 and columns.position(ENTITY_TYPE) == 1
        if facts.is_full and starts_as_published:
            self.prefilter = Prefilter(_HAS_ENTITY_TYPE.match, any_of(self._kept))

    def read(self, row: Row) -> Record | None:
        cells = self._columns.cells(row)
        entity_type = whole_number(cells.bare(ENTITY_TYPE))
        if entity_type == _ORGANIZATION:
            return None
        if cells.bare(DEACTIVATED) and _is_deactivated(cells):
            npi = npi_or_empty(cells.bare(NPI))
            return DeactivatedNpi(npi, date_or_none(cells.bare(DEACTIVATED))) if npi else None
        taxonomies = _taxonomies(cells)
        if self._kept.isdisjoint(taxonomy.code for taxonomy in taxonomies):
            # Absence from a full file says the same; a weekly one names only who changed.
            npi = "" if self._is_full else npi_or_empty(cells.bare(NPI))
            return NoKeptTaxonomy(npi) if npi else None
        if entity_type != _INDIVIDUAL:
            found = shown(entity_type) or "An empty cell"
            raise InvalidValue(f"{found} is not an entity type. It must be 1 or 2.", ENTITY_TYPE)
        return _practitioner(cells, taxonomies)


def _is_deactivated(cells: Cells) -> bool:
    reactivated_on = date_or_none(cells.bare(REACTIVATED))
    if reactivated_on is None:
        return True
    deactivated_on = date_or_none(cells.bare(DEACTIVATED))
    return deactivated_on is not None and reactivated_on < deactivated_on


def _practitioner(cells: Cells, taxonomies: tuple[ImportedTaxonomy, ...]) -> ImportedPractitioner:
    name = PersonName(
        last=_name_part(cells, LAST_NAME),
        first=_name_part(cells, "Provider First Name"),
        middle=_name_part(cells, "Provider Middle Name"),
        suffix=_name_part(cells, "Provider Name Suffix Text"),
    )
    npi = required_npi(cells.bare(NPI), NPI)
    if not name.last:
        raise InvalidValue("This individual has no last name.", LAST_NAME)
    return ImportedPractitioner(
        npi=npi,
        name=name,
        credentials_text=cells.text("Provider Credential Text"),
        enumerated_on=date_or_none(cells.bare("Provider Enumeration Date")),
        updated_on=date_or_none(cells.bare("Last Update Date")),
        taxonomies=taxonomies,
        licenses=_licenses(cells),
        practice=practice_location(cells),
        mailing=mailing_address(cells),
        reactivated_on=date_or_none(cells.bare(REACTIVATED)),
    )


def _name_part(cells: Cells, column: str) -> str:
    """NPPES writes two hyphens for none."""
    return cells.text(column).removeprefix("--")


def _taxonomies(cells: Cells) -> tuple[ImportedTaxonomy, ...]:
    taxonomies = []
    for slot in SLOTS:
        code = cells.bare(f"Healthcare Provider Taxonomy Code_{slot}").upper()
        if _CODE.fullmatch(code):
            switch = cells.bare(f"Healthcare Provider Primary Taxonomy Switch_{slot}")
            taxonomies.append(ImportedTaxonomy(slot, code, is_primary=switch.upper() == "Y"))
    return tuple(taxonomies)


def _licenses(cells: Cells) -> tuple[ImportedLicense, ...]:
    licenses: dict[ImportedLicense, None] = {}
    for slot in SLOTS:
        state_column = f"Provider License Number State Code_{slot}"
        number_column = f"Provider License Number_{slot}"
        if not (cells.bare(state_column) or cells.bare(number_column)):
            continue
        state = cells.text(state_column).upper()
        number = whole_number(cells.text(number_column))
        if _MASKED.search(number):
            number = ""
        if state or number:
            licenses[ImportedLicense(state, number)] = None
    return tuple(licenses)
