"""Settings by the people living around."""

import pytest

from finder.domain.place import Setting, setting_for


@pytest.mark.parametrize(
    ("people", "setting"),
    [
        (2_000_000, Setting.LARGE_METRO),
        (1_999_999, Setting.METRO),
        (500_000, Setting.METRO),
        (499_999, Setting.MICRO),
        (100_000, Setting.MICRO),
        (99_999, Setting.RURAL),
        (20_000, Setting.RURAL),
        (19_999, Setting.FRONTIER),
        (0, Setting.FRONTIER),
    ],
)
def test_a_setting_begins_at_its_number_of_people(people, setting):
    assert setting_for(people) is setting
