"""What ``finder import`` answers."""

from pathlib import Path

import pytest

from finder.domain.provenance import Source
from finder.services.resources import Resources
from tests.cli.conftest import Finder
from tests.contents import Contents, contents
from tests.factories import load, nppes_csv, person, write_csv

_FIELDS = (
    "source files release dry_run rows_read rows_kept added changed unchanged removed quarantined "
    "problems problems_file review seconds"
)
_COUNTS = ("added", "changed", "unchanged", "removed", "quarantined")


def test_the_report_is_one_json_document_with_the_promised_fields(
    finder: Finder, monthly: Path
) -> None:
    ended = finder("import", "nppes", monthly, "--json")
    assert ended.code == 0
    assert ended.err == ""
    assert list(ended.document) == [*_FIELDS.split(), "difference"]
    assert ended.document["release"] == "2026-11-08"
    assert [ended.document[name] for name in _COUNTS] == [12, 0, 0, 0, 0]
    assert ended.document["files"][0]["name"] == monthly.name
    assert len(ended.document["files"][0]["sha256"]) == 64


def test_the_same_file_twice_changes_nothing(finder: Finder, monthly: Path) -> None:
    finder("import", "nppes", monthly)
    again = finder("import", "nppes", monthly, "--json").document
    assert [again[name] for name in _COUNTS] == [0, 0, 12, 0, 0]


def test_without_json_the_report_is_a_sentence(finder: Finder, monthly: Path) -> None:
    ended = finder("import", "nppes", monthly)
    assert ended.out.startswith("12 rows read, 12 kept: 12 added, 0 changed, 0 unchanged")


def test_a_dry_run_tells_what_it_would_do_and_changes_nothing(
    finder: Finder, untouched: Contents, tmp_path: Path
) -> None:
    people = [person(1, last="Changed"), person(90)]
    ended = finder("import", "nppes", nppes_csv(tmp_path, people), "--dry-run", "--json")
    assert ended.code == 0
    assert ended.document["dry_run"] is True
    assert [ended.document[name] for name in _COUNTS] == [1, 1, 0, 0, 0]
    spoken = finder("import", "nppes", nppes_csv(tmp_path, people), "--dry-run")
    assert spoken.out.startswith("Dry run, nothing was changed.")


def test_a_bad_row_is_set_aside_with_its_line_and_the_rest_go_on(
    finder: Finder, tmp_path: Path
) -> None:
    people = [person(1), {**person(2), "NPI": "2000000001"}, person(3)]
    path = nppes_csv(tmp_path, people)
    report = finder("import", "nppes", path, "--json").document
    assert (report["added"], report["quarantined"]) == (2, 1)
    assert [(row["file"], row["line"], row["field"]) for row in report["problems"]] == [
        (path.name, 3, "NPI")
    ]
    assert "2000000001" in Path(report["problems_file"]).read_text()
    spoken = finder("import", "nppes", path)
    assert f"{path.name}, line 3, NPI:" in spoken.out


def test_an_npi_that_nobody_knows_goes_to_review(finder: Finder, tmp_path: Path) -> None:
    roster = write_csv(
        tmp_path / "roster.csv", [{"npi": person(7)["NPI"], "society": "SIR", "category": "fellow"}]
    )
    ended = finder("import", "memberships", roster, "--json")
    assert ended.code == 0
    assert [row["npi"] for row in ended.document["review"]] == [person(7)["NPI"]]
    assert f"To review, NPI {person(7)['NPI']}" in finder("import", "memberships", roster).out


def test_several_files_are_one_import(finder: Finder, tmp_path: Path, resources: Resources) -> None:
    first = nppes_csv(tmp_path, [person(1)], "weekly_one.csv")
    second = nppes_csv(tmp_path, [person(2)], "weekly_two.csv")
    report = finder("import", "nppes", first, second, "--json").document
    assert report["added"] == 2
    assert [file["name"] for file in report["files"]] == ["weekly_one.csv", "weekly_two.csv"]


def test_a_bad_second_file_takes_the_first_one_with_it(
    finder: Finder, untouched: Contents, tmp_path: Path
) -> None:
    first = nppes_csv(tmp_path, [person(80)], "weekly_one.csv")
    second = tmp_path / "weekly_two.csv"
    second.write_text("<html>")
    assert finder("import", "nppes", first, second).code == 3


def test_an_older_release_is_refused_and_an_older_medicare_year_is_not(
    finder: Finder, stocked: Resources, stocked_file: Path, monthly: Path
) -> None:
    before = contents(stocked.database)
    older = finder("import", "nppes", monthly, "--release", "2026-10-11")
    assert older.code == 3
    assert "older than the one loaded" in older.err
    assert contents(stocked.database) == before
    volumes = stocked_file.with_name("MUP_PHY_R26_P05_V10_D24_Prov_Svc.csv")
    report = finder("import", "medicare-volume", volumes, "--release", "2023-12-31", "--json")
    assert (report.code, report.document["added"]) == (0, 2)


def test_a_shrunken_file_is_loaded_only_when_asked_for(
    finder: Finder, stocked: Resources, tmp_path: Path
) -> None:
    few = nppes_csv(tmp_path, [person(1)], "npidata_pfile_20050523-20261115.csv")
    refused = finder("import", "nppes", few)
    assert refused.code == 3
    assert "1 of the 12 practitioners" in refused.err
    report = finder("import", "nppes", few, "--allow-shrink", "--json").document
    assert (report["removed"], report["unchanged"]) == (11, 1)


@pytest.mark.parametrize("source", ["nppes", "nppes-locations"])
def test_registers_do_not_mix_with_the_demonstration(
    finder: Finder, resources: Resources, monthly: Path, source: str
) -> None:
    load(resources, Source.NPPES, monthly, is_demo=True)
    before = contents(resources.database)
    ended = finder("import", source, monthly)
    assert ended.code == 3
    assert "finder demo --clear" in ended.err
    assert contents(resources.database) == before
    assert finder("demo", "--clear").code == 0
    assert finder("import", "nppes", monthly, "--json").document["added"] == 12
