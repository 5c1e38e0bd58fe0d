"""Keeps what is derived in step with the facts: who is hidden, the spatial index, conflicts."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.conflicts import conflicts_of
from finder.domain.listing import hidden_because
from finder.domain.rules import RankingRules
from finder.store.queries.conflicts import replace_conflicts
from finder.store.queries.directory import directory_row
from finder.store.queries.location_index import replace_index
from finder.store.queries.practitioners import all_practitioner_ids, mark_hidden
from finder.store.queries.profiles import load_practitioners
from finder.store.queries.statistics import refresh_statistics

_BATCH = 400
# As many changes as make PostgreSQL's plans for the old tables poor ones.
_MANY = 1000


def index_practitioners(
    session: Session, practitioner_ids: Iterable[int], rules: RankingRules, today: date
) -> None:
    """Derives everything anew for these practitioners, in the caller's transaction."""
    newest_year = directory_row(session).newest_volume_year
    session.flush()
    ids = sorted(set(practitioner_ids))
    if len(ids) > _MANY:
        refresh_statistics(session)
    for start in range(0, len(ids), _BATCH):
        _index_batch(session, ids[start : start + _BATCH], rules, newest_year, today)


def index_everybody(session: Session, rules: RankingRules, today: date) -> None:
    """Derives the whole directory anew, as after a change of the ranking's numbers."""
    index_practitioners(session, all_practitioner_ids(session), rules, today)
    directory_row(session).ranking_version = rules.version


def _index_batch(
    session: Session,
    practitioner_ids: Sequence[int],
    rules: RankingRules,
    newest_year: int | None,
    today: date,
) -> None:
    session.expire_all()
    practitioners = load_practitioners(session, practitioner_ids)
    reasons = [(person.practitioner_id, hidden_because(person)) for person in practitioners]
    mark_hidden(
        session,
        [
            (number, reason)
            for (number, reason), person in zip(reasons, practitioners, strict=True)
            if reason != person.hidden_because
        ],
    )
    replace_index(session, practitioners, rules, newest_year, today)
    replace_conflicts(
        session, {person.npi: conflicts_of(person) for person in practitioners}, today
    )
    session.expunge_all()
