"""Build borders.csv from the TopoJSON of US counties given as the path on the command line.

The input is counties-10m.json of the package us-atlas 3.0.1 (ISC): cartographic boundary files of
the Census Bureau, 2017, simplified for a scale of about 1:10,000,000; the facts are in the public
domain. A line between two counties of one state is a county line, one between two states a state
line, and one that only a single state has is its coast, or the border with another country.

Each row is one line: its kind, its box (west, south, east, north) and its points, all in
thousandths of a degree: longitude and latitude of the first point, then the steps to each next.
Lines that meet end to end are put together while they stay short, so that few rows are looked at
for a map of a small area.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
KINDS = ("coast", "state", "county")
THOUSANDTHS = 1000
MOST_POINTS = 40
WIDEST = 1400
"""Thousandths of a degree that a line may reach in either direction when lines are put together."""

Position = tuple[int, int]
Line = list[Position]


def lines_of(topology: dict[str, Any]) -> list[Line]:
    """Every arc as absolute positions in thousandths of a degree, without repeated ones."""
    scale_lon, scale_lat = topology["transform"]["scale"]
    first_lon, first_lat = topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        lon = lat = 0
        line: Line = []
        for step_lon, step_lat in arc:
            lon, lat = lon + step_lon, lat + step_lat
            position = (
                round((lon * scale_lon + first_lon) * THOUSANDTHS),
                round((lat * scale_lat + first_lat) * THOUSANDTHS),
            )
            if not line or position != line[-1]:
                line.append(position)
        lines.append(line)
    return lines


def kinds_of(topology: dict[str, Any]) -> list[str]:
    """The kind of every arc, by how many states have it on their outline."""
    states: dict[int, set[str]] = defaultdict(set)
    for state in topology["objects"]["states"]["geometries"]:
        polygons = state["arcs"] if state["type"] == "MultiPolygon" else [state["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            for index in ring:
                states[index if index >= 0 else ~index].add(state["id"])
    by_count = {0: "county", 1: "coast", 2: "state"}
    return [by_count[len(states[number])] for number in range(len(topology["arcs"]))]


def put_together(lines: list[Line]) -> Iterator[Line]:
    """The same lines, those that meet end to end as one while it stays short."""
    ends = defaultdict(list)
    for number, line in enumerate(lines):
        ends[line[0]].append(number)
        ends[line[-1]].append(number)
    used: set[int] = set()
    for number, line in enumerate(lines):
        if number in used:
            continue
        used.add(number)
        grown = list(line)
        for _direction in range(2):
            while grown[0] != grown[-1]:
                following = next((n for n in ends[grown[-1]] if n not in used), None)
                if following is None:
                    break
                more = lines[following]
                longer = grown + (more if more[0] == grown[-1] else more[::-1])[1:]
                if not is_short(longer):
                    break
                used.add(following)
                grown = longer
            grown.reverse()
        yield grown


def is_short(line: Line) -> bool:
    west, south, east, north = box(line)
    return len(line) <= MOST_POINTS and east - west <= WIDEST and north - south <= WIDEST


def box(line: Line) -> tuple[int, int, int, int]:
    lons, lats = zip(*line, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def row(kind: str, line: Line) -> str:
    steps = [f"{line[0][0]} {line[0][1]}"]
    for (lon, lat), (next_lon, next_lat) in pairwise(line):
        steps.append(f"{next_lon - lon} {next_lat - lat}")
    return ",".join([kind, *map(str, box(line)), " ".join(steps)])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counties", type=Path, help="counties-10m.json of us-atlas")
    topology = json.loads(parser.parse_args().counties.read_text(encoding="utf-8"))
    found: dict[str, list[Line]] = {kind: [] for kind in KINDS}
    for kind, line in zip(kinds_of(topology), lines_of(topology), strict=True):
        if len(line) > 1:
            found[kind].append(line)
    rows = [row(kind, line) for kind in KINDS for line in put_together(found[kind])]
    path = FOLDER / "borders.csv"
    path.write_text("\n".join(["kind,west,south,east,north,points", *rows, ""]), encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
