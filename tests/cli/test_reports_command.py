"""The queue of reports, from the terminal."""

from datetime import timedelta
from pathlib import Path

import time_machine

from finder.domain.reports import NewReport, ReportKind
from finder.services.report_problem import new_form_key, receive_report
from finder.services.resources import Resources
from tests.cli.conftest import Finder
from tests.factories import npi_of
from tests.reporting import decide_report


def receive(resources: Resources, kind: ReportKind, text: str = "") -> str:
    new = NewReport(npi_of(1), kind, text, "name@example.org", is_from_practice=True)
    with resources.database.writing() as session:
        return receive_report(session, resources, new, new_form_key(), "en")


def test_nothing_waits_in_a_new_directory(finder: Finder, stocked: Resources) -> None:
    assert finder("reports").out == "No report waits for anybody.\n"
    assert finder("reports", "--json").document == {"reports": []}


def test_the_most_urgent_report_comes_first_with_its_age_and_due_day(
    finder: Finder, stocked: Resources
) -> None:
    with time_machine.travel(timedelta(days=-6)):
        late = receive(stocked, ReportKind.MOVED, "They moved to\n12 Example Avenue.")
    dispute = receive(stocked, ReportKind.WRONG_CHECK, "Never certified.")
    gone = receive(stocked, ReportKind.RETIRED)
    rows = finder("reports", "--json").document["reports"]
    assert [row["number"] for row in rows] == [late, gone, dispute]
    assert rows[0] == {
        "number": late,
        "npi": npi_of(1),
        "kind": "moved",
        "state": "received",
        "text": "They moved to\n12 Example Avenue.",
        "contact": "name@example.org",
        "is_from_practice": True,
        "language": "en",
        "received_at": rows[0]["received_at"],
        "age_days": 6,
        "look_by": "2026-11-17",
        "due_on": "2026-11-18",
        "overdue": True,
    }
    assert rows[0]["received_at"].startswith("2026-11-16T12:00:")
    assert [row["overdue"] for row in rows] == [True, False, False]


def test_people_read_it_line_by_line(finder: Finder, stocked: Resources) -> None:
    with time_machine.travel(timedelta(days=-6)):
        number = receive(stocked, ReportKind.DOES_NOT_DO_THIS, "[red]no[/red]\nnot since May")
    ended = finder("reports")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        f"{number}  due 2026-11-18, OVERDUE, 6 days old, received",
        f"  NPI {npi_of(1)}: does not do this, says: from the practice",
        "  | [red]no[/red]",
        "  | not since May",
        "  Answer to: name@example.org",
    ]


def test_what_is_decided_waits_no_more(finder: Finder, stocked: Resources) -> None:
    number = receive(stocked, ReportKind.MOVED)
    decide_report(stocked, number, "corrected")
    assert finder("reports", "--json").document == {"reports": []}


def test_the_demonstration_goes_with_its_reports(finder: Finder, stocked: Resources) -> None:
    receive(stocked, ReportKind.MOVED)
    with stocked.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE directory SET is_demo = true")
    assert finder("demo", "--clear").code == 0
    assert finder("reports", "--json").document == {"reports": []}


def test_a_directory_without_tables_says_what_to_run(finder: Finder, tmp_path: Path) -> None:
    assert finder("migrate", "--to", "0001").code == 0
    ended = finder("reports", "--json")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "The database is not up to date. Run: finder migrate\n"
