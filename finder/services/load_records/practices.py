"""The roster of practices: it adds a location or confirms one that is known."""

from collections.abc import Sequence
from typing import Any

from finder.domain.credentials import PrimarySourceCheck
from finder.domain.provenance import Source
from finder.importers.reading import Reading
from finder.importers.record import ImportedPractice, Record, RowProblem
from finder.services.load_records.credentials import EventLog
from finder.services.load_records.loading import Loading
from finder.services.load_records.locations import LocationWriter, location_key
from finder.store.queries.locations import insert_locations, locations_of, update_locations
from finder.store.tables import PracticeLocationRow
from finder.store.tables.credential import LISTING


class PracticeLoader:
    """Matches by NPI, ZIP and normalised first line; empty cells leave what is known."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.writer = LocationWriter(loading, Source.PRACTICES)

    def saw_problem(self, problem: RowProblem) -> None:
        """A row that cannot be read says nothing."""

    def take(self, batch: Sequence[Record]) -> None:
        records = [record for record in batch if isinstance(record, ImportedPractice)]
        known = self.loading.known({record.npi for record in records})
        numbers = {row.practitioner_id for row in known.values()}
        events = EventLog(self.loading, LISTING, numbers)
        held = locations_of(self.loading.session, numbers)
        changed: set[int] = set()
        for record in records:
            stored = known.get(record.npi)
            if stored is None:
                self.loading.not_in_directory(record.npi)
                continue
            number = stored.practitioner_id
            if number in changed:
                held |= locations_of(self.loading.session, [number])
            if self._take_one(number, held.get(number, []), record, events):
                changed.add(number)
        events.write()

    def finish(self, readings: Sequence[Reading]) -> None:
        """A roster says nothing of those it does not name."""

    def _take_one(
        self,
        practitioner_id: int,
        held: Sequence[PracticeLocationRow],
        record: ImportedPractice,
        events: EventLog,
    ) -> bool:
        """Whether a location was added or changed."""
        session, report = self.loading.session, self.loading.report
        by_key = {(row.zip_code, row.line_key): row for row in held}
        row = by_key.get(location_key(record.location))
        values = self._values(record)
        if row is None:
            fresh = self.writer.new_row(practitioner_id, record.location) | values
            insert_locations(session, [fresh])
            report.added += 1
        elif changes := self._changes(row, values):
            update_locations(session, [{"id": row.id, **changes}])
            report.changed += 1
        else:
            report.unchanged += 1
            return False
        self.loading.touched.add(practitioner_id)
        if record.confirmed_on is not None:
            address = record.location.address
            events.log(
                practitioner_id,
                f"{address.line1}, {address.zip5}",
                "confirmed",
                PrimarySourceCheck(record.website, record.confirmed_on, record.confirmed_by),
            )
        return True

    def _changes(self, row: PracticeLocationRow, values: dict[str, Any]) -> dict[str, Any]:
        is_older = row.confirmed_on is not None and (
            "confirmed_on" not in values or values["confirmed_on"] < row.confirmed_on
        )
        if is_older:
            return {}
        return {name: value for name, value in values.items() if getattr(row, name) != value}

    def _values(self, record: ImportedPractice) -> dict[str, Any]:
        """What the roster says; what it leaves empty is left out."""
        said = {
            "name": record.location.name,
            "phone": record.location.phone,
            "fax": record.location.fax,
            "accepts_new_patients": record.accepts_new_patients,
            "telehealth": record.telehealth,
            "medicare": record.medicare,
            "wheelchair_access": record.wheelchair_access,
            "languages": f";{';'.join(record.languages)};" if record.languages else "",
            "website": record.website,
            "confirmed_on": record.confirmed_on,
            "confirmed_by": record.confirmed_by,
        }
        return {name: value for name, value in said.items() if value not in (None, "")}
