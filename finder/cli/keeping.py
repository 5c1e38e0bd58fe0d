"""Commands that keep the directory safe and prove that it is whole."""

from pathlib import Path

import click

from finder.cli.operating import operator
from finder.domain.errors import StoredDataDamaged
from finder.services.back_up import back_up
from finder.services.check_directory import check_directory
from finder.services.generations import (
    forget_generation,
    previous_generation,
    undo_import,
)
from finder.services.keep_evidence import FOLDER, files_beside
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources
from finder.services.restore import restore


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup_command(resources: Resources, file: Path) -> None:
    """Save the directory as one file, while it is in use."""
    size = back_up(resources, file)
    click.echo(f"Saved in {file}: {size}.")
    if beside := files_beside(resources.settings):
        folder = resources.settings.home / FOLDER
        click.echo(f"Not in it: files of evidence ({beside}). Copy the folder {folder} too.")


@click.command("restore")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--previous", is_flag=True, help="Undo the last import that changed anything.")
@click.option("--force", is_flag=True, help="With --previous: lose what was decided since then.")
@click.pass_obj
def restore_command(resources: Resources, file: Path | None, previous: bool, force: bool) -> None:
    """Replace the directory by a backup; a running server shows it at once."""
    if (file is None) != previous or (force and not previous):
        raise click.UsageError("Name a backup, or say --previous.")
    if file is None:
        _undo_import(resources, force)
        return
    restored = restore(resources, file, operator())
    as_of = f", data as of {restored.data_as_of}" if restored.data_as_of else ""
    click.echo(f"Restored from {file}: {restored.size}{as_of}.")
    if restored.kept:
        click.echo(f"What stood there could not be opened and is kept as {restored.kept}")


def _undo_import(resources: Resources, force: bool) -> None:
    """Only facts go back: accounts, letters, reports and the ledger stay as they are."""
    prepare_directory(resources)
    with previous_generation(resources) as (release, before):
        with resources.database.writing() as session:
            undone = undo_import(session, resources, release, before, operator(), force)
        forget_generation(resources, release)
    lost = f" {undone.lost_decisions} decisions were lost." if undone.lost_decisions else ""
    click.echo(f"Import {release.number} ({release.source}) is undone.{lost}")


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
