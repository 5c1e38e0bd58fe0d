"""NPPES records into practitioners: added, changed, unchanged, deactivated, vanished."""

from collections.abc import Mapping, Sequence

from finder.domain.provenance import Source
from finder.importers.reading import Reading
from finder.importers.record import (
    DeactivatedNpi,
    ImportedPractitioner,
    NoKeptTaxonomy,
    Record,
    RowProblem,
)
from finder.services.load_records.loading import Loading, digest_of, leading_npi
from finder.services.load_records.locations import LocationWriter
from finder.services.load_records.newcomers import Digested, add_newcomers
from finder.services.load_records.register_rows import declarations, practitioner_row
from finder.store.queries.practitioners import (
    mark_deactivated,
    mark_vanished,
    npis_still_listed,
    replace_declarations,
    update_practitioners,
)


class PractitionerLoader:
    """Compares each record with what is stored by a digest of the whole record."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.locations = LocationWriter(loading, Source.NPPES)
        self.listed_before = npis_still_listed(loading.session)
        self.seen: set[str] = set()
        self.deactivated: set[str] = set()
        self.left: set[str] = set()

    def saw_problem(self, problem: RowProblem) -> None:
        """Somebody whose row cannot be read this time has not vanished."""
        if npi := leading_npi(problem):
            self.seen.add(npi)

    def take(self, batch: Sequence[Record]) -> None:
        records = [record for record in batch if isinstance(record, ImportedPractitioner)]
        for record in batch:
            # Of two files in one import, the later one knows whether somebody is still there.
            if isinstance(record, DeactivatedNpi):
                self.deactivated.add(record.npi)
            elif isinstance(record, NoKeptTaxonomy):
                self.left.add(record.npi)
            elif isinstance(record, ImportedPractitioner):
                self.deactivated.discard(record.npi)
                self.left.discard(record.npi)
        # Where a file names somebody twice, the later row is the newer one.
        by_npi = {record.npi: (record, digest_of(record)) for record in records}
        self.loading.report.unchanged += len(records) - len(by_npi)
        self.seen |= by_npi.keys()
        known = self.loading.known(by_npi)
        fresh: list[Digested] = []
        changed: dict[int, Digested] = {}
        for npi, (record, digest) in by_npi.items():
            stored = known.get(npi)
            if stored is None:
                fresh.append((record, digest))
            elif stored.is_gone or stored.digest != digest:
                changed[stored.practitioner_id] = record, digest
            else:
                self.loading.report.unchanged += 1
        add_newcomers(self.loading, self.locations, fresh)
        self._change(changed)

    def finish(self, readings: Sequence[Reading]) -> None:
        # Most files end nobody by name.
        ends = bool(self.deactivated or self.left)
        listed = npis_still_listed(self.loading.session) if ends else {}
        gone = {npi: number for npi, number in listed.items() if npi in self.deactivated}
        left = {
            npi: number
            for npi, number in listed.items()
            if npi in self.left and npi not in self.deactivated
        }
        if any(reading.is_full for reading in readings):
            left |= {
                npi: number
                for npi, number in self.listed_before.items()
                if npi not in self.seen and npi not in gone
            }
            self.loading.refuse_shrunken(
                len(self.listed_before),
                len(self.listed_before.keys() - left.keys() - gone.keys()),
                "practitioners",
            )
        mark_deactivated(self.loading.session, list(gone.values()), self.loading.observed_on)
        mark_vanished(self.loading.session, list(left.values()), self.loading.observed_on)
        self.loading.report.removed += len(gone) + len(left)
        self.loading.touch((*gone.values(), *left.values()))

    def _change(self, changed: Mapping[int, Digested]) -> None:
        if not changed:
            return
        session, observed_on = self.loading.session, self.loading.observed_on
        update_practitioners(
            session,
            [
                practitioner_row(record, digest, observed_on) | {"id": number}
                for number, (record, digest) in changed.items()
            ],
        )
        numbered = [(number, record) for number, (record, _) in changed.items()]
        replace_declarations(session, list(changed), declarations(numbered, observed_on))
        self.locations.sync(
            [(number, [record.practice] if record.practice else []) for number, record in numbered]
        )
        self.loading.report.changed += len(changed)
        self.loading.touch(changed)
