"""Rosters as the pages show them: which wait, and what one of them would change."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from finder.domain.errors import NotListed
from finder.services.load_roster.apply import why_not
from finder.services.load_roster.trial import Trial
from finder.services.load_roster.waiting import LIFETIME, is_over
from finder.services.resources import Resources
from finder.store.queries.staged_rosters import StoredRoster, newest_staged, staged

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class StagedRoster:
    """One uploaded roster; ``is_waiting`` while it can still be loaded by somebody."""

    code: str
    source: str
    sha256: str
    uploaded_by: str
    uploaded_at: datetime
    waits_until: datetime
    needs_second_person: bool
    applied_by: str
    applied_at: datetime | None
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class RosterPage:
    """A roster with its trial; ``why_not`` says why whoever looks cannot load it now."""

    roster: StagedRoster
    trial: Trial
    why_not: str


def show_rosters(session: Session, resources: Resources) -> tuple[StagedRoster, ...]:
    """The newest uploads, loaded or not."""
    return tuple(_shown(resources, row) for row in newest_staged(session, _SHOWN))


def show_roster(session: Session, resources: Resources, name: str, code: str) -> RosterPage:
    """What it would change, for the person of this name; raises ``NotListed``."""
    row = staged(session, code)
    if row is None:
        raise NotListed("There is no such roster. It may have waited for more than an hour.")
    return RosterPage(
        _shown(resources, row),
        Trial.from_json(row.trial),
        why_not(session, resources, name, row),
    )


def _shown(resources: Resources, row: StoredRoster) -> StagedRoster:
    return StagedRoster(
        code=row.code,
        source=row.source,
        sha256=row.sha256,
        uploaded_by=row.uploaded_by,
        uploaded_at=row.uploaded_at,
        waits_until=row.uploaded_at + LIFETIME,
        needs_second_person=row.needs_second_person,
        applied_by=row.applied_by,
        applied_at=row.applied_at,
        is_waiting=row.applied_at is None and not is_over(resources, row),
    )
