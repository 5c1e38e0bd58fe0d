"""Medicare files one after the other: which year counts for everybody."""

from datetime import date
from pathlib import Path

from finder.domain.provenance import Source
from finder.services.resources import Resources
from finder.store.queries.directory import directory_state
from tests.factories import load, load_directory, medicare, person, write_csv


def newest_year(resources: Resources) -> int | None:
    with resources.database.reading() as session:
        return directory_state(session).newest_volume_year


def test_a_file_that_names_nobody_here_is_no_newer_year(
    any_resources: Resources, tmp_path: Path
) -> None:
    """With its year as the newest, every known volume would read as not published."""
    load_directory(any_resources, tmp_path, [person(1)])

    def load_year(year: int, number: int) -> None:
        path = write_csv(tmp_path / "volumes.csv", [medicare(number)])
        load(any_resources, Source.MEDICARE_VOLUME, path, release_on=date(year, 1, 1))

    load_year(2022, 77)
    assert newest_year(any_resources) == 2022
    load_year(2021, 1)
    assert newest_year(any_resources) == 2021
    load_year(2024, 77)
    assert newest_year(any_resources) == 2021
    load_year(2023, 1)
    assert newest_year(any_resources) == 2023
