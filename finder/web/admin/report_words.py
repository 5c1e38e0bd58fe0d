"""What the clocks of a report say to staff."""

from datetime import date

from finder.domain.reports import Clock, Report

_PROMISES = {"look": "First look", "decide": "Decision"}


def clock_rows(report: Report, today: date) -> list[tuple[str, date, str]]:
    """Each promise with its last day, and what is left of it."""
    return [
        (_PROMISES[clock.promise], clock.due_on, clock_words(clock, today))
        for clock in report.clocks
    ]


def clock_words(clock: Clock, today: date) -> str:
    if clock.met_on is not None:
        return "kept late" if clock.was_missed(today) else "kept"
    left = clock.days_left(today)
    if clock.was_missed(today):
        return f"LATE by {_days(max(1, -left), clock)}"
    return f"{_days(left, clock)} left" if left else "the last day is today"


def _days(count: int, clock: Clock) -> str:
    kind = "business day" if clock.in_business_days else "day"
    return f"{count} {kind}{'' if count == 1 else 's'}"
