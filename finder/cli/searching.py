"""Commands that answer questions."""

import json
from collections.abc import Iterator

import click

from finder.domain.names import degrees
from finder.domain.place import PlaceChoices
from finder.domain.results import SearchResults
from finder.domain.search import parse_search
from finder.services.answer_json import place_document, search_document
from finder.services.resources import Resources
from finder.services.search_providers import search_providers


@click.command("search")
@click.argument("words", required=False, default="")
@click.option("--near", default="", help="ZIP code, city and state, or lat,lon.")
@click.option("--procedure", default="", help="kyphoplasty, vertebroplasty or any.")
@click.option("--radius", default="", help="Miles, 1 to 500; widens by itself when left out.")
@click.option("--preset", default="", help="nearest, balanced or most-checked.")
@click.option("--certified", is_flag=True, help="Only with a checked board certification.")
@click.option("--member", is_flag=True, help="Only checked members of SIR.")
@click.option("--specialty", default="", help="interventional-radiology or any.")
@click.option("--language", default="", help="Two letters, such as es.")
@click.option("--new-patients", is_flag=True, help="Only who takes new patients.")
@click.option("--telehealth", is_flag=True, help="Only who offers telehealth.")
@click.option("--medicare", is_flag=True, help="Only who takes Medicare.")
@click.option("--page", default="", help="Page of the results.")
@click.option("--limit", default="", help="Results on a page, 1 to 50.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def search_command(
    resources: Resources, /, words: str, limit: str, as_json: bool, **given: str | bool
) -> None:
    """Find doctors: finder search "kyphoplasty doctors near me" --near 60601"""
    parameters = {name: "1" if value is True else str(value or "") for name, value in given.items()}
    request = parse_search(parameters | {"q": words, "per_page": limit})
    with resources.database.reading() as session:
        results = search_providers(session, resources, request)
    if as_json:
        click.echo(json.dumps(search_document(results), ensure_ascii=False, indent=2))
    else:
        _print_results(results)


def _print_results(results: SearchResults) -> None:
    for sentence in _understood(results):
        click.echo(sentence, err=True)
    for notice in results.notices:
        click.echo(notice.message, err=True)
    for choice in results.place_choices:
        click.echo(f"  {choice.label}", err=True)
    if not results.matches:
        return
    from rich.console import Console
    from rich.table import Table

    where = f" of {results.place.spoken}" if results.place else ""
    within = f" within {results.radius_miles:g} miles{where}" if results.radius_miles else ""
    table = Table(title=f"{results.total} found{within}", title_justify="left", show_lines=True)
    for heading in ("#", "Doctor", "Where", "Score", "Why here"):
        table.add_column(heading)
    for match in results.matches:
        person, place = match.practitioner, match.location
        name = f"{person.name.display}\n{degrees(person.credentials_text)}\nNPI {person.npi}"
        where = f"{place.city}, {place.state} {place.zip_code}\n{place.phone}" if place else ""
        score = f"{match.score:.1f}" if match.score is not None else ""
        table.add_row(str(match.rank), name, where, score, "\n".join(match.reasons))
    Console(markup=False, emoji=False, highlight=False).print(table)


def _understood(results: SearchResults) -> Iterator[str]:
    """What the words were taken for, and what was mended in them."""
    parts = [f"{part.as_} “{part.text}”" for part in results.understood]
    if parts:
        yield f"Understood: {', '.join(parts)}."
    for correction in results.corrections:
        yield f"Read “{correction.from_}” as “{correction.to}”."


@click.command("place")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def place_command(resources: Resources, text: str, as_json: bool) -> None:
    """Show how a place is understood."""
    found = resources.places.resolve(text)
    if as_json:
        click.echo(json.dumps(place_document(found), ensure_ascii=False, indent=2))
    elif isinstance(found, PlaceChoices):
        click.echo("Which one?")
        for choice in found.choices:
            click.echo(f"  {choice.label}  {choice.point.lat}, {choice.point.lon}")
    else:
        approximate = ", approximate" if found.approximate else ""
        click.echo(
            f"{found.label}  {found.point.lat}, {found.point.lon}  "
            f"({found.kind}, {found.setting}{approximate})"
        )
        for choice in found.namesakes:
            click.echo(f"  not {choice.label}  {choice.point.lat}, {choice.point.lon}")


@click.command("routes")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def routes_command(resources: Resources, as_json: bool) -> None:
    """List every address with its methods and who may enter."""
    from finder.web.access import routes_document
    from finder.web.app import create_app

    document = routes_document(create_app(resources.settings))
    if as_json:
        click.echo(json.dumps(document, indent=2))
        return
    for route in document["routes"]:
        click.echo(
            f"{','.join(route['methods']):<10} {route['path']:<40} {', '.join(route['roles'])}"
        )
