"""Files that show what was seen at a source: kept beside the database, and proved when served.

A file lies under a random name in ``evidence`` of ``FINDER_HOME``; the row of its evidence holds
that name and the SHA-256. The name that it was sent with is not kept: it may name a patient.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.evidence_files import KINDS, MOST_OF_A_CLAIM, FileKind, kind_of
from finder.domain.ledger import Actor
from finder.domain.typed import one_line
from finder.domain.verification import ClaimState
from finder.services.resources import Resources
from finder.services.verify.own_record import refuse_own_record
from finder.services.write_file import remove_if_undone, write_file
from finder.settings import Settings
from finder.store.queries import claims as stored
from finder.store.queries.evidence import (
    LARGEST_ID,
    StoredEvidence,
    evidence_of,
    files_kept,
    one_evidence,
)
from finder.store.queries.ledger import append

FOLDER = "evidence"
LONGEST_NOTE = 500
# What is written there; whatever else a row holds names no file of ours.
_NAME = re.compile(rf"[0-9a-f]{{32}}\.(?:{'|'.join(KINDS)})")
_OWN = (
    "This claim is about your own record, by the NPI of your account. Ask a colleague to look at "
    "the source and to add what it shows."
)
_CLOSED = (ClaimState.REJECTED, ClaimState.WITHDRAWN)


class EvidenceDamaged(InvalidValue):
    """A file is missing, or is not the one that was kept."""


@dataclass(frozen=True, slots=True)
class ClaimFiles:
    """A claim with all that was seen for it."""

    claim: stored.StoredClaim
    evidence: tuple[StoredEvidence, ...]

    @property
    def files(self) -> tuple[StoredEvidence, ...]:
        return tuple(item for item in self.evidence if item.file_name)


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file as it is handed out, under a name of ours."""

    name: str
    kind: FileKind
    content: bytes


def keep_evidence(
    session: Session,
    resources: Resources,
    actor: Actor,
    claim_id: int,
    content: bytes,
    note: str = "",
) -> None:
    """Adds a file to a claim in the caller's transaction; if that fails, the file goes too.

    It shows what the newest evidence of the claim says, so it takes over source and day and makes
    nothing younger. Raises ``NotListed``, or ``InvalidValue`` with the field ``file`` or ``note``;
    what shows one's own record has to be added by somebody else.
    """
    held = show_evidence(session, claim_id)
    refuse_own_record(
        session, actor, held.claim.npi, *held.claim.said.values(), sentence=_OWN, field="file"
    )
    kind = _accepted(held, content)
    note = _note(note)
    name = f"{secrets.token_hex(16)}.{kind.ending}"
    path = resources.settings.home / FOLDER / name
    write_file(path, content)
    remove_if_undone(session, path)
    source_url, now = held.evidence[0].source_url, resources.now()
    kept = {"file_name": name, "file_sha256": hashlib.sha256(content).hexdigest()}
    _add_row(session, held, kept, {"seen_by": actor.name, "seen": note, "recorded_at": now})
    # Whoever is about to decide on the claim has to look at it again.
    stored.change_claim(session, held.claim)
    changes = [("claim", "", claim_id), *((field, "", value) for field, value in kept.items())]
    subject = f"practitioner:{held.claim.npi}"
    append(
        session,
        actor.entry("evidence.keep", subject, now, changes, evidence=source_url),
    )


def show_evidence(session: Session, claim_id: int) -> ClaimFiles:
    """Raises ``NotListed`` where there is no such claim."""
    claim = stored.claim(session, claim_id) if claim_id <= LARGEST_ID else None
    if claim is None:
        raise NotListed("There is no such claim.")
    return ClaimFiles(claim, tuple(evidence_of(session, claim_id)))


def open_evidence(session: Session, resources: Resources, evidence_id: int) -> ServedFile:
    """The file, proved to be the one that was kept; raises ``NotListed`` or ``EvidenceDamaged``."""
    found = one_evidence(session, evidence_id)
    if found is None or not found.file_name:
        raise NotListed("There is no such file.")
    content = _proved(resources.settings, found)
    kind = KINDS[found.file_name.rpartition(".")[2]]
    return ServedFile(f"evidence-{evidence_id}.{kind.ending}", kind, content)


def claim_of_evidence(session: Session, evidence_id: int) -> int:
    """The claim that a file belongs to; raises ``NotListed``."""
    found = one_evidence(session, evidence_id)
    if found is None:
        raise NotListed("There is no such file.")
    return found.claim_id


def files_beside(settings: Settings) -> int:
    """How many files lie beside the database, which no backup of it holds."""
    folder = settings.home / FOLDER
    return sum(1 for path in folder.glob("*") if _NAME.fullmatch(path.name))


def evidence_problems(session: Session, settings: Settings) -> Iterator[str]:
    """What is missing or damaged of the files, in sentences."""
    for item in files_kept(session):
        try:
            _proved(settings, item)
        except EvidenceDamaged as problem:
            yield str(problem)


def _add_row(session: Session, held: ClaimFiles, *values: Mapping[str, object]) -> None:
    newest = held.evidence[0]
    row: dict[str, object] = {
        "claim_id": held.claim.claim_id,
        "source_url": newest.source_url,
        "seen_on": newest.seen_on,
    }
    for more in values:
        row |= more
    stored.add_evidence(session, row)


def _accepted(held: ClaimFiles, content: bytes) -> FileKind:
    if held.claim.state in _CLOSED:
        raise InvalidValue("This claim is closed: no file can be added to it any longer.", "file")
    if len(held.files) >= MOST_OF_A_CLAIM:
        raise InvalidValue(f"A claim takes at most {MOST_OF_A_CLAIM} files.", "file")
    if not held.evidence:
        raise InvalidValue("Say first what you saw, where and when.", "file")
    try:
        return kind_of(content)
    except InvalidValue as problem:
        raise InvalidValue(str(problem), "file") from None


def _note(text: str) -> str:
    try:
        return one_line(text, LONGEST_NOTE)
    except InvalidValue as problem:
        raise InvalidValue(str(problem), "note") from None


def _proved(settings: Settings, item: StoredEvidence) -> bytes:
    what = f"File {item.evidence_id} of claim {item.claim_id} (NPI {item.npi})"
    try:
        if not _NAME.fullmatch(item.file_name):
            raise FileNotFoundError(item.file_name)
        content = (settings.home / FOLDER / item.file_name).read_bytes()
    except OSError as problem:
        raise EvidenceDamaged(
            f"{what} is missing from {FOLDER}. Bring it back from a copy of that folder."
        ) from problem
    if hashlib.sha256(content).hexdigest() != item.file_sha256:
        raise EvidenceDamaged(
            f"{what} is damaged: it is not the file that was kept. Bring it back from a copy of "
            f"the folder {FOLDER}."
        )
    return content
