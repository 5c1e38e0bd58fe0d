"""Commands that change the directory: schema and imports."""

import json
import re
from datetime import date
from pathlib import Path

import click

from finder.cli.progress import progress_bar
from finder.domain.errors import InvalidValue
from finder.domain.provenance import Source
from finder.services.load_records import ImportReport, LoadOptions, load_files
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class IsoDate(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        text = str(value)
        try:
            if not _ISO_DATE.fullmatch(text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            raise click.BadParameter(f"{text} is not a day. Write it as 2026-11-16.") from None


@click.command("migrate")
@click.option("--to", default="head", show_default=True, help="Revision to reach, such as 0001.")
@click.pass_obj
def migrate_command(resources: Resources, to: str) -> None:
    """Bring the database schema up to date."""
    if not re.fullmatch(r"head|base|[0-9]{4}", to):
        raise InvalidValue("Give the revision as four digits, or head.", "to")
    prepare_directory(resources, to)
    click.echo("The database is up to date." if to == "head" else f"The database is at {to}.")


@click.command("import")
@click.argument("source", type=click.Choice([source.value for source in Source]))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--release", type=IsoDate(), help="Day of the release, where the name has none.")
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option("--allow-shrink", is_flag=True, help="Accept a file that removes more than half.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON document.")
@click.pass_obj
def import_command(
    resources: Resources,
    source: str,
    files: tuple[Path, ...],
    release: date | None,
    dry_run: bool,
    allow_shrink: bool,
    as_json: bool,
) -> None:
    """Load federal files or rosters, whole or not at all."""
    prepare_directory(resources)
    with progress_bar() as progress:
        options = LoadOptions(release, dry_run, allow_shrink, progress=progress)
        # A trial waits for its turn like the real thing, because it writes before it gives up.
        with resources.database.writing() as session:
            report = load_files(session, resources, Source(source), files, options)
            if dry_run:
                session.rollback()
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        _print_report(report)


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
