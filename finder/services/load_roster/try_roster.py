"""The trial: the very load that `finder import` does, noted in full and taken back."""

import hashlib
import secrets

from sqlalchemy.orm import Session

from finder.domain.errors import InputRefused, InvalidValue
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.services.load_records import LoadOptions, load_files
from finder.services.load_roster.consequences import count_serious, people
from finder.services.load_roster.differences import Differences
from finder.services.load_roster.trial import Counts, Trial, problems_of, reviews_of
from finder.services.load_roster.waiting import ROSTERS, drop_old, file_of
from finder.services.resources import Resources
from finder.services.write_file import remove, remove_if_undone, write_file
from finder.store.queries.directory import directory_state
from finder.store.queries.ledger import append
from finder.store.queries.staged_rosters import add_staged

LARGEST_BYTES = 5 * 1024 * 1024


def try_roster(
    session: Session, resources: Resources, actor: Actor, roster: str, content: bytes
) -> str:
    """Keeps the file for an hour with what it would change; the code of the waiting roster.

    Raises ``InvalidValue`` with the field ``roster`` or ``file``.
    """
    source = _source(roster)
    _refuse_other_files(content)
    drop_old(session, resources)
    generation = directory_state(session).generation
    folder = secrets.token_hex(16)
    path = file_of(resources, folder, source.value)
    write_file(path, content)
    try:
        trial = _trial(session, resources, source, folder)
    except InputRefused as refused:
        remove(path.parent)
        raise InvalidValue(str(refused), "file") from None
    except BaseException:
        remove(path.parent)
        raise
    remove_if_undone(session, path.parent)
    sha256, now = hashlib.sha256(content).hexdigest(), resources.now()
    add_staged(
        session,
        {
            "source": source.value,
            "folder": folder,
            "sha256": sha256,
            "uploaded_by": actor.name,
            "uploaded_at": now,
            "generation": generation,
            "needs_second_person": trial.needs_second_person,
            "trial": trial.as_json(),
        },
    )
    changes = [("sha256", "", sha256), *trial.counts.as_changes()]
    append(session, actor.entry("roster.try", f"roster:{source}", now, changes))
    return folder


def _source(roster: str) -> Source:
    found = next((source for source in ROSTERS if source.value == roster), None)
    if found is None:
        raise InvalidValue("Choose which roster this is.", "roster")
    return found


def _refuse_other_files(content: bytes) -> None:
    if not content:
        raise InvalidValue("The file is empty. Choose the CSV file again.", "file")
    if len(content) > LARGEST_BYTES:
        raise InvalidValue(
            f"The file is larger than {LARGEST_BYTES // 1024**2} MB. Split it, or load it in the "
            "terminal with finder import.",
            "file",
        )
    if content.startswith(b"PK"):
        raise InvalidValue("Unpack the file first, and choose the CSV file inside.", "file")


def _trial(session: Session, resources: Resources, source: Source, folder: str) -> Trial:
    """Runs within a savepoint that is always taken back."""
    point = session.begin_nested()
    differences = Differences(session)
    try:
        path = file_of(resources, folder, source.value)
        report = load_files(session, resources, source, [path], LoadOptions(dry_run=True))
        serious = differences.serious
        after = people(session, differences.practitioners - differences.serious_for)
        shown = differences.shown()
        point.rollback()
        session.expire_all()
        serious += count_serious(people(session, after), after, resources.today())
        return Trial(
            counts=Counts.of(report),
            practitioners=len(differences.practitioners),
            serious=serious,
            lines=differences.lines,
            differences=shown,
            problems=problems_of(report),
            reviews=reviews_of(report),
            review_count=len(report.reviews),
        )
    finally:
        differences.close()
        if point.is_active:
            point.rollback()
