"""Published counts of several years as small pictures, one for each procedure."""

from collections.abc import Iterable
from dataclasses import dataclass

from finder.domain.procedures import Procedure, ProcedureVolume
from finder.domain.sentences import Sentence, joined
from finder.web.filters.rows import count_of
from finder.web.filters.words import PROCEDURE_TITLES

WIDTH = 320
_BARS_FROM = 52
_LONGEST = 150.0
_ROW = 28
_GAP = 8
_UNDER_HEADING = 4


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year: the bar is full up to the least that it may have been, and pale up to the most."""

    year: str
    count: str
    is_newest: bool
    y: int
    full: float
    pale: float

    @property
    def text_y(self) -> int:
        return self.y + 15

    @property
    def count_x(self) -> float:
        return _BARS_FROM + self.pale + _GAP


@dataclass(frozen=True, slots=True)
class YearChart:
    """The years of one procedure, the newest first; ``words`` say the same."""

    name: str
    title: Sentence
    words: Sentence
    height: int
    bars: tuple[YearBar, ...]
    width: int = WIDTH
    bars_from: int = _BARS_FROM


def year_charts(volumes: Iterable[ProcedureVolume], newest_year: int | None) -> list[YearChart]:
    """A chart for each procedure with more than one published year, all to one scale."""
    known = [volume for volume in volumes if volume.is_published and volume.year is not None]
    most = max((volume.high or 0.0 for volume in known), default=0.0)
    charts = []
    for procedure in Procedure.ANY.parts:
        years = [volume for volume in known if volume.procedure is procedure]
        if len(years) > 1:
            years.sort(key=lambda volume: -(volume.year or 0))
            charts.append(_chart(procedure, years, newest_year, _LONGEST / (most or 1.0)))
    return charts


def _chart(
    procedure: Procedure, years: list[ProcedureVolume], newest_year: int | None, scale: float
) -> YearChart:
    bars = tuple(
        YearBar(
            year=str(volume.year),
            count=count_of(volume),
            is_newest=volume.year == newest_year,
            y=_UNDER_HEADING + number * _ROW,
            full=round((volume.low or 0.0) * scale, 1),
            pale=round((volume.high or 0.0) * scale, 1),
        )
        for number, volume in enumerate(years)
    )
    said = [Sentence("%(year)s: %(count)s.", year=bar.year, count=bar.count) for bar in bars]
    return YearChart(
        name=f"years-{procedure.value}",
        title=Sentence("%(procedure)s, year by year", procedure=PROCEDURE_TITLES[procedure]),
        words=joined(" ", *said),
        height=_UNDER_HEADING + _ROW * len(bars),
        bars=bars,
    )
