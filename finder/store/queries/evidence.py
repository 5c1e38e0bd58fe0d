"""Files of evidence, as the database knows them: names and hashes, never their content."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from finder.store.tables import ClaimRow, EvidenceRow, PractitionerRow

# Nothing beyond it is a number of a row.
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """What was seen at a source; ``file_name`` is empty where no file shows it."""

    evidence_id: int
    claim_id: int
    npi: str
    source_url: str
    seen_on: date
    seen_by: str
    seen: str
    file_name: str
    file_sha256: str
    recorded_at: datetime


def evidence_of(session: Session, claim_id: int) -> list[StoredEvidence]:
    """Everything that was seen for a claim, the newest first."""
    rows = session.execute(
        _evidence().where(EvidenceRow.claim_id == claim_id).order_by(EvidenceRow.id.desc())
    )
    return [_stored(row, npi) for row, npi in rows]


def one_evidence(session: Session, evidence_id: int) -> StoredEvidence | None:
    if evidence_id > LARGEST_ID:
        return None
    found = session.execute(_evidence().where(EvidenceRow.id == evidence_id)).one_or_none()
    return _stored(found[0], found[1]) if found else None


def files_kept(session: Session) -> list[StoredEvidence]:
    """Every row that has a file, the oldest first."""
    rows = session.execute(_evidence().where(EvidenceRow.file_name != "").order_by(EvidenceRow.id))
    return [_stored(row, npi) for row, npi in rows]


def _evidence() -> Select[EvidenceRow, str]:
    return (
        select(EvidenceRow, PractitionerRow.npi)
        .join(ClaimRow, ClaimRow.id == EvidenceRow.claim_id)
        .join(PractitionerRow, PractitionerRow.id == ClaimRow.practitioner_id)
    )


def _stored(row: EvidenceRow, npi: str) -> StoredEvidence:
    return StoredEvidence(
        evidence_id=row.id,
        claim_id=row.claim_id,
        npi=npi,
        source_url=row.source_url,
        seen_on=row.seen_on,
        seen_by=row.seen_by,
        seen=row.seen,
        file_name=row.file_name,
        file_sha256=row.file_sha256,
        recorded_at=row.recorded_at,
    )
