"""Every import that is kept leaves one row in the ledger, in its own transaction."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from finder.domain.errors import InputRefused
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.services.audit_ledger import exported_entries, ledger_problems
from finder.services.load_records import LoadOptions, load_files
from finder.services.resources import Resources
from tests.factories import certification, load, nppes_csv, person, write_csv


def rows(site: Resources) -> list[dict[str, Any]]:
    with site.database.reading() as session:
        assert ledger_problems(session) == []
        return list(exported_entries(session))


def told(row: dict[str, Any]) -> dict[str, str]:
    return {change["field"]: change["after"] for change in row["changes"]}


def test_one_row_tells_the_file_its_hash_and_what_it_changed(
    any_resources: Resources, tmp_path: Path
) -> None:
    path = nppes_csv(tmp_path, [person(1), person(2)])
    load(any_resources, Source.NPPES, path, actor=Actor("terminal:ada", "operator"))
    (row,) = rows(any_resources)
    assert (row["actor"], row["role"]) == ("terminal:ada", "operator")
    assert (row["action"], row["object"]) == ("import.nppes", "import:nppes")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert told(row)["files"] == f"npidata_weekly.csv sha256:{digest}"
    assert (told(row)["added"], told(row)["changed"], told(row)["removed"]) == ("2", "0", "0")


def test_an_import_without_a_change_leaves_its_row_and_a_trial_none(
    any_resources: Resources, tmp_path: Path
) -> None:
    path = nppes_csv(tmp_path, [person(1)])
    for _ in range(2):
        load(any_resources, Source.NPPES, path)
    assert [told(row)["unchanged"] for row in rows(any_resources)] == ["0", "1"]
    with any_resources.database.writing() as session:
        load_files(session, any_resources, Source.NPPES, [path], LoadOptions(dry_run=True))
    assert len(rows(any_resources)) == 2


def test_a_refused_import_leaves_no_row(any_resources: Resources, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "certifications.csv", [{"npi": "1"}])
    with pytest.raises(InputRefused):
        load(any_resources, Source.CERTIFICATIONS, path)
    assert rows(any_resources) == []


def test_questions_are_counted(any_resources: Resources, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "certifications.csv", [certification(9)])
    load(any_resources, Source.CERTIFICATIONS, path)
    assert told(rows(any_resources)[0])["to review"] == "1"
