"""NPPES records into practitioners: added, changed, unchanged, deactivated, vanished."""

from collections.abc import Sequence
from typing import Any

from finder.domain.names import comparison_key
from finder.domain.provenance import Source
from finder.importers.reading import Reading
from finder.importers.record import (
    DeactivatedNpi,
    ImportedAddress,
    ImportedPractitioner,
    NoKeptTaxonomy,
    Record,
    RowProblem,
)
from finder.services.load_records.loading import Loading, digest_of, leading_npi
from finder.services.load_records.locations import LocationWriter
from finder.store.queries.practitioners import (
    insert_practitioners,
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
        by_npi = {record.npi: record for record in records}
        self.loading.report.unchanged += len(records) - len(by_npi)
        self.seen |= by_npi.keys()
        known = self.loading.known(by_npi)
        fresh: list[ImportedPractitioner] = []
        changed: list[ImportedPractitioner] = []
        for npi, record in by_npi.items():
            stored = known.get(npi)
            if stored is None:
                fresh.append(record)
            elif stored.is_gone or stored.digest != digest_of(record):
                changed.append(record)
            else:
                self.loading.report.unchanged += 1
        self._write(fresh, changed, {npi: row.practitioner_id for npi, row in known.items()})

    def finish(self, readings: Sequence[Reading]) -> None:
        listed = npis_still_listed(self.loading.session)
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
        self.loading.touched |= {*gone.values(), *left.values()}

    def _write(
        self,
        fresh: Sequence[ImportedPractitioner],
        changed: Sequence[ImportedPractitioner],
        ids: dict[str, int],
    ) -> None:
        session, report = self.loading.session, self.loading.report
        ids |= insert_practitioners(session, [self._row(record) for record in fresh])
        update_practitioners(
            session, [self._row(record) | {"id": ids[record.npi]} for record in changed]
        )
        records = [*fresh, *changed]
        if not records:
            return
        numbered = [(ids[record.npi], record) for record in records]
        self._declare(numbered)
        self.locations.sync(
            [(number, [record.practice] if record.practice else []) for number, record in numbered]
        )
        report.added += len(fresh)
        report.changed += len(changed)
        self.loading.touched |= {number for number, _ in numbered}

    def _row(self, record: ImportedPractitioner) -> dict[str, Any]:
        name = record.name
        return {
            "npi": record.npi,
            "last_name": name.last,
            "first_name": name.first,
            "middle_name": name.middle,
            "suffix": name.suffix,
            "name_key": comparison_key(name.last, name.first),
            "credentials_text": record.credentials_text,
            "enumerated_on": record.enumerated_on,
            "updated_on": record.updated_on,
            "deactivated_on": None,
            "reactivated_on": record.reactivated_on,
            "vanished_on": None,
            "hidden_because": "",
            "digest": digest_of(record),
            **self._provenance(),
        }

    def _declare(self, numbered: Sequence[tuple[int, ImportedPractitioner]]) -> None:
        provenance = self._provenance()
        replace_declarations(
            self.loading.session,
            [number for number, _ in numbered],
            taxonomies=[
                {
                    "practitioner_id": number,
                    "slot": taxonomy.slot,
                    "code": taxonomy.code,
                    "is_primary": taxonomy.is_primary,
                }
                for number, record in numbered
                for taxonomy in record.taxonomies
            ],
            licenses=[
                {
                    "practitioner_id": number,
                    "state": license_.state,
                    "number": license_.number,
                    **provenance,
                }
                for number, record in numbered
                for license_ in record.licenses
            ],
            mailing=[
                {"practitioner_id": number, **_mailing(record.mailing), **provenance}
                for number, record in numbered
                if record.mailing is not None
            ],
            words=[
                {"practitioner_id": number, "word": word}
                for number, record in numbered
                for word in sorted(set(record.name.tokens))
            ],
        )

    def _provenance(self) -> dict[str, Any]:
        return {"source": Source.NPPES.value, "observed_on": self.loading.observed_on}


def _mailing(address: ImportedAddress) -> dict[str, str]:
    return {
        "line1": address.line1,
        "line2": address.line2,
        "city": address.city,
        "state": address.state,
        "zip_code": address.zip5,
        "country": address.country,
    }
