"""Two people at the same fact: the second sees what the first has changed, and nothing is lost."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from finder.domain.practitioner import Practitioner
from finder.domain.provenance import Source
from finder.domain.verification import ChangedMeanwhile, Difference
from finder.services.verify.known import KINDS, Cells, key_of, known_facts
from finder.store.queries.claims import StoredClaim
from finder.store.queries.credentials import events_of


def refuse_changed(
    session: Session,
    person: Practitioner,
    source: Source,
    typed: Mapping[str, str],
    seen: Mapping[str, Cells],
    claims: Iterable[StoredClaim],
) -> None:
    """Raises ``ChangedMeanwhile`` where the record says something else than was shown."""
    key = key_of(source, typed)
    waiting = list(claims)
    before, now = seen.get(key, {}), known_facts(person, source, waiting).get(key, {})
    if _told(before) == _told(now):
        return
    columns = [name for name in dict.fromkeys((*now, *before, *typed)) if name != "npi"]
    who, when = _last_change(session, person, source, key, waiting)
    raise ChangedMeanwhile(
        "Somebody has changed this since you opened it, so nothing was recorded. Compare both "
        "below. What you typed is kept: send it again if it still holds.",
        tuple(
            Difference(name, before.get(name, ""), now.get(name, ""), typed.get(name, ""))
            for name in columns
        ),
        who,
        when,
    )


def _told(cells: Mapping[str, str]) -> Cells:
    return {name: text for name, text in cells.items() if text}


def _last_change(
    session: Session,
    person: Practitioner,
    source: Source,
    key: str,
    claims: Iterable[StoredClaim],
) -> tuple[str, datetime | None]:
    """Who has last checked or proposed something of this fact, and when that was recorded."""
    kind = KINDS[source]
    changes = [
        (event.recorded_at, event.checked_by)
        for event in events_of(session, person.practitioner_id)
        if event.kind == kind and _key_of_subject(source, event.subject) == key
    ]
    changes += [
        (claim.claimed_at, claim.case.submitted_by)
        for claim in claims
        if claim.kind == kind and key_of(source, claim.said) == key
    ]
    if not changes:
        return "an import", None
    when, who = max(changes)
    return who, when


def _key_of_subject(source: Source, subject: str) -> str:
    """A place is recorded as its first line and its ZIP, anything else as its key."""
    if source is not Source.PRACTICES:
        return subject
    line1, _, zip_code = subject.rpartition(", ")
    return key_of(source, {"line1": line1, "zip": zip_code})
