"""The roster of practices: it adds a location or confirms one that is known."""

from collections.abc import Mapping, Sequence
from typing import Any

from finder.domain.credentials import PrimarySourceCheck
from finder.domain.provenance import Source
from finder.importers.reading import Reading
from finder.importers.record import ImportedPractice, Record, RowProblem
from finder.services.load_records.event_log import EventLog
from finder.services.load_records.loading import Loading
from finder.services.load_records.locations import LocationKey, LocationWriter, location_key
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
        for said in _by_location(records).values():
            stored = known.get(said[0].npi)
            if stored is None:
                self.loading.not_in_directory(said[0].npi)
            else:
                number = stored.practitioner_id
                self._take_one(number, held.setdefault(number, []), said, events)
        self.loading.session.flush()
        events.write()

    def finish(self, readings: Sequence[Reading]) -> None:
        """A roster says nothing of those it does not name."""

    def _take_one(
        self,
        practitioner_id: int,
        held: list[PracticeLocationRow],
        said: Sequence[ImportedPractice],
        events: EventLog,
    ) -> None:
        """Writes what all rows of one location say together."""
        report = self.loading.report
        report.unchanged += len(said) - 1
        by_key = {(row.zip_code, row.line_key): row for row in held}
        location = said[0].location
        row = by_key.get(location_key(location))
        values = _together(said)
        if row is None:
            fresh = self.writer.new_row(practitioner_id, location) | values
            held.append(PracticeLocationRow(**fresh))
            self.loading.session.add(held[-1])
            report.added += 1
        elif changes := _changes(
            {name: getattr(row, name) for name in (*values, "confirmed_on")}, values
        ):
            for name, value in changes.items():
                setattr(row, name, value)
            report.changed += 1
        else:
            report.unchanged += 1
            return
        self.loading.touched.add(practitioner_id)
        for record in said:
            if record.confirmed_on is not None:
                events.log(
                    practitioner_id,
                    f"{location.address.line1}, {location.address.zip5}",
                    "confirmed",
                    PrimarySourceCheck(record.website, record.confirmed_on, record.confirmed_by),
                )


def _by_location(
    records: Sequence[ImportedPractice],
) -> dict[tuple[str, LocationKey], list[ImportedPractice]]:
    """The rows of each location in the order of the file."""
    found: dict[tuple[str, LocationKey], list[ImportedPractice]] = {}
    for record in records:
        found.setdefault((record.npi, location_key(record.location)), []).append(record)
    return found


def _together(said: Sequence[ImportedPractice]) -> dict[str, Any]:
    """Rows of one location in one file: otherwise they would undo each other every time."""
    known: dict[str, Any] = {}
    for record in said:
        known |= _changes(known, _values(record))
    return known


def _changes(known: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """What differs; where somebody has confirmed later, only what nobody has said yet."""
    confirmed_on = known.get("confirmed_on")
    is_older = confirmed_on is not None and (
        "confirmed_on" not in values or values["confirmed_on"] < confirmed_on
    )
    return {
        name: value
        for name, value in values.items()
        if (known.get(name) in (None, "") if is_older else known.get(name) != value)
    }


def _values(record: ImportedPractice) -> dict[str, Any]:
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
