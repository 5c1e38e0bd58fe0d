"""The files of the demonstration: reproducible, and about nobody who exists."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from finder.domain.npi import Npi
from finder.settings import ROOT

DEMO = ROOT / "data" / "demo"
PRACTICE = "Business Practice Location Address"


@pytest.fixture(scope="module")
def register() -> list[dict[str, str]]:
    with (DEMO / "npidata_pfile_demo.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, DEMO / "build.py", tmp_path], check=True, cwd=ROOT)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in DEMO.glob("*.csv")}


def test_every_npi_is_true_and_begins_with_a_digit_that_is_not_issued(
    register: list[dict[str, str]],
) -> None:
    npis = [Npi(row["NPI"]).digits for row in register]
    assert len(set(npis)) == len(npis)
    assert {npi[0] for npi in npis} == {"2"}


def test_no_two_practitioners_share_a_name(register: list[dict[str, str]]) -> None:
    names = {
        (row["Provider First Name"], row["Provider Last Name (Legal Name)"]) for row in register
    }
    assert len(names) == len(register)


def test_every_telephone_number_is_one_kept_free_for_fiction() -> None:
    seen = set()
    for path in DEMO.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                seen |= {
                    cell
                    for name, cell in row.items()
                    if re.search("phone|fax", name, re.IGNORECASE) and cell
                }
        assert "\0" not in text
    assert len(seen) > 100
    assert all(re.fullmatch("[2-9][0-9]{2}55501[0-9]{2}", number) for number in seen)


def test_every_street_is_invented(register: list[dict[str, str]]) -> None:
    lines = {row[f"Provider First Line {PRACTICE}"] for row in register}
    ordinary = re.compile("[0-9]+ (SAMPLE|EXAMPLE|DEMONSTRATION) [A-Z]+|PO BOX 55.*|PSC 555 .*")
    assert all(ordinary.fullmatch(line) for line in lines)


def test_three_in_four_are_interventional_radiologists(register: list[dict[str, str]]) -> None:
    slots = [f"Healthcare Provider Taxonomy Code_{slot}" for slot in (1, 2, 3)]
    radiologists = [row for row in register if "2085R0204X" in [row[slot] for slot in slots]]
    assert 0.7 < len(radiologists) / len(register) < 0.8
    assert any(row[slots[0]] != "2085R0204X" for row in radiologists)
