"""The end of an import: what is derived and asked, the record of the run, its ledger row."""

import json
from collections.abc import Iterator

from finder.domain.provenance import Source
from finder.services.index_directory import (
    index_everybody,
    index_practitioners,
    note_newcomers,
)
from finder.services.load_records.deactivations import ask_about_deactivations
from finder.services.load_records.difference import Difference, difference_since
from finder.services.load_records.exclusions import ask_about_exclusions
from finder.services.load_records.loading import Loading
from finder.services.load_records.options import LoadOptions
from finder.services.load_records.report import ImportReport
from finder.services.resources import Resources
from finder.store.queries.differences import DirectoryBefore
from finder.store.queries.directory import directory_row
from finder.store.queries.imports import add_run, newest_volume_year, open_reviews
from finder.store.queries.ledger import append

# These tell which NPIs have ended.
_ENDING = (Source.NPPES, Source.NPPES_DEACTIVATED)


def finish_import(
    loading: Loading, resources: Resources, options: LoadOptions, before: DirectoryBefore | None
) -> None:
    """The directory's own row, the record of the run, derived tables, open questions."""
    session, report = loading.session, loading.report
    session.flush()
    directory = directory_row(session)
    if report.changes:
        directory.generation += 1
    directory.is_demo = directory.is_demo or options.is_demo
    directory.data_as_of = max(directory.data_as_of or loading.observed_on, loading.observed_on)
    difference = difference_since(loading, before)
    report.difference = difference.as_counts()
    _record_run(loading, resources, directory.generation, difference)
    newest_year = newest_volume_year(session)
    if newest_year != directory.newest_volume_year:
        directory.newest_volume_year = newest_year
        loading.everybody_touched = True
        # What was derived on the way was derived by the year before.
        loading.touch(loading.indexed)
    is_first = directory.ranking_version == 0
    session.flush()
    if not options.leave_index:
        note_newcomers(session, len(loading.indexed))
        if loading.everybody_touched or is_first:
            index_everybody(session, resources.rules, loading.today, but=loading.indexed)
        else:
            index_practitioners(session, loading.touched, resources.rules, loading.today)
    changed = loading.touched | loading.indexed
    if report.source is Source.NPPES and changed:
        # The exclusion list may name somebody who came after it.
        ask_about_exclusions(loading, changed)
    if report.source in _ENDING:
        ask_about_deactivations(loading)
    open_reviews(session, report.reviews, loading.now)
    _write_ledger(loading, resources, options)
    session.flush()


def _record_run(
    loading: Loading, resources: Resources, generation: int, difference: Difference
) -> None:
    report = loading.report
    report.number = add_run(
        loading.session,
        {
            "source": report.source.value,
            "release_on": report.release_on,
            "year": report.year,
            "files": json.dumps(report.files),
            "started_at": loading.now,
            "finished_at": resources.now(),
            "generation": generation,
            "rows_read": report.rows_read,
            "rows_kept": report.rows_kept,
            "added": report.added,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "removed": report.removed,
            "quarantined": report.quarantined,
            "difference": json.dumps(report.difference),
        },
    )
    difference.store(loading, report.number)


def _write_ledger(loading: Loading, resources: Resources, options: LoadOptions) -> None:
    """One row for the run; a trial leaves no trace, because nothing of it is kept."""
    report = loading.report
    if report.dry_run:
        return
    entry = options.actor.entry(
        f"import.{report.source.value}",
        f"import:{report.source.value}",
        loading.now,
        [(name, "", value) for name, value in (*_told(report), *options.noted)],
        reason=f"ranking rules version {resources.rules.version}",
    )
    append(loading.session, entry)


def _told(report: ImportReport) -> Iterator[tuple[str, object]]:
    yield "files", "; ".join(f"{file['name']} sha256:{file['sha256']}" for file in report.files)
    yield "release", report.release_on or report.year
    for name in ("rows_read", "rows_kept", "added", "changed", "unchanged", "removed"):
        yield name, getattr(report, name)
    yield "quarantined", report.quarantined
    yield "to review", len(report.reviews)
