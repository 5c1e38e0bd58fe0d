"""The file of rows that were set aside is opened in spreadsheets, so none of its cells may act."""

import csv

from finder.domain.provenance import Source
from finder.importers.record import RowProblem
from finder.services.load_records.problems import ProblemsFile
from finder.services.resources import Resources


def test_no_cell_can_become_a_formula(resources: Resources) -> None:
    home = resources.settings.home
    formula = '=HYPERLINK("http://x")'
    with ProblemsFile(home, Source.PRACTICES, resources.now()) as problems:
        assert problems.path is None
        problems.add(RowProblem("+x.csv", 2, "state", f"{formula} is not a state.", f"{formula},a"))
    assert problems.path is not None
    with problems.path.open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["file"] == "'+x.csv"
    assert row["reason"] == f"'{formula} is not a state."
    assert row["row"] == f"'{formula},a"
