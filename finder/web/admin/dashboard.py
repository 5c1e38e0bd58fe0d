"""How well the directory is kept, in numbers and pictures."""

from flask import Blueprint, render_template

from finder.domain.sentences import day
from finder.services.list_work import KINDS
from finder.services.show_dashboard import CheckFigures, Dashboard, ListingFigures, show_dashboard
from finder.web.admin.charts import Chart, chart
from finder.web.admin.work import KIND_NAMES
from finder.web.transaction import reading, resources


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/dashboard", endpoint="dashboard")(dashboard)


def dashboard() -> str:
    with reading() as session:
        shown = show_dashboard(session, resources())
    return render_template(
        "pages/admin/dashboard.html",
        shown=shown,
        charts=_charts(shown),
        kinds=KIND_NAMES,
        report_rows=_report_rows(shown),
    )


def _charts(shown: Dashboard) -> dict[str, Chart]:
    return {
        "waiting": chart(
            "waiting",
            "What waits, by kind",
            "Kind",
            [(KIND_NAMES[kind], shown.waiting[kind]) for kind in KINDS],
        ),
        **_check_charts(shown.checks),
        "listings": _listing_chart(shown.listings),
    }


def _check_charts(checks: CheckFigures) -> dict[str, Chart]:
    return {
        "due": chart(
            "due",
            "Checked facts by their next check",
            "Next check",
            [
                ("Lapsed, count no more", checks.lapsed),
                ("Overdue, still count", checks.overdue),
                ("Due this week", checks.this_week),
                ("Due within 60 days", checks.soon),
                ("Due later", checks.later),
            ],
        ),
        "weeks": chart(
            "weeks",
            "Checks that fall due, week by week",
            "Seven days from",
            [(str(day(start)), count) for start, count in checks.weeks],
        ),
        "ages": chart(
            "ages",
            "How long ago the source was looked at",
            "Age of the check",
            zip(
                ("Up to 90 days", "91 to 180", "181 to 270", "271 to 365", "More than a year"),
                checks.ages,
                strict=True,
            ),
        ),
    }


def _listing_chart(listings: ListingFigures) -> Chart:
    labels = ("Within 90 days", "91 to 180", "181 to 365", "More than a year ago", "Never")
    return chart(
        "listings",
        "Practice locations by their last confirmation",
        "Confirmed",
        zip(labels, listings.ages, strict=True),
    )


def _report_rows(shown: Dashboard) -> list[tuple[str, int, int, str]]:
    """Each promise with its open and late reports, and the age of the oldest."""
    return [
        (
            f"{each.business_days} business days" if each.business_days else "30 days",
            each.open,
            each.late,
            "" if each.oldest_days is None else f"{each.oldest_days} days",
        )
        for each in shown.promises
    ]
