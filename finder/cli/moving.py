"""The command that moves a directory from one kind of database to the other."""

import json

import click

from finder.cli.progress import progress_bar
from finder.services.copy_directory import CopyReport, copy_directory
from finder.services.resources import Resources


@click.command("copy")
@click.option("--to", required=True, help="An empty database: sqlite:///… or postgresql://…")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON document.")
@click.pass_obj
def copy_command(resources: Resources, to: str, as_json: bool) -> None:
    """Copy the whole directory into an empty database, all of it or nothing.

    Every table is read back and compared by its digest. Stop the server first: what is written
    while the copy is made stays behind.
    """
    with progress_bar() as progress:
        report = copy_directory(resources, to, progress)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        _print_report(report)


def _print_report(report: CopyReport) -> None:
    for table in report.tables:
        click.echo(f"{table.rows:>10,}  {table.name:<22} {table.sha256}")
    click.echo(
        f"Copied {report.rows:,} rows from {report.source} to {report.target}; every digest is the "
        f"same on both sides. {report.seconds:.1f} s."
    )
    click.echo("The key of the site and the folder FINDER_HOME stay where they are.")
