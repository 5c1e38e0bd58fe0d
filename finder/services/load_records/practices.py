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
from finder.store.queries.locations import locations_of
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
        for record in records:
            stored = known.get(record.npi)
            if stored is None:
                self.loading.not_in_directory(record.npi)
            else:
                number = stored.practitioner_id
                self._take_one(number, held.setdefault(number, []), record, events)
        self.loading.session.flush()
        events.write()

    def finish(self, readings: Sequence[Reading]) -> None:
        """A roster says nothing of those it does not name."""

    def _take_one(
        self,
        practitioner_id: int,
        held: list[PracticeLocationRow],
        record: ImportedPractice,
        events: EventLog,
    ) -> None:
        report = self.loading.report
        by_key = {(row.zip_code, row.line_key): row for row in held}
        row = by_key.get(location_key(record.location))
        values = self._values(record)
        if row is None:
            fresh = self.writer.new_row(practitioner_id, record.location) | values
            held.append(PracticeLocationRow(**fresh))
            self.loading.session.add(held[-1])
            report.added += 1
        elif changes := self._changes(row, values):
            for name, value in changes.items():
                setattr(row, name, value)
            report.changed += 1
        else:
            report.unchanged += 1
            return
        self.loading.touched.add(practitioner_id)
        if record.confirmed_on is not None:
            address = record.location.address
            events.log(
                practitioner_id,
                f"{address.line1}, {address.zip5}",
                "confirmed",
                PrimarySourceCheck(record.website, record.confirmed_on, record.confirmed_by),
            )

    def _changes(self, row: PracticeLocationRow, values: dict[str, Any]) -> dict[str, Any]:
        """What differs; where somebody has confirmed later, only what nobody has said yet."""
        is_older = row.confirmed_on is not None and (
            "confirmed_on" not in values or values["confirmed_on"] < row.confirmed_on
        )
        return {
            name: value
            for name, value in values.items()
            if (getattr(row, name) in (None, "") if is_older else getattr(row, name) != value)
        }

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
