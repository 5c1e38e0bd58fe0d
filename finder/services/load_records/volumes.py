"""Medicare volumes: one year is replaced as a whole, years stand side by side."""

from collections.abc import Iterable, Sequence
from datetime import date

from finder.domain.provenance import Source
from finder.importers.reading import Reading
from finder.importers.record import ImportedVolume, Record, RowProblem
from finder.services.load_records.loading import Loading, leading_npi
from finder.store.queries.volumes import (
    VolumeKey,
    delete_volumes,
    insert_volumes,
    volumes_of_year,
)


class VolumeLoader:
    """Somebody absent from the year has no row: that is not published, never zero."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.wanted: dict[int, dict[VolumeKey, tuple[str, float, float]]] = {}
        self.observed_on: dict[int, date] = {}
        self.unreadable: set[str] = set()

    def saw_problem(self, problem: RowProblem) -> None:
        """Somebody one of whose rows cannot be read keeps the count that is stored."""
        if npi := leading_npi(problem):
            self.unreadable.add(npi)

    def take(self, batch: Sequence[Record]) -> None:
        records = [record for record in batch if isinstance(record, ImportedVolume)]
        known = self.loading.known({record.npi for record in records})
        for record in records:
            stored = known.get(record.npi)
            if stored is not None:
                key = (stored.practitioner_id, record.procedure.value)
                self.observed_on[record.year] = self.loading.observed_on
                self.wanted.setdefault(record.year, {})[key] = (
                    record.kind.value,
                    float(record.low),
                    float(record.high),
                )

    def finish(self, readings: Sequence[Reading]) -> None:
        years = {reading.year for reading in readings if reading.year is not None}
        self.loading.report.rows_kept = sum(len(rows) for rows in self.wanted.values())
        for year in sorted(years):
            self._replace(year, self.wanted.get(year, {}))
        # A newer year turns everybody absent from it into "not published".
        self.loading.everybody_touched = self.loading.report.changes > 0

    def _kept(self, stored: Iterable[VolumeKey]) -> list[VolumeKey]:
        known = self.loading.known(self.unreadable) if self.unreadable else {}
        numbers = {person.practitioner_id for person in known.values()}
        return [key for key in stored if key[0] in numbers]

    def _replace(self, year: int, wanted: dict[VolumeKey, tuple[str, float, float]]) -> None:
        session, report = self.loading.session, self.loading.report
        stored = volumes_of_year(session, year)
        for key in self._kept(stored):
            wanted[key] = stored[key]
        fresh = wanted.keys() - stored.keys()
        changed = {key for key in wanted.keys() & stored.keys() if wanted[key] != stored[key]}
        gone = stored.keys() - wanted.keys()
        self.loading.refuse_shrunken(len(stored), len(wanted), f"volumes of {year}")
        delete_volumes(session, year, sorted(changed | gone))
        insert_volumes(
            session,
            [
                {
                    "practitioner_id": practitioner_id,
                    "procedure": procedure,
                    "year": year,
                    "kind": wanted[practitioner_id, procedure][0],
                    "low": wanted[practitioner_id, procedure][1],
                    "high": wanted[practitioner_id, procedure][2],
                    "source": Source.MEDICARE_VOLUME.value,
                    "observed_on": self.observed_on[year],
                }
                for practitioner_id, procedure in sorted(fresh | changed)
            ],
        )
        report.added += len(fresh)
        report.changed += len(changed)
        report.unchanged += len(wanted) - len(fresh) - len(changed)
        report.removed += len(gone)
