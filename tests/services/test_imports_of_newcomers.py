"""Whoever is new is indexed from the file alone, exactly as if everything had been read back."""

from pathlib import Path

import pytest
from sqlalchemy import select

from finder.domain.provenance import Source
from finder.services.index_directory import index_everybody
from finder.services.load_records import LoadOptions, load_files
from finder.services.load_records import load as loading
from finder.services.resources import Resources
from finder.store.tables import LocationIndexRow, PractitionerRow
from tests.contents import contents
from tests.factories import deactivated, load, npi_of, nppes_csv, person, write_csv

_PEOPLE = [
    person(1),
    person(2, first="Zoë", last="O'Neil-García", taxonomies=["2085R0202X", "2085R0204X"]),
    person(3, zip_code="00000", line1="1 Nowhere Road"),
    person(4, line1=""),
    person(5, zip_code="99705", **{"Provider License Number_1": "A\\1"}),
]


def indexed(resources: Resources) -> set[str]:
    """The NPIs that a search can find."""
    with resources.database.reading() as session:
        return set(session.scalars(select(LocationIndexRow.npi)))


def hidden(resources: Resources) -> dict[str, str]:
    with resources.database.reading() as session:
        rows = session.execute(select(PractitionerRow.npi, PractitionerRow.hidden_because))
        return {npi: because for npi, because in rows if because}


def test_indexing_everybody_again_changes_nothing(any_resources: Resources, tmp_path: Path) -> None:
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, _PEOPLE[:2]))
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, _PEOPLE))
    before = contents(any_resources.database)
    with any_resources.database.writing() as session:
        index_everybody(session, any_resources.rules, any_resources.today())
    assert contents(any_resources.database) == before
    assert indexed(any_resources) == {npi_of(number) for number in range(1, 6)}


def test_a_newcomer_whom_a_later_batch_names_again_is_as_the_later_row_says(
    any_resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_BATCH", 2)
    rows = [*_PEOPLE, person(1, last="Later", zip_code="99705", line1="2 Later Road")]
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, rows))
    before = contents(any_resources.database)
    with any_resources.database.writing() as session:
        index_everybody(session, any_resources.rules, any_resources.today())
    assert contents(any_resources.database) == before
    assert len(before["location_index"]) == len(_PEOPLE)


def test_a_newcomer_of_whom_a_list_has_spoken_is_hidden_at_once(
    any_resources: Resources, tmp_path: Path
) -> None:
    others = [deactivated(number) for number in range(900, 903)]
    path = write_csv(tmp_path / "NPPES Deactivated NPI Report 20261109.csv", others)
    load(any_resources, Source.NPPES_DEACTIVATED, path)
    people = [*_PEOPLE, person(901)]
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, people))
    assert hidden(any_resources) == {npi_of(901): "deactivated"}
    assert indexed(any_resources) == {npi_of(number) for number in range(1, 6)}


def test_whoever_indexes_everybody_afterwards_finds_nothing_indexed(
    resources: Resources, tmp_path: Path
) -> None:
    with resources.database.writing() as session:
        options = LoadOptions(leave_index=True)
        load_files(session, resources, Source.NPPES, [nppes_csv(tmp_path, _PEOPLE)], options)
    assert indexed(resources) == set()
    load(resources, Source.NPPES, nppes_csv(tmp_path, [person(9)]))
    assert len(indexed(resources)) == len(_PEOPLE) + 1, "the first index is of everybody"
