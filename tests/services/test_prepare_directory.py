"""Getting a directory ready: an index that was made by other rules is made anew."""

from pathlib import Path

from sqlalchemy import text

from finder.services.check_directory import check_directory
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources
from finder.store.schema import migrate
from tests.factories import load_directory, person


def test_a_directory_of_an_earlier_revision_gets_its_index_anew(
    any_resources: Resources, tmp_path: Path
) -> None:
    people = [person(1), person(2, zip_code="00000", city="Nowhere")]
    load_directory(any_resources, tmp_path, people)
    migrate(any_resources.database, "0003")
    with any_resources.database.writing() as session:
        session.execute(text("DELETE FROM location_index WHERE lat_band = 10000"))
    prepare_directory(any_resources)
    assert check_directory(any_resources).problems == ()


def test_an_empty_directory_is_left_alone(any_resources: Resources) -> None:
    migrate(any_resources.database, "0003")
    prepare_directory(any_resources)
    with any_resources.database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM directory")).scalar() == 0
