"""The days by which a report is looked at and decided."""

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Clock:
    """A promise with its last day; ``met_on`` is the day on which it was kept, if it was.

    ``in_business_days`` says how its days are counted.
    """

    promise: str
    due_on: date
    met_on: date | None
    in_business_days: bool = True

    def days_left(self, today: date) -> int:
        """Days until the last one; zero on that day, below zero after it."""
        if self.in_business_days:
            return business_days_until(self.due_on, today)
        return (self.due_on - today).days

    def was_missed(self, today: date) -> bool:
        return (self.met_on or today) > self.due_on


def business_days_after(start: date, count: int) -> date:
    """The ``count``-th day after ``start`` that is no Saturday or Sunday.

    Holidays are not left out, so a promise counted with it is early rather than late.
    """
    found = start
    while count:
        found += timedelta(days=1)
        if found.weekday() < _SATURDAY:
            count -= 1
    return found


def business_days_until(end: date, today: date) -> int:
    """How many working days follow ``today`` up to ``end``; below zero where it has passed."""
    if end < today:
        return -business_days_until(today, end)
    days = ((today + timedelta(days=step)).weekday() for step in range(1, (end - today).days + 1))
    return sum(1 for weekday in days if weekday < _SATURDAY)
