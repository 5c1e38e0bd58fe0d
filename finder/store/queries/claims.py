"""Claims with their evidence, as stored."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from finder.domain.verification import OPEN_STATES, Case, ClaimState, Evidence
from finder.store.tables import ClaimRow, EvidenceRow, PractitionerRow

# Nothing beyond it is a number of a row, and databases refuse to look for one.
_LARGEST_ID = 2**31 - 1
_OPEN = tuple(state.value for state in OPEN_STATES)


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with its newest evidence; ``said`` is by the columns of the rosters."""

    claim_id: int
    npi: str
    practitioner_id: int
    kind: str
    subject: str
    said: dict[str, str]
    claimed_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str
    version: int
    case: Case

    @property
    def state(self) -> ClaimState:
        return self.case.state


def add_claim(session: Session, values: dict[str, Any], said: Mapping[str, str]) -> int:
    row = ClaimRow(
        said=_as_json(said),
        submitted_by="",
        decided_by="",
        decided_at=None,
        version=1,
        **values,
    )
    session.add(row)
    session.flush()
    return row.id


def add_evidence(session: Session, values: dict[str, Any]) -> None:
    session.execute(insert(EvidenceRow), [values])


def claim(session: Session, claim_id: int) -> StoredClaim | None:
    if claim_id > _LARGEST_ID:
        return None
    found = session.execute(_claims().where(ClaimRow.id == claim_id)).one_or_none()
    return _stored(session, found[0], found[1]) if found else None


def open_claims(session: Session, practitioner_id: int | None = None) -> list[StoredClaim]:
    """Claims that wait for somebody, the oldest first; of one practitioner or of all."""
    statement = _claims().where(ClaimRow.state.in_(_OPEN))
    if practitioner_id is not None:
        statement = statement.where(ClaimRow.practitioner_id == practitioner_id)
    found = session.execute(statement.order_by(ClaimRow.claimed_at, ClaimRow.id)).all()
    return [_stored(session, row, npi) for row, npi in found]


def claim_saying(
    session: Session, practitioner_id: int, kind: str, said: Mapping[str, str]
) -> StoredClaim | None:
    """The newest claim of exactly these words, decided or not."""
    statement = _claims().where(
        ClaimRow.practitioner_id == practitioner_id,
        ClaimRow.kind == kind,
        ClaimRow.said == _as_json(said),
    )
    found = session.execute(statement.order_by(ClaimRow.id.desc()).limit(1)).one_or_none()
    return _stored(session, found[0], found[1]) if found else None


def change_claim(session: Session, held: StoredClaim, **values: Any) -> bool:
    """Whether nobody was quicker: the claim is as it was read, and is changed now."""
    changed = session.execute(
        update(ClaimRow)
        .where(ClaimRow.id == held.claim_id, ClaimRow.version == held.version)
        .values(version=held.version + 1, **values)
        .returning(ClaimRow.id)
    )
    return changed.first() is not None


def _claims() -> Any:
    return select(ClaimRow, PractitionerRow.npi).join(
        PractitionerRow, PractitionerRow.id == ClaimRow.practitioner_id
    )


def _stored(session: Session, row: ClaimRow, npi: str) -> StoredClaim:
    seen = session.scalars(
        select(EvidenceRow)
        .where(EvidenceRow.claim_id == row.id)
        .order_by(EvidenceRow.id.desc())
        .limit(1)
    ).one_or_none()
    evidence = Evidence(seen.source_url, seen.seen_on, seen.seen_by) if seen else None
    return StoredClaim(
        claim_id=row.id,
        npi=npi,
        practitioner_id=row.practitioner_id,
        kind=row.kind,
        subject=row.subject,
        said=json.loads(row.said),
        claimed_at=row.claimed_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=row.reason,
        version=row.version,
        case=Case(
            state=ClaimState(row.state),
            claimed_by=row.claimed_by,
            needs_second_person=row.needs_second_person,
            evidence=evidence,
            submitted_by=row.submitted_by,
        ),
    )


def _as_json(said: Mapping[str, str]) -> str:
    return json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
