"""Practice locations from NPPES: the main one of a record, and the further ones."""

from collections.abc import Iterable, Sequence
from typing import Any

from finder.domain.addresses import line_key
from finder.domain.provenance import Source
from finder.importers.reading import Reading
from finder.importers.record import ImportedLocation, Record, RowProblem, SecondaryLocation
from finder.services.load_records.loading import Loading
from finder.store.queries.locations import (
    delete_locations,
    insert_locations,
    locations_of,
    update_locations,
)
from finder.store.tables import PracticeLocationRow

LocationKey = tuple[str, str]

# What a register says of a place; a confirmed location keeps its confirmed phone and fax.
_CONTACT = ("phone", "fax")
_REGISTER_COLUMNS = ("line1", "line2", "city", "state", "zip_plus4", "country", "lat", "lon")


class LocationWriter:
    """Makes the stored locations of one source equal to what the source says."""

    def __init__(self, loading: Loading, source: Source) -> None:
        self.loading = loading
        self.source = source

    def sync(self, wanted: Sequence[tuple[int, Sequence[ImportedLocation]]]) -> dict[str, int]:
        """Adds, updates and removes; a confirmed location that the source drops is kept.

        Answers how many locations were added, changed, unchanged and removed.
        """
        stored = locations_of(self.loading.session, [number for number, _ in wanted])
        counts = {"added": 0, "changed": 0, "unchanged": 0, "removed": 0}
        fresh: list[dict[str, Any]] = []
        updates: list[dict[str, Any]] = []
        gone: list[int] = []
        for number, locations in wanted:
            held = {(row.zip_code, row.line_key): row for row in stored.get(number, [])}
            asked = {location_key(location): location for location in locations}
            for key, location in asked.items():
                values = self.columns(location)
                row = held.get(key)
                if row is None:
                    fresh.append(self.new_row(number, location))
                    counts["added"] += 1
                elif changes := self._changes(row, values):
                    updates.append({"id": row.id, **changes})
                    counts["changed"] += 1
                else:
                    counts["unchanged"] += 1
            for key, row in held.items():
                if key in asked or row.source != self.source.value:
                    continue
                counts["removed"] += 1
                if row.confirmed_on is None:
                    gone.append(row.id)
                else:
                    updates.append({"id": row.id, "source": Source.PRACTICES.value})
        delete_locations(self.loading.session, gone)
        update_locations(self.loading.session, updates)
        insert_locations(self.loading.session, fresh)
        return counts

    def new_row(self, practitioner_id: int, location: ImportedLocation) -> dict[str, Any]:
        """A whole row for a location nobody has told more about yet."""
        return {
            "practitioner_id": practitioner_id,
            "line_key": line_key(location.address.line1),
            "zip_code": location.address.zip5,
            **self.columns(location),
            "accepts_new_patients": None,
            "telehealth": None,
            "medicare": None,
            "wheelchair_access": None,
            "languages": "",
            "website": "",
            "confirmed_on": None,
            "confirmed_by": "",
            "source": self.source.value,
            "observed_on": self.loading.observed_on,
        }

    def columns(self, location: ImportedLocation) -> dict[str, Any]:
        """What the source says of the place, with the point of its ZIP."""
        address = location.address
        point = self.loading.places.zip_point(address.zip5) if address.zip5 else None
        return {
            "name": location.name,
            "line1": address.line1,
            "line2": address.line2,
            "city": address.city,
            "state": address.state,
            "zip_plus4": address.zip4,
            "country": address.country,
            "phone": location.phone,
            "fax": location.fax,
            "lat": point.lat if point else None,
            "lon": point.lon if point else None,
        }

    def _changes(self, row: PracticeLocationRow, values: dict[str, Any]) -> dict[str, Any]:
        names: Iterable[str] = _REGISTER_COLUMNS
        if row.confirmed_on is None:
            names = (*_REGISTER_COLUMNS, *_CONTACT)
        changes = {name: values[name] for name in names if getattr(row, name) != values[name]}
        if changes:
            changes["observed_on"] = self.loading.observed_on
        return changes


class SecondaryLocationLoader:
    """The NPPES file of further practice locations; it names all of them, every time."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.by_npi: dict[str, list[ImportedLocation]] = {}

    def saw_problem(self, problem: RowProblem) -> None:
        """A row that cannot be read says nothing."""

    def take(self, batch: Sequence[Record]) -> None:
        records = [record for record in batch if isinstance(record, SecondaryLocation)]
        known = self.loading.known({record.npi for record in records})
        for record in records:
            if record.npi in known:
                self.by_npi.setdefault(record.npi, []).append(record.location)

    def finish(self, readings: Sequence[Reading]) -> None:
        report = self.loading.report
        report.rows_kept = sum(len(locations) for locations in self.by_npi.values())
        known = self.loading.known(self.by_npi)
        writer = LocationWriter(self.loading, Source.NPPES_LOCATIONS)
        for npi, stored in known.items():
            counts = writer.sync([(stored.practitioner_id, self.by_npi[npi])])
            report.added += counts["added"]
            report.changed += counts["changed"]
            report.unchanged += counts["unchanged"]
            report.removed += counts["removed"]
            if counts["added"] or counts["changed"] or counts["removed"]:
                self.loading.touched.add(stored.practitioner_id)


def location_key(location: ImportedLocation) -> LocationKey:
    """One door of one practitioner: ZIP and normalised first line."""
    return location.address.zip5, line_key(location.address.line1)
