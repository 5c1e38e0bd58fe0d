"""One import from its files to its end; the caller's transaction keeps it whole."""

import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.importers.options import ReadingOptions
from finder.importers.reading import Reading, open_reading
from finder.importers.record import DeactivatedNpi, NoKeptTaxonomy, Record, RowProblem
from finder.services.index_directory import Indexing
from finder.services.load_records.difference import keep_before
from finder.services.load_records.finishing import finish_import
from finder.services.load_records.loaders import LOADERS
from finder.services.load_records.loading import Loader, Loading
from finder.services.load_records.options import LoadOptions
from finder.services.load_records.problems import ProblemsFile
from finder.services.load_records.report import PROBLEMS_SHOWN, ImportReport, Progress
from finder.services.resources import Resources
from finder.store.queries.directory import directory_row
from finder.store.queries.imports import newest_release
from finder.store.queries.practitioners import all_npis

_BATCH = 1000
# Rows that only end what was kept before.
_NOT_KEPT = (DeactivatedNpi, NoKeptTaxonomy)
_REGISTERS = (Source.NPPES, Source.NPPES_LOCATIONS)
# The first year of Medicare's public use files by provider and service.
_FIRST_VOLUME_YEAR = 2012
# Each file of these says everything; two of them would be one release too many.
_WHOLE = (Source.NPPES_DEACTIVATED, Source.MEDICARE_CLINICIANS, Source.ORDER_REFERRING)


def load_files(
    session: Session,
    resources: Resources,
    source: Source,
    paths: Sequence[Path],
    options: LoadOptions,
) -> ImportReport:
    """Loads the files of one source as one import; raises ``InputRefused`` and keeps nothing."""
    started, now = time.monotonic(), resources.now()
    _refuse_over_demo(session, source, options)
    report = ImportReport(source, options.dry_run)
    loading = Loading(
        session=session,
        places=resources.places,
        report=report,
        today=now.date(),
        now=now,
        observed_on=options.release_on or now.date(),
        allow_shrink=options.allow_shrink,
        indexing=_indexing(session, resources, now.date(), options),
    )
    before = keep_before(loading)
    with ProblemsFile(resources.settings.home / "imports", source, now) as problems:
        _read_all(loading, resources, paths, options, problems)
        report.problems_file = problems.path
    finish_import(loading, resources, options, before)
    report.seconds = time.monotonic() - started
    return report


def _indexing(
    session: Session, resources: Resources, today: date, options: LoadOptions
) -> Indexing | None:
    """``None`` where whoever called indexes everybody afterwards."""
    if options.leave_index:
        return None
    return Indexing(resources.rules, directory_row(session).newest_volume_year, today)


def _read_all(
    loading: Loading,
    resources: Resources,
    paths: Sequence[Path],
    options: LoadOptions,
    problems: ProblemsFile,
) -> None:
    """Every file through the loader of its source, then what needs them all."""
    report = loading.report
    if report.source in _WHOLE and len(paths) > 1:
        raise InputRefused(
            f"Each {report.source} file is whole. Nothing was changed. Name the newest one alone."
        )
    clinicians = report.source is Source.MEDICARE_CLINICIANS
    reading_options = ReadingOptions(
        kept_taxonomies=frozenset(resources.taxonomies),
        kept_npis=all_npis(loading.session) if clinicians else frozenset(),
        primary_codes=resources.primary_codes,
        release_on=options.release_on,
        today=loading.today,
    )
    loader = LOADERS[report.source](loading)
    readings: list[Reading] = []
    for path in paths:
        with open_reading(report.source, path, reading_options) as reading:
            _begin_file(loading, reading)
            for batch in _batches(reading, loader, report, problems):
                loader.take(batch)
                _tell(options.progress, report, reading)
            report.rows_read += reading.rows_read
            report.files.append({"name": reading.file_name, "sha256": reading.sha256})
            readings.append(reading)
    loader.finish(readings)
    _refuse_cut_off(readings, loading)


def _batches(
    reading: Reading, loader: Loader, report: ImportReport, problems: ProblemsFile
) -> Iterator[list[Record]]:
    """The records of a file in batches; problems are set aside on the way."""
    records = _records(reading, loader, report, problems)
    while batch := list(islice(records, _BATCH)):
        report.rows_kept += sum(1 for record in batch if not isinstance(record, _NOT_KEPT))
        yield batch


def _records(
    reading: Reading, loader: Loader, report: ImportReport, problems: ProblemsFile
) -> Iterator[Record]:
    for item in reading:
        if isinstance(item, RowProblem):
            report.quarantined += 1
            loader.saw_problem(item)
            problems.add(item)
            if len(report.problems) < PROBLEMS_SHOWN:
                report.problems.append(item)
        else:
            yield item


def _begin_file(loading: Loading, reading: Reading) -> None:
    report = loading.report
    _refuse_impossible_day(reading, loading.today)
    if reading.release_on is not None:
        newest = newest_release(loading.session, reading.source.value)
        years_stand_side_by_side = reading.source is Source.MEDICARE_VOLUME
        is_second = report.release_on is not None and reading.release_on < report.release_on
        if is_second and not years_stand_side_by_side:
            raise InputRefused(
                f"{reading.file_name} is of {reading.release_on}, older than the file named before "
                "it. Nothing was changed. Name the files from the oldest to the newest."
            )
        if newest and reading.release_on < newest and not years_stand_side_by_side:
            raise InputRefused(
                f"This release of {reading.release_on} is older than the one loaded, "
                f"{newest}. Nothing was changed. Load the newest release."
            )
        loading.observed_on = reading.release_on
        report.release_on = max(report.release_on or reading.release_on, reading.release_on)
    if reading.year is not None:
        report.year = max(report.year or reading.year, reading.year)


def _refuse_impossible_day(reading: Reading, today: date) -> None:
    """A release from the future would close the door to every true one."""
    day, year = reading.release_on, reading.year
    if day is not None and day > today:
        raise InputRefused(
            f"This release would be of {day}, which is in the future. Nothing was changed. "
            "Give the day on which it was released."
        )
    if year is not None and not _FIRST_VOLUME_YEAR <= year <= today.year:
        raise InputRefused(
            f"The services would be of {year}. Medicare's files begin with "
            f"{_FIRST_VOLUME_YEAR} and end before today. Nothing was changed. Add --release "
            "YYYY-MM-DD with any day of the year that the file is about."
        )


def _refuse_over_demo(session: Session, source: Source, options: LoadOptions) -> None:
    if source in _REGISTERS and directory_row(session).is_demo and not options.is_demo:
        raise InputRefused(
            "This database holds the demonstration directory, and invented doctors must not mix "
            "with real ones. Clear it first: finder demo --clear"
        )


def _refuse_cut_off(readings: Sequence[Reading], loading: Loading) -> None:
    """A file that ends within a row is half a download when it also lacks known records."""
    report = loading.report
    cut = [reading.file_name for reading in readings if reading.is_cut_off]
    lacking = report.removed + loading.absent
    if cut and lacking:
        raise InputRefused(
            f"{cut[0]} ends in the middle of a row and lacks {lacking} records that are loaded: "
            "it was cut short. Nothing was changed. Download it again."
        )


def _tell(progress: Progress | None, report: ImportReport, reading: Reading) -> None:
    if progress is not None:
        progress(report.rows_read + reading.rows_read, reading.bytes_read, reading.bytes_total)
