"""What a file says of a day to come, or of a year that no file can be about, is refused."""

from datetime import date
from pathlib import Path

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.services.resources import Resources
from tests.factories import (
    deactivated,
    load,
    load_directory,
    medicare,
    npi_of,
    nppes_csv,
    orderer,
    person,
    write_csv,
)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (Source.NPPES, "npidata.csv"),
        (Source.NPPES_DEACTIVATED, "deactivated.csv"),
        (Source.ORDER_REFERRING, "order.csv"),
    ],
)
def test_a_release_from_the_future_is_refused(
    resources: Resources, tmp_path: Path, source: Source, name: str
) -> None:
    files = {
        Source.NPPES: lambda: nppes_csv(tmp_path, [person(1)], name),
        Source.NPPES_DEACTIVATED: lambda: write_csv(tmp_path / name, [deactivated(1)]),
        Source.ORDER_REFERRING: lambda: write_csv(tmp_path / name, [orderer(1)]),
    }
    with pytest.raises(InputRefused, match="is in the future"):
        load(resources, source, files[source](), release_on=date(2026, 11, 23))
    load(resources, source, files[source](), release_on=date(2026, 11, 22))


@pytest.mark.parametrize("year", [1, 1999, 2011, 2027, 2099])
def test_volumes_are_of_a_year_that_can_be(resources: Resources, tmp_path: Path, year: int) -> None:
    load_directory(resources, tmp_path, [person(1)])
    path = write_csv(tmp_path / "volumes.csv", [medicare(1)])
    with pytest.raises(InputRefused, match=r"files begin with 2012|is in the future"):
        load(resources, Source.MEDICARE_VOLUME, path, release_on=date(year, 6, 1))


def test_a_row_that_cannot_be_read_takes_no_count_away(
    resources: Resources, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(1), person(2)])
    name = "MUP_PHY_R26_P05_V10_D24_Prov_Svc.csv"
    path = write_csv(tmp_path / name, [medicare(1), medicare(2)])
    assert load(resources, Source.MEDICARE_VOLUME, path).added == 2
    lines = path.read_text(encoding="utf-8").splitlines()
    damaged = [f"{line},one more" if npi_of(1) in line else line for line in lines]
    path.write_text("\n".join(damaged) + "\n", encoding="utf-8")
    report = load(resources, Source.MEDICARE_VOLUME, path)
    assert (report.removed, report.changed, report.quarantined) == (0, 0, 1)
    assert report.unchanged == 2
