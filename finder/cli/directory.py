"""The command that changes the schema of the directory."""

import re

import click

from finder.domain.errors import InvalidValue
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources


@click.command("migrate")
@click.option("--to", default="head", show_default=True, help="Revision to reach, such as 0001.")
@click.pass_obj
def migrate_command(resources: Resources, to: str) -> None:
    """Bring the database schema up to date."""
    if not re.fullmatch(r"head|base|[0-9]{4}", to):
        raise InvalidValue("Give the revision as four digits, or head.", "to")
    prepare_directory(resources, to)
    click.echo("The database is up to date." if to == "head" else f"The database is at {to}.")
