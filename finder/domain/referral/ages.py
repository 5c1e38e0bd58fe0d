"""How long ago a day was, in words that a letter needs."""

from datetime import date

from finder.domain.referral.elements import Since
from finder.domain.referral.values import Typed

_WEEKS_UNTIL_MONTHS = 26


def age_words(since: Since, day: Typed, today: date) -> str:
    """The age of a patient, or the time since something; empty for a day that is to come."""
    if not isinstance(day, date) or since is Since.NOTHING:
        return ""
    if since is Since.BIRTH:
        return _counted(years_between(day, today), "year") + " old"
    passed = _passed(day, today)
    if since is Since.ONSET:
        return f"{passed} since onset" if passed else "onset today"
    return f"{passed} ago" if passed else "today"


def years_between(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def weeks_between(day: date, today: date) -> int:
    """Whole weeks that have passed."""
    return (today - day).days // 7


def _passed(day: date, today: date) -> str:
    days = (today - day).days
    weeks = days // 7
    if days < 14:
        return _counted(days, "day") if days else ""
    if weeks < _WEEKS_UNTIL_MONTHS:
        return _counted(weeks, "week")
    years = years_between(day, today)
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    return _counted(years, "year") if years >= 2 else _counted(months, "month")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
