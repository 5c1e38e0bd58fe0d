"""The list of those who may order and refer: replaced as a whole, for letters to ask of."""

from collections.abc import Sequence

from finder.importers.reading import Reading
from finder.importers.record import OrderingNpi, Record, RowProblem
from finder.services.load_records.loading import Loading, leading_npi
from finder.store.queries.registers import add_ordering, count_ordering, may_order_and_refer
from finder.store.staging import Stage
from finder.store.tables import OrderReferringRow


class OrderingLoader:
    """Two million NPIs, of whom nothing is kept but that they may order."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.stage = Stage(loading.session, "npi")

    def saw_problem(self, problem: RowProblem) -> None:
        """Whoever was on the list stays on it when the row cannot be read this time."""
        npi = leading_npi(problem)
        if npi and may_order_and_refer(self.loading.session, npi):
            self.stage.add([{"npi": npi}])

    def take(self, batch: Sequence[Record]) -> None:
        self.stage.add([{"npi": record.npi} for record in batch if isinstance(record, OrderingNpi)])

    def finish(self, readings: Sequence[Reading]) -> None:
        report, stage = self.loading.report, self.stage
        stage.complete()
        staged_count = stage.count()
        report.rows_kept = staged_count
        self.loading.refuse_shrunken(
            count_ordering(self.loading.session), staged_count, "NPIs that may order and refer"
        )
        report.added += add_ordering(stage)
        report.removed += stage.delete_missing(OrderReferringRow.npi)
        report.unchanged += staged_count - report.added
        stage.close()
