"""One row of a roster typed into a page: read, judged and written as in a file."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from finder.domain.provenance import Source
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.options import ReadingOptions
from finder.importers.record import Record
from finder.importers.rosters.certifications import CertificationRows
from finder.importers.rosters.memberships import MembershipRows
from finder.importers.rosters.practices import PracticeRows
from finder.importers.rows import Columns, RowReader
from finder.services.index_directory import index_practitioners
from finder.services.load_records.loaders import LOADERS
from finder.services.load_records.loading import Loading
from finder.services.load_records.report import ImportReport
from finder.services.resources import Resources
from finder.store.queries.directory import directory_row
from finder.store.queries.imports import open_reviews

_READERS: dict[Source, Callable[[Columns, ReadingOptions, FileFacts], RowReader]] = {
    Source.CERTIFICATIONS: CertificationRows,
    Source.MEMBERSHIPS: MembershipRows,
    Source.PRACTICES: PracticeRows,
}


def read_row(resources: Resources, source: Source, cells: Mapping[str, str]) -> Record:
    """The record that the cells make; raises ``InvalidValue`` naming the column that is wrong."""
    options = ReadingOptions(today=resources.today())
    columns = Columns(list(cells))
    reader = _READERS[source](columns, options, FileFacts(None, is_full=False))
    record = reader.read(Row(1, list(cells.values()), b""))
    if record is None:
        raise ValueError("A roster has no row that says nothing.")
    return record


def load_row(
    session: Session,
    resources: Resources,
    source: Source,
    cells: Mapping[str, str],
    claim: str = "",
) -> ImportReport:
    """Writes the row, keeps what is derived in step, and answers what it changed.

    ``claim`` is the number of the claim that the row makes true.
    """
    record = read_row(resources, source, cells)
    now = resources.now()
    report = ImportReport(source, dry_run=False)
    loading = Loading(
        session=session,
        places=resources.places,
        report=report,
        today=now.date(),
        now=now,
        observed_on=now.date(),
        claim=claim,
    )
    loader = LOADERS[source](loading)
    loader.take([record])
    loader.finish([])
    session.flush()
    if report.changes:
        directory_row(session).generation += 1
    index_practitioners(session, loading.touched, resources.rules, loading.today)
    open_reviews(session, report.reviews, now)
    return report
