"""The pages of releases: for those who keep the directory alone."""

from pathlib import Path

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.provenance import Source
from tests.factories import excluded, load, npi_of, person, write_csv
from tests.factories import nppes_csv as weekly
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient

SOMEBODY = 41


@pytest.fixture
def vera(app: Flask) -> Person:
    return Person(app, Role.VERIFIER).set_up()


@pytest.fixture
def numbers(vera: Person, tmp_path: Path) -> tuple[int, int]:
    """A weekly file that adds somebody, and a list that excludes them."""
    added = load(
        vera.resources, Source.NPPES, weekly(tmp_path, [person(SOMEBODY, last="<Marker>")])
    )
    listed = write_csv(tmp_path / "UPDATED.csv", [excluded(SOMEBODY)])
    return added.number, load(vera.resources, Source.EXCLUSIONS, listed).number


def test_the_list_counts_what_each_load_changed(vera: Person, numbers: tuple[int, int]) -> None:
    page = vera.client.get("/admin/releases").text
    assert "1 newly excluded" in page
    assert page.index(f"{numbers[1]}, exclusions") < page.index(f"{numbers[0]}, nppes")
    only = vera.client.get("/admin/releases?source=nppes").text
    assert f"{numbers[1]}, exclusions" not in only
    assert vera.client.get("/admin/releases?source=else&page=none").status_code == 200


def test_a_release_names_whom_it_changed_and_its_file(
    vera: Person, numbers: tuple[int, int]
) -> None:
    page = vera.client.get(f"/admin/releases/{numbers[1]}").text
    assert "UPDATED.csv" in page
    assert f"/admin/providers/{npi_of(SOMEBODY)}" in page
    assert "2020-01-20" in page
    assert "<Marker>" not in page
    added = vera.client.get(f"/admin/releases/{numbers[0]}?kind=added&page=99")
    assert added.status_code == 200
    assert npi_of(SOMEBODY) in added.text


def test_a_number_that_is_none_is_not_found(vera: Person, numbers: tuple[int, int]) -> None:
    for number in ("999", "0", "99999999999999999999"):
        assert vera.client.get(f"/admin/releases/{number}").status_code == 404


def test_others_are_not_let_in(app: Flask, numbers: tuple[int, int]) -> None:
    assert StrictClient(app).get("/admin/releases").status_code == 303
    gp = Person(app, Role.CLINICIAN).set_up()
    assert gp.client.get(f"/admin/releases/{numbers[0]}").status_code == 403
