"""Files of evidence: on the disk before the row, proved when read, gone when undone."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import update

from finder.domain.errors import DirectoryUnavailable, InvalidValue, NotListed
from finder.domain.evidence_files import PNG
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.verification import StepRefused
from finder.services import keep_evidence as files
from finder.services import verify
from finder.services.audit_ledger import exported_entries
from finder.services.check_directory import check_directory
from finder.services.resources import Resources
from finder.store.tables import EvidenceRow
from tests.factories import TODAY, load_directory, npi_of, person
from tests.sample_files import TEXT, jpeg, pdf, png

VERA, OTTO = Actor("vera@example.org", "verifier"), Actor("otto@example.org", "verifier")
REVOKED = {
    "issuer": "ABR",
    "certificate": "IR_DR",
    "duration_type": "continuous",
    "issued_on": "",
    "expires_on": "",
    "board_status": "revoked_or_surrendered",
    "maintenance_status": "",
    "source_url": "https://board.example/look-up",
    "checked_on": TODAY.isoformat(),
}


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    load_directory(any_resources, tmp_path, [person(1)])
    return any_resources


@pytest.fixture
def claim_id(site: Resources) -> int:
    """A revocation that waits for its second person."""
    with site.database.writing() as session:
        outcome = verify.record_check(
            session, site, VERA, npi_of(1), Source.CERTIFICATIONS, REVOKED
        )
    return outcome.claim_id


def keep(site: Resources, claim_id: int, content: bytes, note: str = "") -> None:
    with site.database.writing() as session:
        files.keep_evidence(session, site, VERA, claim_id, content, note)


def kept(site: Resources, claim_id: int) -> files.ClaimFiles:
    with site.database.reading() as session:
        return files.show_evidence(session, claim_id)


def served(site: Resources, evidence_id: int) -> files.ServedFile:
    with site.database.reading() as session:
        return files.open_evidence(session, site, evidence_id)


def on_disk(site: Resources) -> list[Path]:
    return sorted((site.settings.home / "evidence").glob("*"))


def test_a_file_comes_back_as_it_was_sent_under_a_name_of_ours(
    site: Resources, claim_id: int
) -> None:
    keep(site, claim_id, png(), "The look-up page.")
    (item,) = kept(site, claim_id).files
    found = served(site, item.evidence_id)
    assert (found.content, found.kind) == (png(), PNG)
    assert found.name == f"evidence-{item.evidence_id}.png"
    assert (item.seen, item.seen_by) == ("The look-up page.", VERA.name)
    (path,) = on_disk(site)
    assert path.name == item.file_name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_makes_no_evidence_younger(site: Resources, claim_id: int) -> None:
    later = site.now() + timedelta(days=100)
    with time_machine.travel(later):
        keep(site, claim_id, pdf())
    newest = kept(site, claim_id).evidence[0]
    assert (newest.seen_on, newest.source_url) == (TODAY, REVOKED["source_url"])


def test_whoever_decides_must_have_seen_the_file(site: Resources, claim_id: int) -> None:
    version = kept(site, claim_id).claim.version
    keep(site, claim_id, pdf())
    with pytest.raises(StepRefused, match="changed this"), site.database.writing() as session:
        verify.approve(session, site, OTTO, claim_id, "Seen.", version)


def test_each_file_is_one_row_of_the_ledger_with_its_hash(site: Resources, claim_id: int) -> None:
    keep(site, claim_id, jpeg(), "Sentinelnote")
    with site.database.reading() as session:
        rows = [row for row in exported_entries(session) if row["action"] == "evidence.keep"]
    (item,) = kept(site, claim_id).files
    assert [row["object"] for row in rows] == [f"practitioner:{npi_of(1)}"]
    assert item.file_sha256 in str(rows[0]["changes"])
    assert "Sentinelnote" not in str(rows)


def test_five_files_and_no_sixth(site: Resources, claim_id: int) -> None:
    for _ in range(5):
        keep(site, claim_id, TEXT)
    with pytest.raises(InvalidValue, match="at most 5") as refused:
        keep(site, claim_id, TEXT)
    assert refused.value.field == "file"
    assert len(on_disk(site)) == 5


@pytest.mark.parametrize(
    ("content", "note", "field"),
    [
        (b"<svg onload='x'>", "", "file"),
        (b"", "", "file"),
        (TEXT, "x" * 501, "note"),
        (TEXT, "\x00", "note"),
    ],
)
def test_what_is_refused_leaves_nothing(
    site: Resources, claim_id: int, content: bytes, note: str, field: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        keep(site, claim_id, content, note)
    assert refused.value.field == field
    assert on_disk(site) == []
    assert kept(site, claim_id).files == ()


def test_a_closed_claim_takes_no_file(site: Resources, claim_id: int) -> None:
    with site.database.writing() as session:
        version = files.show_evidence(session, claim_id).claim.version
        verify.withdraw(session, site, VERA, claim_id, "", version)
    with pytest.raises(InvalidValue, match="closed"):
        keep(site, claim_id, TEXT)


@pytest.mark.parametrize("number", [0, 999, 2**31, 2**63, 10**30])
def test_a_number_that_nothing_has_is_told(site: Resources, number: int) -> None:
    with pytest.raises(NotListed):
        kept(site, number)
    with pytest.raises(NotListed):
        served(site, number)


def test_when_the_row_is_not_kept_the_file_goes_too(site: Resources, claim_id: int) -> None:
    def fail() -> None:
        with site.database.writing() as session:
            files.keep_evidence(session, site, VERA, claim_id, TEXT)
            assert len(on_disk(site)) == 1
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert on_disk(site) == []
    keep(site, claim_id, TEXT)
    assert len(on_disk(site)) == 1


def test_a_disk_that_refuses_keeps_neither_row_nor_file(
    site: Resources, claim_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DirectoryUnavailable, match="nothing was kept"):
        keep(site, claim_id, TEXT)
    monkeypatch.undo()
    assert on_disk(site) == []
    assert kept(site, claim_id).files == ()


@pytest.mark.parametrize("damage", ["missing", "changed", "elsewhere"])
def test_a_damaged_file_is_told_and_never_served(
    resources: Resources, tmp_path: Path, damage: str
) -> None:
    load_directory(resources, tmp_path, [person(1)])
    with resources.database.writing() as session:
        outcome = verify.record_check(
            session, resources, VERA, npi_of(1), Source.CERTIFICATIONS, REVOKED
        )
    keep(resources, outcome.claim_id, TEXT)
    (item,) = kept(resources, outcome.claim_id).files
    assert check_directory(resources).problems == ()
    (path,) = on_disk(resources)
    if damage == "missing":
        path.unlink()
    elif damage == "changed":
        path.write_bytes(TEXT + b".")
    else:
        with resources.database.writing() as session:
            session.execute(
                update(EvidenceRow)
                .where(EvidenceRow.id == item.evidence_id)
                .values(file_name="../finder.db", file_sha256="0" * 64)
            )
    with pytest.raises(files.EvidenceDamaged, match=f"File {item.evidence_id} of claim"):
        served(resources, item.evidence_id)
    (problem,) = check_directory(resources).problems
    assert npi_of(1) in problem
