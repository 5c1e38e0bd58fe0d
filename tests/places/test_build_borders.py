"""The script that makes the table of borders, on a country of two states and three counties."""

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

# West is one county, East has two: 0 and 1 are coasts, 2 parts the states, 3 the counties of East.
TOPOLOGY: dict[str, Any] = {
    "transform": {"scale": [0.01, 0.01], "translate": [-100.0, 40.0]},
    "arcs": [
        [[100, 0], [-100, 0], [0, 100], [100, 0]],
        [[100, 100], [100, 0], [0, -100], [-100, 0]],
        [[100, 0], [0, 0], [0, 50], [0, 50]],
        [[100, 50], [100, 0]],
    ],
    "objects": {
        "states": {
            "geometries": [
                {"type": "Polygon", "id": "01", "arcs": [[0, -3]]},
                {"type": "MultiPolygon", "id": "02", "arcs": [[[1, 2]]]},
            ]
        }
    },
}


@pytest.fixture(scope="module")
def script(places_folder: Path) -> ModuleType:
    spec = spec_from_file_location("build_borders", places_folder / "borders.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_line_is_known_by_how_many_states_have_it(script: ModuleType) -> None:
    assert script.kinds_of(TOPOLOGY) == ["coast", "coast", "state", "county"]


def test_positions_are_thousandths_of_a_degree_and_never_stand_still(script: ModuleType) -> None:
    lines = script.lines_of(TOPOLOGY)
    assert lines[2] == [(-99_000, 40_000), (-99_000, 40_500), (-99_000, 41_000)]


def test_lines_that_meet_are_put_together_while_they_stay_short(script: ModuleType) -> None:
    short = [[(0, 0), (0, 500)], [(500, 500), (0, 500)], [(500, 500), (9_000, 500)]]
    joined = sorted(script.put_together(short), key=len)
    assert joined[0] in (short[2], short[2][::-1])
    assert joined[1] in ([(0, 0), (0, 500), (500, 500)], [(500, 500), (0, 500), (0, 0)])


def test_a_row_has_kind_box_and_steps(script: ModuleType) -> None:
    assert script.row("state", [(-99_000, 40_000), (-99_010, 40_500)]) == (
        "state,-99010,40000,-99000,40500,-99000 40000 -10 500"
    )


def test_the_whole_table_is_written_in_one_go(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "counties.json"
    source.write_text(json.dumps(TOPOLOGY))
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "argv", ["borders.py", str(source)])
    script.main()
    rows = (tmp_path / "borders.csv").read_text().splitlines()
    assert rows[0] == "kind,west,south,east,north,points"
    assert sorted(row.split(",")[0] for row in rows[1:]) == ["coast", "coast", "county", "state"]
