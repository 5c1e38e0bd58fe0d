"""An invented register of NPIs as it is published: its columns, and as many cells filled in.

The shares are those of a thousand rows of the true file; as these are its oldest ones, fewer of
the rows here are of deactivated NPIs.
"""

import io
import random
import zipfile
from pathlib import Path

from tests.factories import npi_of, nppes_columns

# Nine million rows hold some fifty thousand of the kept specialties.
KEPT_CODE, _KEPT = "2085R0204X", 0.005
_DEACTIVATED, _ORGANIZATIONS = 0.04, 0.2
_COLUMNS = nppes_columns()
_ADDRESS_KINDS = ("Business Mailing Address", "Business Practice Location Address")
_MAILING, _PRACTICE = (_COLUMNS.index(f"Provider First Line {kind}") for kind in _ADDRESS_KINDS)
_TAXONOMY = _COLUMNS.index("Healthcare Provider Taxonomy Code_1")
_OTHER = _COLUMNS.index("Other Provider Identifier_1")
_ENUMERATED = _COLUMNS.index("Provider Enumeration Date")
_DEACTIVATED_ON = _COLUMNS.index("NPI Deactivation Date")
_OFFICIAL = _COLUMNS.index("Authorized Official Last Name")
_SOLE = _COLUMNS.index("Is Sole Proprietor")
_GROUP = _COLUMNS.index("Healthcare Provider Taxonomy Group_1")
_SYLLABLES = [
    first + rest for first in "BDFGHKLMNPRSTVW" for rest in ("AN", "EL", "IR", "OS", "UB")
]
_CREDENTIALS = ("MD", "M.D.", "DO", "D.C.", "RN", "LCSW", "PHARM.D.", "PHD, LPC", "DDS", "PT, DPT")
_GROUPS = "193400000X SINGLE SPECIALTY GROUP"


def register(folder: Path, rows: int) -> Path:
    """A full file in its ZIP, written as it is made."""
    path = folder / f"NPPES_Data_Dissemination_{rows}.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("npidata_pfile_20050523-20261108.csv", "w", force_zip64=True) as packed,
        io.TextIOWrapper(packed, encoding="ascii", newline="") as file,
    ):
        file.write(_line(_COLUMNS))
        draw = random.Random(rows)
        words = ["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 3))) for _ in range(20_000)]
        codes = [f"{draw.randrange(10**9):09d}X" for _ in range(800)]
        for number in range(1, rows + 1):
            file.write(_line(_row(number, draw, words, codes)))
    return path


def _line(cells: list[str]) -> str:
    return '"' + '","'.join(cells) + '"\n'


def _row(number: int, draw: random.Random, words: list[str], codes: list[str]) -> list[str]:
    cells = [""] * len(_COLUMNS)
    cells[0] = npi_of(number)
    kind = draw.random()
    if kind < _DEACTIVATED:
        cells[_DEACTIVATED_ON] = _day(draw)
        return cells
    if kind < _DEACTIVATED + _ORGANIZATIONS:
        _fill_organization(cells, draw, words)
    else:
        _fill_person(cells, draw, words)
    same = _address(draw, words)
    cells[_PRACTICE : _PRACTICE + 8] = same
    cells[_MAILING : _MAILING + 8] = same if draw.random() < 0.6 else _address(draw, words)
    cells[_ENUMERATED : _ENUMERATED + 2] = _day(draw), _day(draw)
    for slot in range(_several(draw, 0.27)):
        at = _TAXONOMY + 4 * slot
        code = KEPT_CODE if draw.random() < _KEPT else draw.choice(codes)
        licence = f"{draw.choice('ABCEM')}{draw.randrange(10**6)}"
        cells[at : at + 4] = code, licence, draw.choice(words)[:2], "N" if slot else "Y"
    for slot in range(_several(draw, 0.6) - 1):
        at = _OTHER + 4 * slot
        cells[at : at + 4] = f"{draw.randrange(10**9)}", "05", draw.choice(words)[:2], ""
    if draw.random() < 0.3:
        cells[-1] = _day(draw)
    return cells


def _fill_person(cells: list[str], draw: random.Random, words: list[str]) -> None:
    cells[1] = "1"
    cells[5:7] = draw.choice(words), draw.choice(words)
    cells[7] = draw.choice(words)[:3] if draw.random() < 0.8 else ""
    cells[8] = draw.choice(("DR.", "MR.", "MS.", "", ""))
    cells[10] = draw.choice(_CREDENTIALS)
    cells[_OFFICIAL - 1] = draw.choice("FM")
    cells[_SOLE] = draw.choice("NNYX")


def _fill_organization(cells: list[str], draw: random.Random, words: list[str]) -> None:
    cells[1], cells[3] = "2", "<UNAVAIL>"
    cells[4] = f"{draw.choice(words)} {draw.choice(words)} MEDICAL, {draw.choice(('LLC', 'INC'))}"
    cells[_OFFICIAL : _OFFICIAL + 2] = draw.choice(words), draw.choice(words)
    cells[_OFFICIAL + 3 : _OFFICIAL + 5] = "OFFICE MANAGER", f"{draw.randrange(10**10):010d}"
    cells[_SOLE + 1] = "N"
    cells[_SOLE + 4] = draw.choice(("MR.", "MS.", "DR.", ""))
    cells[_GROUP] = _GROUPS if draw.random() < 0.25 else ""


def _address(draw: random.Random, words: list[str]) -> list[str]:
    number = draw.randrange(10**10)
    return [
        f"{number % 10_000} {draw.choice(words)} AVE",
        f"SUITE {number % 900}" if number % 3 == 0 else "",
        draw.choice(words),
        draw.choice(words)[:2],
        f"{number % 10**9:09d}",
        "US",
        f"{number:010d}",
        f"{number + 1:010d}" if number % 5 else "",
    ]


def _several(draw: random.Random, more: float) -> int:
    """One, and each further one with this chance."""
    count = 1
    while draw.random() < more and count < 15:
        count += 1
    return count


def _day(draw: random.Random) -> str:
    return f"{draw.randint(1, 12):02d}/{draw.randint(1, 28):02d}/{draw.randint(2005, 2026)}"
