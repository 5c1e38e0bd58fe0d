"""No cell of a file can become a formula, and nothing else is changed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.documents.spreadsheet import csv_blocks, safe_cell


def read_back(rows: list[list[str]]) -> list[list[str]]:
    text = b"".join(csv_blocks(rows)).decode()
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+13125550100", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "＠x"],
)
def test_what_could_be_computed_stands_behind_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Oakley", "2000000010", "O'Hara", "a=b", "2026-11-22"])
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


CELLS = st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4)


@given(st.lists(CELLS, max_size=5))
def test_every_cell_is_read_back_and_none_begins_a_formula(rows: list[list[str]]) -> None:
    cells = [cell for row in read_back(rows) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]


def test_many_rows_come_in_blocks() -> None:
    rows = [[str(number)] for number in range(1000)]
    assert len(list(csv_blocks(rows))) > 1
    assert read_back(rows) == rows


def test_nothing_unseen_turns_a_cell_or_hides_a_formula() -> None:
    told = b"".join(csv_blocks([["\u202e=1+1", "a\u202eb\u200b", "two\nlines"]])).decode()
    assert told == '\'=1+1,ab,"two\nlines"\r\n'
