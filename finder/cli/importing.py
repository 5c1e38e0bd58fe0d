"""Loading files of records: the command for one source, and the one for whatever is due."""

import json
import re
from datetime import date
from functools import partial
from pathlib import Path

import click

from finder.cli.days import IsoDate
from finder.cli.operating import operator
from finder.cli.progress import download_bar, progress_bar
from finder.domain.errors import DirectoryUnavailable
from finder.domain.provenance import Source
from finder.importers.download import Downloaded
from finder.services.generations import keep_generation
from finder.services.load_records import ImportReport, LoadOptions, load_files
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources
from finder.services.update_sources import Step, StepState, Update, alone, fetch_file, released_on

_MARKS = {
    StepState.LOADED: "loaded",
    StepState.NOT_DUE: "not due",
    StepState.NOTHING_NEWER: "nothing newer",
    StepState.DUE: "due",
    StepState.BY_HAND: "by hand",
    StepState.FAILED: "FAILED",
}


@click.command("import")
@click.argument("source", type=click.Choice([source.value for source in Source]))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--from-url", default="", help="Fetch the file from its official publisher.")
@click.option("--sha256", default="", help="Refuse what is fetched unless it has this sum.")
@click.option("--release", type=IsoDate(), help="Day of the release, where the name has none.")
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option("--allow-shrink", is_flag=True, help="Accept a file that removes more than half.")
@click.option("--no-keep", is_flag=True, help="Keep no copy of the directory as it was before.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON document.")
@click.pass_obj
def import_command(
    resources: Resources,
    /,
    source: str,
    files: tuple[Path, ...],
    from_url: str,
    sha256: str,
    release: date | None,
    as_json: bool,
    no_keep: bool,
    **flags: bool,
) -> None:
    """Load federal files or rosters, whole or not at all."""
    _refuse_unclear(files, from_url, sha256)
    prepare_directory(resources)
    asked = Source(source)
    if from_url:
        fetched = _fetch(resources, from_url, sha256)
        release = release or released_on(resources, asked, fetched)
        report = run_import(resources, asked, (fetched.path,), release, not no_keep, **flags)
        if not report.dry_run:
            fetched.remove()
    else:
        report = run_import(resources, asked, files, release, not no_keep, **flags)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        _print_report(report)


def run_import(
    resources: Resources,
    source: Source,
    files: tuple[Path, ...],
    release: date | None,
    keep: bool,
    dry_run: bool = False,
    allow_shrink: bool = False,
) -> ImportReport:
    """One import in one transaction; the directory before it is kept beside it."""
    with progress_bar() as progress:
        options = LoadOptions(release, dry_run, allow_shrink, progress=progress, actor=operator())
        # A trial waits for its turn like the real thing, because it writes before it gives up.
        with resources.database.writing() as session:
            report = load_files(session, resources, source, files, options)
            if dry_run:
                session.rollback()
            elif keep:
                keep_generation(resources, report)
    return report


@click.command("update")
@click.option("--dry-run", is_flag=True, help="Show what is due; fetch and change nothing.")
@click.option("--no-keep", is_flag=True, help="Keep no copies of the directory as it was before.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def update_command(resources: Resources, dry_run: bool, no_keep: bool, as_json: bool) -> None:
    """Fetch and load whatever is due, in the right order; made for cron."""
    prepare_directory(resources)

    def load(source: Source, file: Path, release: date | None) -> ImportReport:
        return run_import(resources, source, (file,), release, not no_keep)

    steps: list[Step] = []
    with alone(resources):
        update = Update(resources, partial(_fetch, resources), load, dry_run=dry_run)
        for step in update.steps():
            steps.append(step)
            if not as_json:
                click.echo(
                    f"{_MARKS[step.state]}: {step.file.source.value}, {step.file.name}. "
                    f"{step.sentence}"
                )
    if as_json:
        document = {"dry_run": dry_run, "steps": [step.as_json() for step in steps]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    failed = sum(step.state is StepState.FAILED for step in steps)
    if failed:
        raise DirectoryUnavailable(f"{failed} of {len(steps)} steps failed; the others were done.")


def _fetch(resources: Resources, address: str, sha256: str = "") -> Downloaded:
    with download_bar() as tell:
        return fetch_file(resources, address, sha256, tell)


def _refuse_unclear(files: tuple[Path, ...], from_url: str, sha256: str) -> None:
    if bool(files) == bool(from_url):
        raise click.UsageError("Name the files, or the address of one with --from-url.")
    if sha256 and not from_url:
        raise click.UsageError("--sha256 is for a file that is fetched with --from-url.")
    if sha256 and not re.fullmatch(r"[0-9a-fA-F]{64}", sha256):
        raise click.UsageError("A SHA-256 sum has 64 hexadecimal digits.")


def _print_report(report: ImportReport) -> None:
    prefix = "Dry run, nothing was changed. It would be: " if report.dry_run else ""
    click.echo(
        f"{prefix}{report.rows_read} rows read, {report.rows_kept} kept: {report.added} added, "
        f"{report.changed} changed, {report.unchanged} unchanged, {report.removed} removed, "
        f"{report.quarantined} set aside. {report.seconds:.1f} s."
    )
    for problem in report.problems:
        click.echo(f"  {problem.file}, line {problem.line}, {problem.field}: {problem.reason}")
    if report.problems_file:
        click.echo(f"The rows set aside are in {report.problems_file}")
    for review in report.reviews:
        click.echo(f"  To review, NPI {review.npi}: {review.reason}")
