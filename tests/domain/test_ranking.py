"""The published examples to a tenth of a point, and how equal cases are told apart."""

import hashlib
from datetime import date, timedelta

import pytest

from finder.domain.credentials import Certificate
from finder.domain.memberships import MembershipCategory
from finder.domain.place import Setting
from finder.domain.practitioner import Practitioner
from finder.domain.ranking import Candidate, Weighing, in_order, score
from tests.domain.builders import (
    RULES,
    TODAY,
    candidate,
    certification,
    days_ago,
    exact,
    interval,
    location,
    membership,
    points_of,
    practitioner,
    weighing,
)


def listed(confirmed_days_ago: int | None, **facts: object) -> Practitioner:
    confirmed_on = None if confirmed_days_ago is None else days_ago(confirmed_days_ago)
    return practitioner(locations=(location(confirmed_on=confirmed_on),), **facts)


EXAMPLES = {
    "A": (listed(None), 3),
    "B": (
        listed(
            30, certifications=(certification(),), volumes=(exact(24),), memberships=(membership(),)
        ),
        12,
    ),
    "C": (listed(30, certifications=(certification(),), volumes=(interval(1, 10),)), 6),
    "D": (
        listed(200, certifications=(certification(Certificate.DR),), volumes=(exact(120),)),
        6,
    ),
    "E": (
        listed(30, certifications=(certification(expires_on=days_ago(1)),), volumes=(exact(40),)),
        2,
    ),
    "F": (listed(None, certifications=(certification(checked_on=None),)), 2),
    "G": (
        listed(
            30, certifications=(certification(),), volumes=(exact(70),), memberships=(membership(),)
        ),
        60,
    ),
}
SCORES = {
    Setting.METRO: {
        "B": 79.3, "C": 76.4, "D": 73.6, "E": 69.2, "F": 63.1, "A": 61.5, "G": 55.8,
    },
    Setting.RURAL: {
        "B": 88.7, "C": 81.8, "D": 79.0, "G": 71.3, "E": 71.1, "F": 65.1, "A": 64.4,
    },
    Setting.LARGE_METRO: {
        "C": 68.8, "B": 68.1, "E": 66.0, "D": 66.0, "F": 60.0, "A": 57.1, "G": 50.3,
    },
}  # fmt: skip


def example(name: str, setting: Setting) -> Candidate:
    person, miles = EXAMPLES[name]
    points = points_of(person, miles, setting)
    quality = (points.total - points.distance) / 50
    return candidate(npi=name, miles=float(miles), quality=quality)


class TestPublishedExamples:
    @pytest.mark.parametrize(
        ("setting", "name", "expected"),
        [(setting, *row) for setting, rows in SCORES.items() for row in rows.items()],
    )
    def test_the_score_is_the_published_one(
        self, setting: Setting, name: str, expected: float
    ) -> None:
        person, miles = EXAMPLES[name]
        assert round(points_of(person, miles, setting).total, 1) == expected

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("B", (33.0, 20.0, 14.3, 7.5, 4.5, 0.0)),
            ("C", (40.6, 20.0, 8.3, 7.5, 0.0, 0.0)),
            ("D", (40.6, 14.0, 17.5, 1.5, 0.0, 0.0)),
            ("F", (46.7, 7.0, 8.0, 1.5, 0.0, 0.0)),
            ("A", (45.1, 7.0, 8.0, 1.5, 0.0, 0.0)),
            ("G", (6.2, 20.0, 17.5, 7.5, 4.5, 0.0)),
        ],
    )
    def test_every_contribution_is_the_published_one(
        self, name: str, expected: tuple[float, ...]
    ) -> None:
        points = points_of(*EXAMPLES[name])
        parts = (
            points.distance,
            points.certification,
            points.volume,
            points.listing,
            points.membership,
            points.cap,
        )
        assert parts == pytest.approx(expected, abs=0.05)

    def test_an_expired_certificate_holds_quality_at_its_ceiling(self) -> None:
        points = points_of(*EXAMPLES["E"])
        assert points.distance == pytest.approx(46.7, abs=0.05)
        assert points.total - points.distance == pytest.approx(50 * 0.45)
        assert points.cap < 0

    @pytest.mark.parametrize("setting", SCORES)
    def test_the_order_is_the_published_one(self, setting: Setting) -> None:
        ordered = in_order([example(name, setting) for name in "ABCDEFG"], weighing(setting), RULES)
        assert [found.npi for found, _ in ordered] == list(SCORES[setting])

    def test_a_new_certified_doctor_with_a_fresh_listing_keeps_a_good_quality(self) -> None:
        person = listed(0, certifications=(certification(),))
        points = points_of(person, 0)
        assert (points.total - points.distance) / 50 == pytest.approx(0.71, abs=0.005)


class TestExchangeRates:
    """What one checked fact is worth in points under the balanced preset."""

    unknown = practitioner()

    def gain(self, **facts: object) -> float:
        return points_of(practitioner(**facts), 5).total - points_of(self.unknown, 5).total

    def test_a_certificate_in_interventional_radiology_is_worth_13_points(self) -> None:
        assert self.gain(certifications=(certification(),)) == pytest.approx(13.0, abs=0.05)

    def test_a_volume_of_fifty_is_worth_9_and_a_half_points(self) -> None:
        assert self.gain(volumes=(exact(50),)) == pytest.approx(9.5, abs=0.05)

    def test_a_fresh_listing_is_worth_6_points(self) -> None:
        fresh = (location(confirmed_on=TODAY),)
        assert self.gain(locations=fresh) == pytest.approx(6.0, abs=0.05)

    def test_a_membership_is_worth_4_and_a_half_points(self) -> None:
        assert self.gain(memberships=(membership(),)) == pytest.approx(4.5, abs=0.05)

    def test_a_fellow_is_worth_5_points(self) -> None:
        fellow = membership(MembershipCategory.FELLOW)
        assert self.gain(memberships=(fellow,)) == pytest.approx(5.0, abs=0.05)


def order_of(*candidates: Candidate, today: date = TODAY) -> list[str]:
    ordered = in_order(candidates, weighing(today=today), RULES)
    return [found.npi for found, _ in ordered]


def quality_for(points: float, miles: float) -> float:
    """The quality that gives so many points at so many miles."""
    return (points - 50 * RULES.closeness(miles, Setting.METRO)) / 50


class TestTies:
    def test_a_tenth_of_a_point_decides_before_the_distance(self) -> None:
        far = candidate(npi="far", miles=11.0, quality=quality_for(60.1, 11.0))
        near = candidate(npi="near", miles=3.0, quality=quality_for(60.0, 3.0))
        assert order_of(near, far) == ["far", "near"]

    def test_scores_that_round_to_the_same_tenth_are_a_tie(self) -> None:
        far = candidate(npi="far", miles=11.0, quality=quality_for(60.04, 11.0))
        near = candidate(npi="near", miles=3.0, quality=quality_for(59.96, 3.0))
        assert order_of(far, near) == ["near", "far"]

    def test_the_shorter_distance_decides_a_tie_of_scores(self) -> None:
        far = candidate(npi="far", miles=11.0, quality=quality_for(60, 11.0), verified_components=4)
        near = candidate(npi="near", miles=3.0, quality=quality_for(60, 3.0))
        assert order_of(far, near) == ["near", "far"]

    def test_distances_that_round_to_the_same_tenth_are_a_tie(self) -> None:
        more = candidate(npi="more", miles=10.04, verified_components=3)
        fewer = candidate(npi="fewer", miles=9.96, verified_components=2)
        assert score(10.04, 0.5, weighing(), RULES) != score(9.96, 0.5, weighing(), RULES)
        level = quality_for(60, 10.04), quality_for(60, 9.96)
        more = candidate(npi="more", miles=10.04, quality=level[0], verified_components=3)
        fewer = candidate(npi="fewer", miles=9.96, quality=level[1], verified_components=2)
        assert order_of(fewer, more) == ["more", "fewer"]

    def test_more_verified_components_decide_before_the_newest_check(self) -> None:
        more = candidate(npi="more", verified_components=3, most_recent_check=1)
        newer = candidate(npi="newer", verified_components=2, most_recent_check=9)
        assert order_of(newer, more) == ["more", "newer"]

    def test_the_newest_check_decides_next(self) -> None:
        older = candidate(npi="older", most_recent_check=days_ago(90).toordinal())
        newer = candidate(npi="newer", most_recent_check=days_ago(3).toordinal())
        assert order_of(older, newer) == ["newer", "older"]

    def test_the_last_word_is_a_hash_of_npi_and_week(self) -> None:
        npis = ["2000000002", "2000000010", "2000000028", "2000000036"]
        expected = sorted(
            npis, key=lambda npi: hashlib.sha256(f"{npi}2026-W47".encode()).hexdigest()
        )
        assert order_of(*(candidate(npi=npi) for npi in npis)) == expected

    def test_equal_doctors_change_places_from_week_to_week(self) -> None:
        equals = [candidate(npi=npi) for npi in ("2000000002", "2000000010", "2000000028")]
        weeks = [TODAY + timedelta(weeks=number) for number in range(20)]
        assert len({tuple(order_of(*equals, today=day)) for day in weeks}) > 1


@pytest.mark.parametrize(
    ("today", "week"),
    [
        (date(2026, 11, 16), "2026-W47"),
        (date(2026, 11, 22), "2026-W47"),
        (date(2026, 11, 23), "2026-W48"),
        (date(2026, 1, 4), "2026-W01"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_the_week_is_the_iso_week_also_at_the_turn_of_the_year(today: date, week: str) -> None:
    assert Weighing(0.5, Setting.METRO, today).week == week


@pytest.mark.parametrize(
    ("setting", "half_distance"),
    [
        (Setting.LARGE_METRO, 10),
        (Setting.METRO, 20),
        (Setting.MICRO, 35),
        (Setting.RURAL, 50),
        (Setting.FRONTIER, 65),
    ],
)
def test_nearness_halves_at_the_half_distance_of_the_origin(
    setting: Setting, half_distance: float
) -> None:
    assert RULES.closeness(0, setting) == 1
    assert RULES.closeness(half_distance, setting) == pytest.approx(0.5)
    assert RULES.closeness(2 * half_distance, setting) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("preset", "share"), [("nearest", 0.7), ("balanced", 0.5), ("most-checked", 0.3)]
)
def test_a_preset_is_the_share_of_distance(preset: str, share: float) -> None:
    assert score(0, 0.0, weighing(preset=preset), RULES) == pytest.approx(100 * share)
    assert score(0, 1.0, weighing(preset=preset), RULES) == pytest.approx(100)


def test_most_checked_prefers_the_certified_doctor_and_nearest_the_near_one() -> None:
    certified = listed(30, certifications=(certification(),), volumes=(exact(60),))
    near = listed(30)

    def leads(preset: str) -> bool:
        return (
            points_of(certified, 15, preset=preset).total
            > points_of(near, 0.5, preset=preset).total
        )

    assert leads("most-checked")
    assert not leads("nearest")
