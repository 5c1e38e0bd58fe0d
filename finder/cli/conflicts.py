"""The command that lists where sources contradict each other."""

import json

import click

from finder.services.list_conflicts import conflicts_document, list_conflicts
from finder.services.resources import Resources


@click.command("conflicts")
@click.option("--json", "as_json", is_flag=True, help="Print the list as one JSON document.")
@click.pass_obj
def conflicts_command(resources: Resources, as_json: bool) -> None:
    """List what two sources say differently, for a person to decide."""
    with resources.database.reading() as session:
        conflicts = list_conflicts(session)
    if as_json:
        click.echo(json.dumps(conflicts_document(conflicts), ensure_ascii=False, indent=2))
        return
    for one in conflicts:
        told = one.conflict
        where = f"{told.field.value} at {told.place}" if told.place else told.field.value
        click.echo(
            f"NPI {one.npi}, {where}: {told.source_a.value} says {told.value_a}; "
            f"{told.source_b.value} says {told.value_b}. Seen on {one.seen_on}."
        )
    click.echo(f"{len(conflicts)} to decide.")
