"""How well the directory is kept on a day: what is due, how old checks are, what is late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from finder.domain.credentials import OVERDUE_GRACE, one_year_after
from finder.domain.provenance import Source
from finder.domain.reports import Report, ReportState, business_days_after
from finder.domain.verification import DUE_SOON
from finder.services.list_work import work_counts
from finder.services.report_problem import open_reports
from finder.services.resources import Resources
from finder.store.queries import figures
from finder.store.queries.figures import CheckDay, ClaimsWaiting, Run

WEEKS_AHEAD = 8
MOST_RUNS = 10
_WEEK = timedelta(days=7)
_NOT_AT_ALL = timedelta(0)
_LAST_DAYS = (figures.BOARD_ENDS, figures.SOCIETY_ENDS)
# The last day of the first age group, and so on; the last group has no end.
CHECK_AGES = (90, 180, 270, 365)
LISTING_AGES = (90, 180, 365)
# The exclusion list comes every month; an older copy may miss somebody.
_OLDEST_EXCLUSIONS = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """Checked facts by their next check; ``weeks`` are those ahead, this one first."""

    overdue: int
    lapsed: int
    this_week: int
    soon: int
    later: int
    weeks: tuple[tuple[date, int], ...]
    median_age_days: float | None
    ages: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.overdue + self.lapsed + self.this_week + self.soon + self.later


@dataclass(frozen=True, slots=True)
class ListingFigures:
    """Practice locations by the age of their confirmation, the last of ``ages`` never confirmed."""

    ages: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.ages)

    @property
    def fresh_share(self) -> float | None:
        """Of all places, those confirmed within 90 days; ``None`` where there is no place."""
        return self.ages[0] / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Promise:
    """Open reports that were promised the same; ``business_days`` is ``None`` for 30 days."""

    business_days: int | None
    open: int
    late: int
    oldest_days: int | None


@dataclass(frozen=True, slots=True)
class Freshness:
    """When a source was last loaded; ``run`` is ``None`` for never."""

    source: Source
    run: Run | None
    age_days: int | None
    is_too_old: bool


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All numbers of one day."""

    today: date
    checks: CheckFigures
    listings: ListingFigures
    promises: tuple[Promise, ...]
    late_first_looks: int
    claims: ClaimsWaiting
    oldest_claim_days: int | None
    waiting: Mapping[str, int]
    runs: tuple[Run, ...]
    sources: tuple[Freshness, ...]


def show_dashboard(session: Session, resources: Resources) -> Dashboard:
    """As many statements as there are kinds of numbers, however large the directory is."""
    today = resources.today()
    reports = open_reports(session)
    claims = figures.claims_waiting(session)
    return Dashboard(
        today=today,
        checks=_checks(figures.check_days(session), today),
        listings=_listings(figures.confirmation_days(session), today),
        promises=tuple(_promises(reports, today)),
        late_first_looks=sum(
            each.state is ReportState.RECEIVED and each.look_by < today for each in reports
        ),
        claims=claims,
        oldest_claim_days=_age(claims.oldest_at, today),
        waiting=work_counts(session, today),
        runs=tuple(figures.last_runs(session, MOST_RUNS)),
        sources=tuple(_sources(figures.newest_runs(session), today)),
    )


def _checks(days: list[CheckDay], today: date) -> CheckFigures:
    due = [
        (_due_on(each), _grace(each), each.count)
        for each in days
        if each.meaning != figures.OTHER_LOOK
    ]
    looked = [(each.day, each.count) for each in days if each.meaning not in _LAST_DAYS]
    ages = [((today - day).days, count) for day, count in looked]

    def between(first: date, last: date) -> int:
        return sum(count for due_on, _, count in due if first <= due_on <= last)

    weeks = [today + number * _WEEK for number in range(WEEKS_AHEAD)]
    lapsed = sum(count for due_on, grace, count in due if due_on + grace < today)
    last_of_week = today + _WEEK - timedelta(days=1)
    return CheckFigures(
        overdue=between(date.min, today - timedelta(days=1)) - lapsed,
        lapsed=lapsed,
        this_week=between(today, last_of_week),
        soon=between(today + _WEEK, today + DUE_SOON),
        later=between(today + DUE_SOON + timedelta(days=1), date.max),
        weeks=tuple((week, between(week, week + _WEEK - timedelta(days=1))) for week in weeks),
        median_age_days=_median(ages),
        ages=_in_groups(ages, CHECK_AGES),
    )


def _due_on(each: CheckDay) -> date:
    return each.day if each.meaning in _LAST_DAYS else one_year_after(each.day)


def _grace(each: CheckDay) -> timedelta:
    """A certificate that ends on a day counts no day longer."""
    return _NOT_AT_ALL if each.meaning == figures.BOARD_ENDS else OVERDUE_GRACE


def _listings(days: Mapping[date | None, int], today: date) -> ListingFigures:
    ages = [((today - day).days, count) for day, count in days.items() if day is not None]
    return ListingFigures((*_in_groups(ages, LISTING_AGES), days.get(None, 0)))


def _in_groups(ages: Iterable[tuple[int, int]], last_days: tuple[int, ...]) -> tuple[int, ...]:
    """How many are at most so old, one group after another, and at the end all that are older."""
    groups = [0] * (len(last_days) + 1)
    for age, count in ages:
        groups[sum(age > last for last in last_days)] += count
    return tuple(groups)


def _median(ages: Iterable[tuple[int, int]]) -> float | None:
    """The middle one of all ages, or the mean of the two in the middle."""
    ordered = sorted(ages)
    total = sum(count for _, count in ordered)
    if not total:
        return None
    middle = ((total - 1) // 2, total // 2)
    return (_nth(ordered, middle[0]) + _nth(ordered, middle[1])) / 2


def _nth(ordered: list[tuple[int, int]], place: int) -> int:
    for age, count in ordered:
        if place < count:
            return age
        place -= count
    raise IndexError(place)


def _promises(reports: list[Report], today: date) -> Iterable[Promise]:
    """Those to be decided in two and in five business days, and disputes of a check."""
    for business_days in (2, 5, None):
        same = [each for each in reports if _promised(each) == business_days]
        ages = [(today - each.created_at.date()).days for each in same]
        late = sum(each.decide_by < today for each in same)
        yield Promise(business_days, len(same), late, max(ages, default=None))


def _promised(report: Report) -> int | None:
    received_on = report.created_at.date()
    return next(
        (days for days in (2, 5) if report.decide_by == business_days_after(received_on, days)),
        None,
    )


def _sources(newest: Mapping[str, Run], today: date) -> Iterable[Freshness]:
    for source in Source:
        run = newest.get(source.value)
        day = (run.release_on or run.finished_at.date()) if run else None
        too_old = (
            source is Source.EXCLUSIONS and day is not None and today - day > _OLDEST_EXCLUSIONS
        )
        yield Freshness(source, run, (today - day).days if day else None, too_old)


def _age(when: datetime | None, today: date) -> int | None:
    return (today - when.date()).days if when else None
