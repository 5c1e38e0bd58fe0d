"""The trial: the very load that `finder import` does, noted in full and taken back."""

import hashlib
import secrets

from sqlalchemy.orm import Session

from finder.domain.errors import InputRefused, InvalidValue
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.verification import NotThisPerson
from finder.services.load_records import ImportReport, LoadOptions, load_files
from finder.services.load_roster.consequences import count_serious, people
from finder.services.load_roster.differences import Differences
from finder.services.load_roster.trial import Counts, Trial, problems_of, reviews_of
from finder.services.load_roster.waiting import ROSTERS, drop_old, file_of
from finder.services.resources import Resources
from finder.services.verify.own_record import own_among
from finder.services.write_file import remove, remove_if_undone, write_file
from finder.store.queries.directory import directory_state
from finder.store.queries.ledger import append
from finder.store.queries.staff_records import records_of_accounts
from finder.store.queries.staged_rosters import add_staged

OWN_ROWS = (
    "This roster changes your own record, NPI {npi}. Take its rows out, and ask a colleague to "
    "check that record."
)
LARGEST_BYTES = 5 * 1024 * 1024


def try_roster(
    session: Session, resources: Resources, actor: Actor, roster: str, content: bytes
) -> str:
    """Keeps the file for an hour with what it would change; the code of the waiting roster.

    Raises ``InvalidValue`` with the field ``roster`` or ``file``, and ``NotThisPerson`` for rows
    about oneself.
    """
    source = _source(roster)
    _refuse_other_files(content)
    drop_old(session, resources)
    generation = directory_state(session).generation
    folder = secrets.token_hex(16)
    trial = _tried(session, resources, actor, source, folder, content)
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


def _tried(
    session: Session,
    resources: Resources,
    actor: Actor,
    source: Source,
    folder: str,
    content: bytes,
) -> Trial:
    """The trial of the file, which lies in its folder from now on, unless anything is refused."""
    path = file_of(resources, folder, source.value)
    write_file(path, content)
    try:
        trial = _trial(session, resources, source, folder)
        refuse_own_rows(session, actor, trial)
    except InputRefused as refused:
        remove(path.parent)
        raise InvalidValue(str(refused), "file") from None
    except BaseException:
        remove(path.parent)
        raise
    remove_if_undone(session, path.parent)
    return trial


def refuse_own_rows(session: Session, actor: Actor, trial: Trial) -> None:
    """Raises ``NotThisPerson`` where the roster says something of this very person."""
    if own := own_among(session, actor.name, trial.staff):
        raise NotThisPerson(OWN_ROWS.format(npi=own), "file", own)


def _of_staff(session: Session, differences: Differences, report: ImportReport) -> tuple[str, ...]:
    """The records of accounts that it changes, or leaves a question about."""
    asked = {review.npi for review in report.reviews}
    return tuple(
        sorted(
            npi
            for number, npi in records_of_accounts(session).items()
            if number in differences.practitioners or npi in asked
        )
    )


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
        staff = _of_staff(session, differences, report)
        point.rollback()
        session.expire_all()
        serious += count_serious(session, people(session, after), after, resources.today())
        return Trial(
            counts=Counts.of(report),
            practitioners=len(differences.practitioners),
            serious=serious,
            lines=differences.lines,
            differences=shown,
            problems=problems_of(report),
            reviews=reviews_of(report),
            review_count=len(report.reviews),
            staff=staff,
        )
    finally:
        differences.close()
        if point.is_active:
            point.rollback()
