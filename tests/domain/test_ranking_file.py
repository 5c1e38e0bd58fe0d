"""The shipped numbers of the ranking are the documented ones."""

import tomllib
from datetime import timedelta
from pathlib import Path

from finder.domain.credentials import OVERDUE_GRACE
from finder.domain.rules import ranking_rules

TABLE = tomllib.loads(
    (Path(__file__).parents[2] / "data" / "ranking.toml").read_text(encoding="utf-8")
)


def test_the_file_in_the_release_is_a_complete_set_of_rules() -> None:
    assert ranking_rules(TABLE).version == 1


def test_the_printed_grace_is_the_one_that_certificates_get() -> None:
    assert timedelta(days=TABLE["verification"]["overdue_grace_days"]) == OVERDUE_GRACE


def test_nearest_gives_distance_more_than_balanced_and_most_checked_less() -> None:
    presets = TABLE["presets"]
    assert presets["nearest"] > presets[presets["default"]] > presets["most-checked"]
