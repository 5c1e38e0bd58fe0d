"""The report of deactivated NPIs: replaced as a whole; whoever is on it is shown nowhere."""

from collections.abc import Sequence

from sqlalchemy import Date

from finder.domain.listing import holds
from finder.domain.reviews import ReviewKind
from finder.importers.cells import npi_or_empty
from finder.importers.reading import Reading
from finder.importers.record import DeactivatedNpi, Record, RowProblem
from finder.services.load_records.loading import Loading, leading_npi
from finder.store.queries.practitioners import deactivated_by_register, npis_still_listed
from finder.store.queries.registers import (
    add_deactivated,
    change_deactivated,
    count_deactivated,
    is_deactivated,
    reported_npis,
    reported_practitioners,
)
from finder.store.queries.reviews import keep_only_reviews_of
from finder.store.staging import Stage
from finder.store.tables import DeactivatedNpiRow

_ENDED = (
    "The register ended this NPI on {day}, so the listing is hidden. Look whether the same person "
    "has a new NPI: if so, merge the two; then settle this."
)


class DeactivationLoader:
    """NPIs of everybody are kept, so that whoever is added to the directory later is hidden too."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.before = self._hidden()
        self.stored_count = count_deactivated(loading.session)
        self.stage = Stage(loading.session, "npi", deactivated_on=Date())
        self.has_unknown_rows = False

    def saw_problem(self, problem: RowProblem) -> None:
        """A row that cannot be read does not bring anybody back."""
        npi = npi_or_empty(leading_npi(problem) or "")
        if npi and is_deactivated(self.loading.session, npi):
            self.stage.add([{"npi": npi, "deactivated_on": None}])
        self.has_unknown_rows |= not npi

    def take(self, batch: Sequence[Record]) -> None:
        self.stage.add(
            [
                {"npi": record.npi, "deactivated_on": record.deactivated_on}
                for record in batch
                if isinstance(record, DeactivatedNpi)
            ]
        )

    def finish(self, readings: Sequence[Reading]) -> None:
        loading, report, stage = self.loading, self.loading.report, self.stage
        stage.complete()
        staged_count = stage.count()
        report.rows_kept = staged_count
        loading.refuse_shrunken(self.stored_count, staged_count, "deactivated NPIs")
        report.changed += change_deactivated(stage)
        report.added += add_deactivated(stage, loading.observed_on)
        report.unchanged += staged_count - report.added - report.changed
        # As for exclusions: what a report cut short lacks is counted, so that it is refused.
        if not self.has_unknown_rows or any(reading.is_cut_off for reading in readings):
            report.removed += stage.delete_missing(DeactivatedNpiRow.npi)
        elif gone := stage.count_missing(DeactivatedNpiRow.npi):
            loading.ask(
                "",
                f"{gone} NPIs are no longer reported as deactivated, but rows without a readable "
                "NPI may be theirs, so nobody was shown again. Load a clean report.",
            )
        stage.close()
        after = self._hidden()
        listed = set(npis_still_listed(loading.session).values())
        loading.refuse_shrunken(len(listed - self.before), len(listed - after), "practitioners")
        loading.touched |= self.before ^ after

    def _hidden(self) -> set[int]:
        """Ids of those whom the stored report hides."""
        return {
            number
            for number, deactivated_on, reactivated_on in reported_practitioners(
                self.loading.session
            )
            if holds(deactivated_on, reactivated_on)
        }


def ask_about_deactivations(loading: Loading) -> None:
    """One question for each practitioner whose NPI has ended; a reactivation takes it back."""
    session = loading.session
    ended = deactivated_by_register(session)
    ended |= {
        npi: day
        for npi, day, reactivated_on in reported_npis(session)
        if holds(day, reactivated_on)
    }
    asked = keep_only_reviews_of(session, ReviewKind.DEACTIVATED, ended)
    for npi in sorted(ended.keys() - asked):
        loading.ask(
            npi, _ENDED.format(day=ended[npi]), "normal", ReviewKind.DEACTIVATED, "deactivated"
        )
