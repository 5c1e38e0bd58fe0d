"""Loading a roster that was tried: the same file, on the same directory, by the right person."""

import hashlib

from sqlalchemy.orm import Session

from finder.domain.errors import InputRefused, InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.services.load_records import ImportReport, LoadOptions, load_files
from finder.services.load_roster.trial import Trial
from finder.services.load_roster.try_roster import OWN_ROWS, refuse_own_rows
from finder.services.load_roster.waiting import drop, drop_old, file_of, is_over
from finder.services.resources import Resources
from finder.services.verify.own_record import own_among
from finder.services.write_file import remove_when_done
from finder.store.queries.directory import directory_state
from finder.store.queries.ledger import append
from finder.store.queries.staged_rosters import StoredRoster, mark_applied, staged


def apply_roster(session: Session, resources: Resources, actor: Actor, code: str) -> ImportReport:
    """The importer of the terminal, in the caller's transaction.

    Raises ``NotListed``, ``NotThisPerson`` for rows about oneself, or ``InvalidValue`` with the
    reason and what to do.
    """
    row = _waiting(session, code)
    refuse_own_rows(session, actor, Trial.from_json(row.trial))
    if why := why_not(session, resources, actor.name, row):
        raise InvalidValue(why)
    path, source = file_of(resources, row.code, row.source), Source(row.source)
    _refuse_another_file(row, resources)
    if not mark_applied(session, row.staged_id, actor.name, resources.now()):
        raise InvalidValue(_LOADED)
    try:
        # The row of the import in the ledger tells of both people.
        options = LoadOptions(actor=actor, noted=(("tried by", row.uploaded_by),))
        report = load_files(session, resources, source, [path], options)
    except InputRefused as refused:
        raise InvalidValue(str(refused)) from None
    remove_when_done(session, path.parent)
    drop_old(session, resources)
    return report


def discard_roster(session: Session, resources: Resources, actor: Actor, code: str) -> None:
    """Nothing of it is loaded, and the file goes."""
    row = _waiting(session, code)
    if row.applied_at is not None:
        raise InvalidValue(_LOADED)
    changes = [("sha256", row.sha256, "")]
    entry = actor.entry("roster.discard", f"roster:{row.source}", resources.now(), changes)
    drop(session, resources, row)
    append(session, entry)


def why_not(session: Session, resources: Resources, name: str, row: StoredRoster) -> str:
    """Why this person cannot load it now; empty where nothing speaks against it."""
    if row.applied_at is not None:
        return _LOADED
    if is_over(resources, row):
        return "This trial is more than an hour old. Upload the file again to see what holds now."
    if directory_state(session).generation != row.generation:
        return (
            "The directory has changed since this trial, so it may do something else by now. "
            "Upload the file again to see what it would change."
        )
    if own := own_among(session, name, Trial.from_json(row.trial).staff):
        return OWN_ROWS.format(npi=own)
    if row.needs_second_person and row.uploaded_by == name:
        return "A second person has to load this: you uploaded it. Ask a colleague to open it."
    return ""


def _waiting(session: Session, code: str) -> StoredRoster:
    row = staged(session, code)
    if row is None:
        raise NotListed("There is no such roster. It may have waited for more than an hour.")
    return row


def _refuse_another_file(row: StoredRoster, resources: Resources) -> None:
    try:
        content = file_of(resources, row.code, row.source).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise InvalidValue("The file that waits is not the one that was tried. Upload it again.")


_LOADED = "This roster was loaded already. To load another, upload it."
