"""Practitioners who were not in the directory: written and indexed from their records alone.

Nothing has to be looked up, replaced or read back of somebody of whom nothing is stored. Whoever
another source has spoken of before is indexed at the end, like everybody who has changed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from finder.domain.geography import Point
from finder.domain.practitioner import PracticeLocation, Practitioner, Taxonomy
from finder.domain.provenance import Provenance, Source
from finder.importers.record import ImportedPractitioner
from finder.services.index_directory import index_newcomers
from finder.services.load_records.loading import Loading
from finder.services.load_records.locations import LocationWriter
from finder.services.load_records.register_rows import declarations, practitioner_row
from finder.store.queries.locations import insert_locations
from finder.store.queries.newcomers import spoken_of
from finder.store.queries.practitioners import insert_declarations, insert_practitioners

# A record with its digest.
Digested = tuple[ImportedPractitioner, str]


def add_newcomers(loading: Loading, locations: LocationWriter, fresh: Sequence[Digested]) -> None:
    """Writes them, and their part of the search index where that can be told already."""
    if not fresh:
        return
    session, observed_on = loading.session, loading.observed_on
    numbers = insert_practitioners(
        session, [practitioner_row(record, digest, observed_on) for record, digest in fresh]
    )
    numbered = list(zip(numbers, (record for record, _ in fresh), strict=True))
    insert_declarations(session, declarations(numbered, observed_on))
    placed = _add_locations(loading, locations, numbered)
    loading.report.added += len(fresh)
    if loading.indexing is None:
        loading.touched.update(numbers)
        return
    known = spoken_of(session, numbers)
    provenance = Provenance(Source.NPPES, observed_on)
    alone = [
        _person(number, record, placed.get(number), provenance)
        for number, record in numbered
        if number not in known
    ]
    index_newcomers(session, alone, loading.indexing)
    loading.indexed.update(person.practitioner_id for person in alone)
    loading.touched |= known


def _add_locations(
    loading: Loading,
    locations: LocationWriter,
    numbered: Sequence[tuple[int, ImportedPractitioner]],
) -> dict[int, PracticeLocation]:
    """The practice location of each one who has any."""
    rows = [
        locations.new_row(number, record.practice)
        for number, record in numbered
        if record.practice is not None
    ]
    provenance = Provenance(Source.NPPES, loading.observed_on)
    return {
        row["practitioner_id"]: _location(
            number, row, locations.point_of(row["zip_code"]), provenance
        )
        for number, row in zip(insert_locations(loading.session, rows), rows, strict=True)
    }


def _person(
    number: int,
    record: ImportedPractitioner,
    location: PracticeLocation | None,
    provenance: Provenance,
) -> Practitioner:
    """As it would be read back, as far as the index asks."""
    return Practitioner(
        practitioner_id=number,
        npi=record.npi,
        name=record.name,
        credentials_text=record.credentials_text,
        provenance=provenance,
        taxonomies=tuple(
            [Taxonomy(one.slot, one.code, one.is_primary) for one in record.taxonomies]
        ),
        locations=(location,) if location else (),
    )


def _location(
    number: int, row: Mapping[str, Any], point: Point | None, provenance: Provenance
) -> PracticeLocation:
    return PracticeLocation(
        location_id=number,
        name=row["name"],
        lines=(row["line1"], row["line2"]) if row["line2"] else (row["line1"],),
        city=row["city"],
        state=row["state"],
        zip_code=row["zip_code"],
        country=row["country"],
        phone=row["phone"],
        fax=row["fax"],
        point=point,
        provenance=provenance,
    )
