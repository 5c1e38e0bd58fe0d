"""Quality under its ceiling, and the spans of days over which nothing changes by the clock."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.credentials import BoardStatus, Certificate, CertificationState
from finder.domain.memberships import MembershipCategory
from finder.domain.practitioner import Practitioner
from finder.domain.procedures import Procedure
from finder.domain.quality import (
    ONE_DAY,
    QualitySpan,
    Standing,
    quality_of,
    quality_spans,
    standing_on,
)
from finder.domain.volumes import volume_for
from finder.store.queries.location_index import Flag, index_rows, verified_components
from tests.domain import strategies
from tests.domain.builders import (
    NEWEST_YEAR,
    RULES,
    TODAY,
    certification,
    days_ago,
    exact,
    location,
    membership,
    practitioner,
    quality_on,
)


def standing(today: date = TODAY, confirmed_on: date | None = None, **facts: object) -> Standing:
    person = practitioner(locations=(location(confirmed_on=confirmed_on),), **facts)
    return standing_on(person, person.locations[0], RULES, today)


class TestCeilings:
    """Everything but certification is as good as it gets, so only the ceiling differs."""

    def best_with(self, *held: object) -> float:
        person = practitioner(
            certifications=held,
            volumes=(exact(200),),
            memberships=(membership(MembershipCategory.FELLOW),),
            locations=(location(confirmed_on=TODAY),),
        )
        return quality_on(person).value

    def test_a_verified_certificate_has_none(self) -> None:
        assert self.best_with(certification()) == pytest.approx(1.0)

    def test_unknown_and_stated_stay_below_three_quarters(self) -> None:
        assert self.best_with() == pytest.approx(0.74)
        assert self.best_with(certification(checked_on=None)) == pytest.approx(0.74)

    def test_an_expired_certificate_stops_at_45_hundredths(self) -> None:
        assert self.best_with(certification(expires_on=days_ago(1))) == 0.45

    def test_a_refuted_or_revoked_one_stops_at_35_hundredths(self) -> None:
        assert self.best_with(certification(status=BoardStatus.NOT_CERTIFIED)) == 0.35
        assert self.best_with(certification(status=BoardStatus.REVOKED_OR_SURRENDERED)) == 0.35


@pytest.mark.parametrize(
    ("days", "value", "is_fresh"),
    [(0, 1.0, True), (90, 1.0, True), (91, 0.6, False), (180, 0.6, False), (181, 0.2, False)],
)
def test_a_listing_ages_after_90_and_180_days(days: int, value: float, is_fresh: bool) -> None:
    found = standing(confirmed_on=days_ago(days))
    assert (found.listing_value, found.is_fresh) == (value, is_fresh)


def test_a_listing_never_confirmed_counts_as_old() -> None:
    found = standing()
    assert (found.listing_value, found.is_fresh) == (0.2, False)
    assert standing_on(practitioner(), None, RULES, TODAY) == found


class TestMostRecentCheck:
    def test_it_is_the_newest_check_that_counts(self) -> None:
        found = standing(
            certifications=(certification(checked_on=days_ago(50)),),
            memberships=(membership(checked_on=days_ago(20)),),
        )
        assert found.most_recent_check_on == days_ago(20)

    def test_an_overdue_or_expired_check_does_not_count(self) -> None:
        found = standing(
            certifications=(certification(expires_on=days_ago(1)),),
            memberships=(membership(valid_through=days_ago(31)),),
        )
        assert found.most_recent_check_on is None

    def test_neither_does_a_statement_nor_the_day_of_a_confirmation(self) -> None:
        stated = (certification(checked_on=None),)
        assert standing(confirmed_on=TODAY, certifications=stated).most_recent_check_on is None


@pytest.mark.parametrize(
    ("category", "practises"),
    [
        (MembershipCategory.FELLOW, True),
        (MembershipCategory.MEMBER_FIRST_YEAR, True),
        (MembershipCategory.ASSOCIATE, False),
        (MembershipCategory.IN_TRAINING, False),
        (MembershipCategory.CORRESPONDING, False),
    ],
)
def test_the_filter_for_members_asks_for_physicians_in_practice(
    category: MembershipCategory, practises: bool
) -> None:
    assert standing(memberships=(membership(category),)).is_practising_member is practises


def spans_of(person: Practitioner, from_day: date = TODAY) -> list[QualitySpan]:
    return quality_spans(person, person.locations[0], RULES, NEWEST_YEAR, from_day)


def covering(spans: list[QualitySpan], day: date) -> QualitySpan:
    (span,) = (span for span in spans if span.first_day <= day <= span.last_day)
    return span


# Days of special interest lie beside a change, so half of the draws start from one.
def days_beside_changes(person: Practitioner, from_day: date) -> st.SearchStrategy[date]:
    beside = [
        span.first_day + timedelta(days=shift)
        for span in spans_of(person, from_day)
        for shift in (-1, 0, 1)
    ]
    later = st.dates(from_day, date(2035, 12, 31))
    return later | st.sampled_from(sorted({day for day in beside if day >= from_day}))


class TestSpans:
    @given(strategies.practitioners(), strategies.days)
    def test_they_follow_each_other_and_cover_every_day(self, person, from_day):
        spans = spans_of(person, from_day)
        assert spans[0].first_day == from_day
        assert spans[-1].last_day == date.max
        assert all(span.first_day <= span.last_day for span in spans)
        for span, following in pairwise(spans):
            assert span.last_day + ONE_DAY == following.first_day

    @given(strategies.practitioners(), strategies.days, st.data())
    def test_the_span_of_a_day_is_what_that_day_computes_afresh(self, person, from_day, data):
        day = data.draw(days_beside_changes(person, from_day))
        place = person.locations[0]
        span = covering(spans_of(person, from_day), day)
        afresh = standing_on(person, place, RULES, day)
        assert span.standing == afresh
        assert span.quality == {
            procedure: quality_of(
                afresh, volume_for(person.volumes, procedure, NEWEST_YEAR), RULES
            ).value
            for procedure in Procedure
        }

    @given(strategies.practitioners(), strategies.days, st.data())
    def test_the_index_row_of_a_day_is_the_row_made_on_that_day(self, person, from_day, data):
        day = data.draw(days_beside_changes(person, from_day))

        def row_made_on(made_on: date) -> dict[str, object]:
            (row,) = (
                row
                for row in index_rows(person, RULES, NEWEST_YEAR, made_on)
                if row["first_day"] <= day.toordinal() <= row["last_day"]
            )
            return {name: value for name, value in row.items() if not name.endswith("_day")}

        assert row_made_on(from_day) == row_made_on(day)

    def test_nobody_with_nothing_to_lose_has_one_span_for_ever(self) -> None:
        (span,) = spans_of(practitioner())
        assert (span.first_day, span.last_day) == (TODAY, date.max)

    def test_a_time_limited_certificate_ends_its_span_on_its_last_day(self) -> None:
        last_day = date(2027, 3, 31)
        first, second = spans_of(practitioner(certifications=(certification(expires_on=last_day),)))
        assert first.last_day == last_day
        assert second.standing.certification.state is CertificationState.EXPIRED

    def test_a_change_on_the_morrow_begins_the_second_span(self) -> None:
        held = (certification(expires_on=TODAY),)
        first, second = spans_of(practitioner(certifications=held))
        assert (first.first_day, first.last_day, second.first_day) == (
            TODAY,
            TODAY,
            TODAY + ONE_DAY,
        )

    def test_what_changed_before_today_makes_no_span(self) -> None:
        held = (certification(expires_on=days_ago(1)),)
        assert len(spans_of(practitioner(certifications=held))) == 1

    def test_a_listing_changes_after_its_90th_and_its_180th_day(self) -> None:
        place = location(confirmed_on=TODAY)
        spans = spans_of(practitioner(locations=(place,)))
        assert [span.first_day - TODAY for span in spans] == [
            timedelta(days=0),
            timedelta(days=91),
            timedelta(days=181),
        ]
        assert [span.standing.listing_value for span in spans] == [1.0, 0.6, 0.2]


def flags_today(person: Practitioner) -> Flag:
    return Flag(next(iter(index_rows(person, RULES, NEWEST_YEAR, TODAY)))["flags"])


class TestVerifiedComponents:
    full = practitioner(
        certifications=(certification(Certificate.DR),),
        memberships=(membership(MembershipCategory.ASSOCIATE),),
        volumes=(exact(24),),
        locations=(location(confirmed_on=days_ago(90)),),
    )

    def test_all_four_are_counted(self) -> None:
        assert verified_components(flags_today(self.full), Procedure.KYPHOPLASTY) == 4

    def test_volume_counts_for_the_procedure_searched(self) -> None:
        assert verified_components(flags_today(self.full), Procedure.VERTEBROPLASTY) == 3
        assert verified_components(flags_today(self.full), Procedure.ANY) == 4

    def test_what_is_stated_expired_lapsed_or_old_is_not_counted(self) -> None:
        person = practitioner(
            certifications=(
                certification(checked_on=None),
                certification(Certificate.DR, expires_on=days_ago(1)),
            ),
            memberships=(membership(valid_through=days_ago(31)),),
            volumes=(exact(24, year=NEWEST_YEAR - 1),),
            locations=(location(confirmed_on=days_ago(91)),),
        )
        assert verified_components(flags_today(person), Procedure.KYPHOPLASTY) == 0
