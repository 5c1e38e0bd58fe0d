"""What a checked fact is worth in points and in miles."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from finder.domain.exchange_rates import STARTING_MILES, exchange_rates, further_miles
from finder.domain.place import Setting
from finder.domain.rules import RankingRules, ranking_rules

SHOWN = (Setting.LARGE_METRO, Setting.METRO, Setting.RURAL)


@pytest.fixture(scope="module")
def rules() -> RankingRules:
    path = Path(__file__).parents[2] / "data" / "ranking.toml"
    return ranking_rules(tomllib.loads(path.read_text(encoding="utf-8")))


def test_the_published_points_of_the_four_improvements(rules: RankingRules) -> None:
    rates = exchange_rates(rules, rules.presets["balanced"])
    assert [round(rate.points, 1) for rate in rates] == [13.0, 9.5, 6.0, 4.5]


@pytest.mark.parametrize(
    ("improvement", "miles"), [(0, (7, 11, 24)), (1, (5, 7, 16)), (2, (3, 4, 10)), (3, (2, 3, 7))]
)
def test_the_published_miles_that_each_improvement_makes_up_for(
    rules: RankingRules, improvement: int, miles: tuple[int, ...]
) -> None:
    rate = exchange_rates(rules, rules.presets["balanced"])[improvement]
    further = dict(rate.further_miles)
    assert tuple(round(further[setting] or 0) for setting in SHOWN) == miles


def test_the_further_distance_costs_exactly_the_points_gained(rules: RankingRules) -> None:
    miles = further_miles(rules, 0.5, 13.0, Setting.METRO)
    assert miles is not None
    near = rules.closeness(STARTING_MILES, Setting.METRO)
    far = rules.closeness(STARTING_MILES + miles, Setting.METRO)
    assert 50.0 * (near - far) == pytest.approx(13.0)


def test_no_distance_outweighs_more_points_than_distance_can_give(rules: RankingRules) -> None:
    assert further_miles(rules, 0.3, 30.0, Setting.FRONTIER) is None


def test_the_words_name_the_saturation_of_the_rules(rules: RankingRules) -> None:
    changed = replace(rules, volume_saturation=80.0)
    assert exchange_rates(changed, 0.5)[1].change.startswith("80 or more")
