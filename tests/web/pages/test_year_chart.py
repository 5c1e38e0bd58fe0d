"""Several years of Medicare's counts: one picture a procedure, with the same in words."""

import re
from itertools import pairwise

from flask import Flask, get_template_attribute

from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.web.filters.year_charts import WIDTH, year_charts


def counted(
    year: int, low: float, high: float | None = None, procedure: Procedure = Procedure.KYPHOPLASTY
) -> ProcedureVolume:
    kind = VolumeKind.EXACT if high is None else VolumeKind.INTERVAL
    return ProcedureVolume(procedure, kind, low, low if high is None else high, year)


def test_one_year_alone_is_no_chart() -> None:
    assert year_charts([counted(2024, 40)], 2024) == []
    other = counted(2023, 40, procedure=Procedure.VERTEBROPLASTY)
    assert year_charts([counted(2024, 40), other], 2024) == []


def test_the_newest_year_stands_first_and_bars_are_as_long_as_their_counts() -> None:
    (chart,) = year_charts([counted(2022, 20), counted(2024, 40), counted(2023, 10)], 2024)
    assert [bar.year for bar in chart.bars] == ["2024", "2023", "2022"]
    assert [bar.is_newest for bar in chart.bars] == [True, False, False]
    longest = chart.bars[0].full
    assert [bar.full for bar in chart.bars] == [longest, longest / 4, longest / 2]
    assert all(bar.full == bar.pale for bar in chart.bars)
    assert chart.words == "2024: 40. 2023: 10. 2022: 20."


def test_nobody_s_newest_year_is_marked_where_the_newest_of_all_is_another() -> None:
    (chart,) = year_charts([counted(2022, 20), counted(2021, 40)], 2024)
    assert not any(bar.is_newest for bar in chart.bars)


def test_an_interval_is_full_up_to_its_least_and_pale_up_to_its_most() -> None:
    (chart,) = year_charts([counted(2024, 20), counted(2023, 1, 10)], 2024)
    interval = chart.bars[1]
    assert interval.count == "1 to 10"
    assert interval.pale == chart.bars[0].full / 2
    assert interval.full < interval.pale


def test_both_procedures_are_drawn_to_one_scale_within_the_picture() -> None:
    volumes = [
        counted(year, count, procedure=procedure)
        for procedure, count in ((Procedure.KYPHOPLASTY, 400), (Procedure.VERTEBROPLASTY, 40))
        for year in (2023, 2024)
    ]
    one, other = year_charts(volumes, 2024)
    assert one.bars[0].full == 10 * other.bars[0].full
    assert one.name != other.name
    for chart in (one, other):
        assert all(bar.count_x + 60 <= WIDTH for bar in chart.bars)
        assert all(bar.y + 20 <= following.y for bar, following in pairwise(chart.bars))
        assert chart.bars[-1].y + 20 <= chart.height


def test_a_zero_draws_no_bar_and_divides_nothing() -> None:
    (chart,) = year_charts([counted(2024, 0), counted(2023, 0)], 2024)
    assert [bar.full for bar in chart.bars] == [0, 0]


def test_the_picture_is_named_described_and_says_it_in_spanish(app: Flask) -> None:
    charts = year_charts([counted(2024, 40), counted(2023, 1, 10)], 2024)
    with app.test_request_context("/?lang=es"):
        app.preprocess_request()
        macro = get_template_attribute("components/year_chart.html", "year_chart")
        shown = str(macro(charts[0]))
    assert 'role="img"' in shown
    named = re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', shown)
    assert len(named) == 2
    assert all(f'id="{name}"' in shown for name in named)
    assert "1 a 10" in shown
    assert "style" not in shown
