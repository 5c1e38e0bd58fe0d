"""Commands that keep the directory safe and prove that it is whole."""

from pathlib import Path

import click

from finder.domain.errors import StoredDataDamaged
from finder.services.back_up import back_up
from finder.services.check_directory import check_directory
from finder.services.resources import Resources
from finder.services.restore import restore


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup_command(resources: Resources, file: Path) -> None:
    """Save the directory as one file, while it is in use."""
    size = back_up(resources, file)
    click.echo(f"Saved in {file}: {size}.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore_command(resources: Resources, file: Path) -> None:
    """Replace the directory by a backup; a running server shows it at once."""
    restored = restore(resources, file)
    as_of = f", data as of {restored.data_as_of}" if restored.data_as_of else ""
    click.echo(f"Restored from {file}: {restored.size}{as_of}.")
    if restored.kept:
        click.echo(f"What stood there could not be opened and is kept as {restored.kept}")


@click.command("check")
@click.pass_obj
def check_command(resources: Resources) -> None:
    """Prove that the database is whole and the search index equals the facts."""
    report = check_directory(resources)
    if report.problems:
        for problem in report.problems:
            click.echo(problem, err=True)
        raise StoredDataDamaged(
            "The stored data is damaged. Restore the newest backup: finder restore FILE"
        )
    click.echo(f"Everything is consistent: {report.size}.")
