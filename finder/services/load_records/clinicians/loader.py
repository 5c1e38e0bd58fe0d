"""Takes the file's rows of the directory's people, and at its end compares person by person."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Boolean, Integer, Text

from finder.domain.addresses import line_key
from finder.importers.reading import Reading
from finder.importers.record import ImportedClinician, Record, RowProblem
from finder.services.load_records.clinicians.writer import ListingWriter
from finder.services.load_records.loading import Loading, leading_npi
from finder.store.queries.listings import listed_practitioners
from finder.store.staging import Stage

_BATCH = 500
_OWNER = attrgetter("practitioner_id")
_TEXTS = (
    *("zip_code", "line_key", "line1", "line2", "city", "state", "zip_plus4"),
    *("phone", "group_name", "last_name", "first_name"),
)


class ClinicianLoader:
    """Nobody is added; whoever the file leaves out keeps what it said before of other sources."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.listed_before = listed_practitioners(loading.session)
        self.unreadable: set[str] = set()
        self.stage = Stage(
            loading.session,
            "practitioner_id",
            practitioner_id=Integer(),
            **dict.fromkeys(_TEXTS, Text()),
            telehealth=Boolean(),
            takes_assignment=Boolean(),
        )

    def saw_problem(self, problem: RowProblem) -> None:
        """Somebody one of whose rows cannot be read keeps what is stored."""
        if npi := leading_npi(problem):
            self.unreadable.add(npi)

    def take(self, batch: Sequence[Record]) -> None:
        records = [record for record in batch if isinstance(record, ImportedClinician)]
        known = self.loading.known({record.npi for record in records})
        self.stage.add([_staged(known[record.npi].practitioner_id, record) for record in records])

    def finish(self, readings: Sequence[Reading]) -> None:
        writer = ListingWriter(self.loading, self._released_on())
        self.stage.complete()
        spared = {row.practitioner_id for row in self.loading.known(self.unreadable).values()}
        present: set[int] = set()
        for batch in self.stage.batches(_BATCH):
            people = {number: list(rows) for number, rows in groupby(batch, _OWNER)}
            present |= people.keys()
            writer.write({number: rows for number, rows in people.items() if number not in spared})
        self.stage.close()
        absent = sorted(self.listed_before - present - spared)
        self.loading.refuse_shrunken(
            len(self.listed_before), len(self.listed_before) - len(absent), "Medicare clinicians"
        )
        self.loading.absent = len(absent)
        for start in range(0, len(absent), _BATCH):
            writer.forget(absent[start : start + _BATCH])

    def _released_on(self) -> date | None:
        """The day on which the file confirms what it lists; ``None`` where nobody names one."""
        day = self.loading.report.release_on
        if day is None:
            self.loading.ask(
                "",
                "The day of the release is not known, so no practice location counts as "
                "confirmed. Load the file again with --release YYYY-MM-DD.",
            )
        return day


def _staged(practitioner_id: int, record: ImportedClinician) -> dict[str, Any]:
    """A row without a street still says that the person is in the file."""
    said: dict[str, Any] = dict.fromkeys(_TEXTS, "")
    if record.location is not None:
        address = record.location.address
        said |= {
            "zip_code": address.zip5,
            "line_key": line_key(address.line1),
            "line1": address.line1,
            "line2": address.line2,
            "city": address.city,
            "state": address.state,
            "zip_plus4": address.zip4,
            "phone": record.location.phone,
            "group_name": record.location.name,
        }
    return said | {
        "practitioner_id": practitioner_id,
        "last_name": record.last_name,
        "first_name": record.first_name,
        "telehealth": record.telehealth,
        "takes_assignment": record.takes_assignment,
    }
