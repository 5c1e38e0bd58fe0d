"""The table of ranking numbers: complete, possible, and refused with a sentence where not."""

import copy
import math
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from finder.domain.errors import InvalidValue
from finder.domain.memberships import MembershipCategory
from finder.domain.rules import PRESETS, ranking_rules
from tests.domain.builders import RANKING_FILE, RULES

Table = dict[str, Any]


def changed(change: Callable[[Table], object]) -> Table:
    table = copy.deepcopy(tomllib.loads(RANKING_FILE.read_text(encoding="utf-8")))
    change(table)
    return table


def test_the_weights_are_the_published_ones_and_make_one() -> None:
    weights = (
        RULES.certification_weight,
        RULES.volume_weight,
        RULES.listing_weight,
        RULES.membership_weight,
    )
    assert weights == (0.40, 0.35, 0.15, 0.10)
    assert math.isclose(sum(weights), 1)


def test_the_presets_are_the_published_ones() -> None:
    assert RULES.presets == {"nearest": 0.7, "balanced": 0.5, "most-checked": 0.3}
    assert RULES.default_preset == "balanced"
    assert set(PRESETS) == set(RULES.presets)


def test_the_radius_widens_in_four_steps_until_five_are_found() -> None:
    assert RULES.radius_steps_miles == (25, 50, 100, 150)
    assert RULES.enough_results == 5


def test_scores_within_three_points_are_similar() -> None:
    assert RULES.similar_within_points == 3.0


@pytest.mark.parametrize("category", [None, MembershipCategory.CORRESPONDING])
def test_a_category_without_a_value_counts_nothing(category: MembershipCategory | None) -> None:
    assert RULES.membership_value(category) == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda table: table.pop("weights"), "cannot be used"),
        (lambda table: table["caps"].pop("expired"), "cannot be used"),
        (lambda table: table["half_distance_miles"].pop("frontier"), "cannot be used"),
        (lambda table: table["membership"].update(patron=1.0), "cannot be used"),
        (lambda table: table["volume"].update(saturation="many"), "cannot be used"),
        (lambda table: table["weights"].update(membership=0.2), "add up to 1"),
        (lambda table: table["weights"].update(volume=-0.35, membership=0.8), "from 0 to 1"),
        (lambda table: table["weights"].update(volume=math.nan), "from 0 to 1"),
        (lambda table: table["certification"].update(ir=1.5), "from 0 to 1"),
        (lambda table: table["presets"].update(nearest=70), "from 0 to 1"),
        (lambda table: table["half_distance_miles"].update(rural=0), "greater than 0"),
        (lambda table: table["volume"].update(saturation=math.inf), "greater than 0"),
        (lambda table: table["presets"].update(default="best"), "nearest, balanced"),
    ],
)
def test_a_missing_or_impossible_number_is_refused_with_a_sentence(
    change: Callable[[Table], object], sentence: str
) -> None:
    with pytest.raises(InvalidValue, match=sentence) as refused:
        ranking_rules(changed(change))
    assert "data/ranking.toml" in str(refused.value)
