"""What the checked facts of one practitioner at one location are worth, day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from finder.domain.credentials import (
    OVERDUE_GRACE,
    CertificationStanding,
    CertificationState,
    certification_standing,
)
from finder.domain.memberships import (
    PRACTISING_CATEGORIES,
    MembershipStanding,
    MembershipState,
    membership_standing,
)
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.procedures import Procedure, ProcedureVolume
from finder.domain.rules import RankingRules
from finder.domain.volumes import volume_for

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts that count for one practitioner at one location on one day."""

    certification: CertificationStanding
    membership: MembershipStanding
    confirmed_on: date | None
    listing_value: float
    is_fresh: bool

    @property
    def most_recent_check_on(self) -> date | None:
        """The newest check that counts for the ranking."""
        days = []
        if self.certification.state is CertificationState.VERIFIED:
            record = self.certification.certification
            if record is not None and record.check is not None:
                days.append(record.check.checked_on)
        if self.membership.state is MembershipState.VERIFIED:
            member = self.membership.membership
            if member is not None and member.check is not None:
                days.append(member.check.checked_on)
        return max(days, default=None)

    @property
    def is_practising_member(self) -> bool:
        return self.membership.category in PRACTISING_CATEGORIES


@dataclass(frozen=True, slots=True)
class Quality:
    """The four component values and their weighted sum under the cap; all between 0 and 1."""

    certification: float
    volume: float
    listing: float
    membership: float
    uncapped: float
    value: float


@dataclass(frozen=True, slots=True)
class QualitySpan:
    """A stretch of days, both ends included, in which nothing changes by the clock alone."""

    first_day: date
    last_day: date
    standing: Standing
    quality: Mapping[Procedure, float]


def standing_on(
    practitioner: Practitioner, location: PracticeLocation | None, rules: RankingRules, today: date
) -> Standing:
    """What counts on a day; without a location the listing counts as never confirmed."""
    confirmed_on = location.confirmed_on if location else None
    return Standing(
        certification=certification_standing(practitioner.certifications, today),
        membership=membership_standing(practitioner.memberships, today),
        confirmed_on=confirmed_on,
        listing_value=rules.listing_value(confirmed_on, today),
        is_fresh=confirmed_on is not None
        and (today - confirmed_on).days <= rules.fresh_within_days,
    )


def quality_of(standing: Standing, volume: ProcedureVolume, rules: RankingRules) -> Quality:
    """Q of the documented formula: the weighted sum, held under the certification's cap."""
    certification = rules.certification_values[standing.certification.rung]
    volume_value = rules.volume_value(volume.count)
    membership = rules.membership_value(standing.membership.category)
    uncapped = (
        rules.certification_weight * certification
        + rules.volume_weight * volume_value
        + rules.listing_weight * standing.listing_value
        + rules.membership_weight * membership
    )
    return Quality(
        certification=certification,
        volume=volume_value,
        listing=standing.listing_value,
        membership=membership,
        uncapped=uncapped,
        value=min(rules.caps[standing.certification.state], uncapped),
    )


def quality_spans(
    practitioner: Practitioner,
    location: PracticeLocation,
    rules: RankingRules,
    newest_year: int | None,
    from_day: date,
) -> list[QualitySpan]:
    """The spans that cover every day from ``from_day`` on, so that no job is needed at midnight."""
    starts = [from_day, *sorted(_change_days(practitioner, location, rules, from_day))]
    ends = [day - ONE_DAY for day in starts[1:]] + [date.max]
    volumes = {
        procedure: volume_for(practitioner.volumes, procedure, newest_year)
        for procedure in Procedure
    }
    spans: list[QualitySpan] = []
    for first_day, last_day in zip(starts, ends, strict=True):
        standing = standing_on(practitioner, location, rules, first_day)
        quality = {
            procedure: quality_of(standing, volume, rules).value
            for procedure, volume in volumes.items()
        }
        spans.append(QualitySpan(first_day, last_day, standing, quality))
    return spans


def _change_days(
    practitioner: Practitioner, location: PracticeLocation, rules: RankingRules, after: date
) -> set[date]:
    """The first days on which something reads differently than the day before."""
    days: set[date] = set()
    for last_day in _last_days(practitioner):
        days.add(last_day + ONE_DAY)
    if location.confirmed_on is not None:
        for limit in (rules.fresh_within_days, rules.ageing_within_days):
            days.add(location.confirmed_on + timedelta(days=limit + 1))
    return {day for day in days if day > after}


def _last_days(practitioner: Practitioner) -> Iterable[date]:
    for certification in practitioner.certifications:
        due_on = certification.next_due_on
        if due_on is not None:
            yield due_on if certification.expires_on else due_on + OVERDUE_GRACE
    for membership in practitioner.memberships:
        due_on = membership.next_due_on
        if due_on is not None:
            yield due_on + OVERDUE_GRACE
