"""ZIP codes in use and their points, read from ``zips.csv`` and taken apart row by row."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from finder.domain.geography import Point
from finder.domain.place import PlaceKind, Setting


@dataclass(frozen=True, slots=True)
class ZipRow:
    """One ZIP in use; ``point`` is None where it belongs to no fixed place."""

    zip5: str
    point: Point | None
    city: str
    state: str
    kind: PlaceKind
    approximate: bool
    setting: Setting | None

    @property
    def label(self) -> str:
        return f"{self.zip5} {self.city}, {self.state}"


class ZipTable:
    """The rows of ``zips.csv``, kept as text because a process asks for few of them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _lines(self) -> dict[str, str]:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return {line[:5]: line for line in lines[1:]}

    def get(self, zip5: str) -> ZipRow | None:
        """The row of a five-digit ZIP, or None where it is not in use."""
        line = self._lines.get(zip5)
        return _row(line) if line else None

    def rows(self) -> list[ZipRow]:
        return [_row(line) for line in self._lines.values()]


def _row(line: str) -> ZipRow:
    # No field holds a comma (the build script refuses one), so splitting is exact.
    zip5, lat, lon, city, state, kind, approximate, setting, _source = line.split(",")
    return ZipRow(
        zip5,
        Point(float(lat), float(lon)) if lat else None,
        city,
        state,
        PlaceKind(kind) if kind else PlaceKind.STANDARD,
        approximate == "1",
        Setting(setting) if setting else None,
    )
