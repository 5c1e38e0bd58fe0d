"""Builders of small foreign files, and one way to read them."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from finder.domain.npi import check_digit
from finder.domain.procedures import Procedure
from finder.domain.provenance import Source
from finder.importers.reading import Reading, ReadingOptions, open_reading
from finder.importers.record import Record, RowProblem

FILES = Path(__file__).parent / "files"
OPTIONS = ReadingOptions(
    today=date(2026, 11, 22),
    kept_taxonomies=frozenset({"2085R0204X", "2085R0202X"}),
    primary_codes={"22513": Procedure.KYPHOPLASTY, "22510": Procedure.VERTEBROPLASTY},
)


@dataclass
class Outcome:
    """What one reading gave."""

    reading: Reading
    records: list[Record] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def only(self) -> Record:
        assert not self.problems, self.problems
        (record,) = self.records
        return record

    @property
    def only_problem(self) -> RowProblem:
        (problem,) = self.problems
        return problem


ReadFile = Callable[..., Outcome]


@pytest.fixture
def read_file(tmp_path: Path) -> ReadFile:
    def read(source: Source, content: bytes, name: str = "file.csv", **options: object) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content)
        with open_reading(source, path, replace(OPTIONS, **options)) as reading:
            outcome = Outcome(reading)
            for item in reading:
                kept = outcome.problems if isinstance(item, RowProblem) else outcome.records
                kept.append(item)
        return outcome

    return read


@dataclass
class Table:
    """A CSV table with a fixed header and default cells."""

    columns: list[str]
    defaults: Mapping[str, str]
    quoting: int = csv.QUOTE_MINIMAL

    def file(self, *rows: Mapping[str, str]) -> bytes:
        """The header and one line for each row of changed cells."""
        return self.line(dict(zip(self.columns, self.columns, strict=True))) + b"".join(
            self.line({**self.defaults, **row}) for row in rows
        )

    def line(self, cells: Mapping[str, str]) -> bytes:
        unknown = set(cells) - set(self.columns)
        assert not unknown, unknown
        text = io.StringIO()
        writer = csv.writer(text, quoting=self.quoting, lineterminator="\n")
        writer.writerow([cells.get(column, "") for column in self.columns])
        return text.getvalue().encode()


def unissued_npi(number: int) -> str:
    """A true NPI beginning with 2, which is never issued."""
    nine = f"2{number:08d}"
    return nine + check_digit(nine)


@pytest.fixture
def npi() -> Callable[[int], str]:
    return unissued_npi


@pytest.fixture
def nppes() -> Table:
    """The published layout of 330 quoted columns; one interventional radiologist by default."""
    with (FILES / "nppes_v2_header.csv").open() as header:
        columns = next(csv.reader(header))
    practice = "Business Practice Location Address"
    return Table(
        columns,
        {
            "NPI": unissued_npi(1),
            "Entity Type Code": "1",
            "Provider Last Name (Legal Name)": "EXAMPLEWELL",
            "Provider First Name": "ANNA",
            f"Provider First Line {practice}": "100 TEST PKWY STE 4",
            f"Provider {practice} City Name": "BALTIMORE",
            f"Provider {practice} State Name": "MD",
            f"Provider {practice} Postal Code": "212011234",
            f"Provider {practice} Country Code (If outside U.S.)": "US",
            f"Provider {practice} Telephone Number": "5555550100",
            "Provider Enumeration Date": "05/23/2006",
            "Last Update Date": "02/13/2024",
            "Healthcare Provider Taxonomy Code_1": "2085R0204X",
            "Healthcare Provider Primary Taxonomy Switch_1": "Y",
            "Provider License Number_1": "A1001",
            "Provider License Number State Code_1": "MD",
        },
        csv.QUOTE_ALL,
    )


@pytest.fixture
def table() -> type[Table]:
    return Table
