"""Practice locations from NPPES: the main one of a record, and the further ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy.engine import Row

from finder.domain.addresses import line_key
from finder.domain.geography import Point
from finder.domain.provenance import Source
from finder.importers.reading import Reading
from finder.importers.record import ImportedLocation, Record, RowProblem, SecondaryLocation
from finder.services.load_records.loading import Loading, leading_npi
from finder.store.queries.listings import listings_at
from finder.store.queries.locations import (
    delete_locations,
    insert_locations,
    practitioners_located_by,
    register_entries_of,
    update_locations,
)

LocationKey = tuple[str, str]

_BATCH = 500

# What a register says of a place; a confirmed location keeps its confirmed phone and fax.
_CONTACT = ("phone", "fax")
_REGISTER_COLUMNS = ("line1", "line2", "city", "state", "zip_plus4", "country", "lat", "lon")


@dataclass(slots=True)
class LocationChanges:
    """What a synchronisation did, and to whom."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    touched: set[int] = field(default_factory=set)


class LocationWriter:
    """Makes the stored locations of one source equal to what the source says."""

    def __init__(self, loading: Loading, source: Source) -> None:
        self.loading = loading
        self.source = source
        self._points: dict[str, Point | None] = {}

    def sync(self, wanted: Sequence[tuple[int, Sequence[ImportedLocation]]]) -> LocationChanges:
        """Adds, updates and removes; a location that others give or confirm too is kept."""
        stored = register_entries_of(self.loading.session, [number for number, _ in wanted])
        done = LocationChanges()
        fresh: list[dict[str, Any]] = []
        updates: list[dict[str, Any]] = []
        ended: list[Row[Any]] = []
        for number, locations in wanted:
            held = {(row.zip_code, row.line_key): row for row in stored.get(number, [])}
            asked = {location_key(location): location for location in locations}
            added = [location for key, location in asked.items() if key not in held]
            changed = [
                {"id": held[key].id, **changes}
                for key, location in asked.items()
                if key in held and (changes := self._changes(held[key], self.columns(location)))
            ]
            dropped = [
                row
                for key, row in held.items()
                if key not in asked and row.source == self.source.value
            ]
            fresh += [self.new_row(number, location) for location in added]
            updates += changed
            ended += dropped
            done.added += len(added)
            done.changed += len(changed)
            done.unchanged += len(asked) - len(added) - len(changed)
            done.removed += len(dropped)
            if added or changed or dropped:
                done.touched.add(number)
        self._end(ended)
        update_locations(self.loading.session, updates)
        insert_locations(self.loading.session, fresh)
        return done

    def _end(self, dropped: Sequence[Row[Any]]) -> None:
        """Deletes them; whoever else confirms or lists a location gives it from now on."""
        session = self.loading.session
        unconfirmed = [row.id for row in dropped if row.confirmed_on is None]
        listings = listings_at(session, unconfirmed)
        delete_locations(session, [number for number in unconfirmed if number not in listings])
        update_locations(
            session,
            [
                {"id": row.id, "source": Source.PRACTICES.value}
                for row in dropped
                if row.confirmed_on is not None
            ],
        )
        update_locations(
            session,
            [
                {
                    "id": number,
                    "source": Source.MEDICARE_CLINICIANS.value,
                    "observed_on": listing.listed_on or self.loading.observed_on,
                    # The listing has those that it gives.
                    "phone": "",
                    "fax": "",
                }
                for number, listing in listings.items()
            ],
        )

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
        point = self.point_of(address.zip5)
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

    def point_of(self, zip5: str) -> Point | None:
        """Looked up once for each ZIP: most of them have many practices."""
        if zip5 not in self._points:
            self._points[zip5] = self.loading.places.zip_point(zip5) if zip5 else None
        return self._points[zip5]

    def _changes(self, row: Row[Any], values: dict[str, Any]) -> dict[str, Any]:
        names: Iterable[str] = _REGISTER_COLUMNS
        if row.confirmed_on is None:
            names = (*_REGISTER_COLUMNS, *_CONTACT)
        changes = {name: values[name] for name in names if getattr(row, name) != values[name]}
        is_main_now = self.source is Source.NPPES and row.source == Source.NPPES_LOCATIONS
        if is_main_now or row.source == Source.MEDICARE_CLINICIANS:
            # Whoever gave it before may drop it.
            changes["source"] = self.source.value
        if changes:
            changes["observed_on"] = self.loading.observed_on
        return changes


class SecondaryLocationLoader:
    """The NPPES file of further practice locations; a full one names all of everybody's."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.by_number: dict[int, list[ImportedLocation]] = {}
        self.unreadable: set[str] = set()

    def saw_problem(self, problem: RowProblem) -> None:
        """Somebody one of whose rows cannot be read keeps what is stored."""
        if npi := leading_npi(problem):
            self.unreadable.add(npi)

    def take(self, batch: Sequence[Record]) -> None:
        records = [record for record in batch if isinstance(record, SecondaryLocation)]
        known = self.loading.known({record.npi for record in records})
        for record in records:
            if stored := known.get(record.npi):
                self.by_number.setdefault(stored.practitioner_id, []).append(record.location)

    def finish(self, readings: Sequence[Reading]) -> None:
        report, session = self.loading.report, self.loading.session
        report.rows_kept = sum(len(locations) for locations in self.by_number.values())
        if any(reading.is_full for reading in readings):
            before = practitioners_located_by(session, Source.NPPES_LOCATIONS)
            found = sum(1 for number in before if number in self.by_number)
            self.loading.refuse_shrunken(len(before), found, "practitioners with more locations")
            for number in before:
                self.by_number.setdefault(number, [])
        for stored in self.loading.known(self.unreadable).values():
            self.by_number.pop(stored.practitioner_id, None)
        writer = LocationWriter(self.loading, Source.NPPES_LOCATIONS)
        wanted = iter(sorted(self.by_number.items()))
        while batch := list(islice(wanted, _BATCH)):
            self._write(writer, batch)

    def _write(
        self, writer: LocationWriter, batch: Sequence[tuple[int, list[ImportedLocation]]]
    ) -> None:
        report = self.loading.report
        changed = writer.sync(batch)
        report.added += changed.added
        report.changed += changed.changed
        report.unchanged += changed.unchanged
        report.removed += changed.removed
        self.loading.touched |= changed.touched


def location_key(location: ImportedLocation) -> LocationKey:
    """One door of one practitioner: ZIP and normalised first line."""
    return location.address.zip5, line_key(location.address.line1)
