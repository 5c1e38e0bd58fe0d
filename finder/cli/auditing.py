"""Commands for the ledger: proving it, and handing it out."""

import json

import click

from finder.domain.errors import StoredDataDamaged
from finder.services.audit_ledger import exported_entries, ledger_problems
from finder.services.resources import Resources


@click.group("audit")
def audit_command() -> None:
    """The ledger of every step: who, what, when and why."""


@audit_command.command("verify")
@click.pass_obj
def verify(resources: Resources) -> None:
    """Prove that no row was changed, removed, moved or added."""
    with resources.database.reading() as session:
        problems = ledger_problems(session)
    if problems:
        raise StoredDataDamaged("\n".join(problems))
    click.echo("The ledger is whole.")


@audit_command.command("export")
@click.pass_obj
def export(resources: Resources) -> None:
    """Print every row, one JSON object a line, the oldest first."""
    with resources.database.reading() as session:
        for row in exported_entries(session):
            click.echo(json.dumps(row, ensure_ascii=False))
