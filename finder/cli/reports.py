"""The queue of what visitors reported, for whoever has no page of administrators at hand."""

import json
from datetime import date
from typing import Any

import click

from finder.domain.reports import Report, shown_reference
from finder.services.report_problem import open_reports
from finder.services.resources import Resources


@click.command("reports")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def reports_command(resources: Resources, as_json: bool) -> None:
    """List the reports that wait for somebody, the most urgent first."""
    today = resources.today()
    with resources.database.reading() as session:
        rows = [_row(report, today) for report in open_reports(session)]
    if as_json:
        click.echo(json.dumps({"reports": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        _print_row(row)
    if not rows:
        click.echo("No report waits for anybody.")


def _row(report: Report, today: date) -> dict[str, Any]:
    return {
        "number": shown_reference(report.reference),
        "npi": report.npi,
        "kind": report.kind.value,
        "state": report.state.value,
        "text": report.text,
        "contact": report.contact,
        "is_from_practice": report.is_from_practice,
        "language": report.language,
        "received_at": report.created_at.isoformat(timespec="seconds"),
        "age_days": (today - report.created_at.date()).days,
        "look_by": report.look_by.isoformat(),
        "due_on": report.decide_by.isoformat(),
        "overdue": today > report.decide_by,
    }


def _print_row(row: dict[str, Any]) -> None:
    days = "1 day" if row["age_days"] == 1 else f"{row['age_days']} days"
    due = f"due {row['due_on']}{', OVERDUE' if row['overdue'] else ''}"
    click.echo(f"{row['number']}  {due}, {days} old, {row['state'].replace('_', ' ')}")
    whose = ", says: from the practice" if row["is_from_practice"] else ""
    click.echo(f"  NPI {row['npi']}: {row['kind'].replace('_', ' ')}{whose}")
    for line in row["text"].splitlines():
        click.echo(f"  | {line}")
    if row["contact"]:
        click.echo(f"  Answer to: {row['contact']}")
