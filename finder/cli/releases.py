"""The releases that were loaded, and whom each changed."""

import json
from collections.abc import Mapping

import click

from finder.domain.provenance import Source
from finder.domain.releases import CHANGE_NAMES, ChangeKind, Release, ReleaseChange
from finder.services.resources import Resources
from finder.services.show_releases import (
    change_document,
    list_releases,
    release_document,
    show_release,
)


@click.group("releases", invoke_without_command=True)
@click.option(
    "--source",
    default="",
    type=click.Choice(["", *(source.value for source in Source)]),
    help="Only this source.",
)
@click.option("--page", default=1, show_default=True, type=click.IntRange(1))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def releases_command(context: click.Context, source: str, page: int, as_json: bool) -> None:
    """List what was loaded when, and how much each load changed; the newest first."""
    if context.invoked_subcommand is not None:
        return
    resources: Resources = context.obj
    with resources.database.reading() as session:
        listed = list_releases(session, source, page)
    if as_json:
        rows = [release_document(release) for release in listed.releases]
        document = {"page": listed.page, "pages": listed.pages, "releases": rows}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for release in listed.releases:
        click.echo(_line(release))
    if listed.pages > 1:
        click.echo(f"Page {listed.page} of {listed.pages}.", err=True)
    if not listed.releases:
        click.echo("Nothing was loaded.")


@releases_command.command("show")
@click.argument("number", type=click.IntRange(1))
@click.option(
    "--kind",
    default="",
    type=click.Choice(["", *(kind.value for kind in ChangeKind)]),
    help="Only these.",
)
@click.option("--page", default=1, show_default=True, type=click.IntRange(1))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def show_command(resources: Resources, number: int, kind: str, page: int, as_json: bool) -> None:
    """List whom one load changed; newly excluded and gone first."""
    with resources.database.reading() as session:
        record = show_release(session, number, kind, page)
    if as_json:
        document = {
            **release_document(record.release),
            "page": record.page,
            "pages": record.pages,
            "changes": [change_document(change) for change in record.changes],
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    click.echo(_line(record.release))
    for file in record.release.files:
        click.echo(f"  {file['name']}, SHA-256 {file['sha256']}")
    for change in record.changes:
        click.echo(_change(change))
    if record.kept < record.total:
        click.echo(f"{record.total - record.kept} more were counted and not kept one by one.")
    if record.pages > 1:
        click.echo(f"Page {record.page} of {record.pages}.", err=True)


def _line(release: Release) -> str:
    day = release.release_on or release.year or "no day named"
    undone = f", UNDONE on {release.undone_at:%Y-%m-%d}" if release.undone_at else ""
    return (
        f"{release.number}  {release.source}, release {day}, loaded on "
        f"{release.loaded_at:%Y-%m-%d}: {_told(release.difference)}{undone}"
    )


def _told(difference: Mapping[ChangeKind, int]) -> str:
    told = [f"{count} {CHANGE_NAMES[kind]}" for kind, count in difference.items()]
    return ", ".join(told) or "no practitioner added, moved or ended"


def _change(change: ReleaseChange) -> str:
    shown = " -> ".join(text for text in (change.before, change.after) if text)
    return f"  {CHANGE_NAMES[change.kind]}: NPI {change.npi}, {change.name}" + (
        f": {shown}" if shown else ""
    )
