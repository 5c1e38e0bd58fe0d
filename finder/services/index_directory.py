"""Keeps what is derived in step with the facts: who is hidden, the spatial index, conflicts."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.conflicts import Conflict, ConflictField, conflicts_of
from finder.domain.listing import hidden_because
from finder.domain.picks import as_picked
from finder.domain.practitioner import Practitioner
from finder.domain.rules import RankingRules
from finder.store.queries.conflicts import replace_conflicts
from finder.store.queries.directory import directory_row
from finder.store.queries.location_index import add_to_index, replace_index
from finder.store.queries.merging import kept_ids
from finder.store.queries.practitioners import (
    all_practitioner_ids,
    mark_hidden,
    replace_name_words,
)
from finder.store.queries.profiles import Sourced, load_with_picks
from finder.store.queries.statistics import refresh_statistics

_BATCH = 400
# As many changes as make PostgreSQL's plans for the old tables poor ones.
_MANY = 1000


@dataclass(frozen=True, slots=True)
class Indexing:
    """The numbers, the newest year of volumes and the day by which the index is derived."""

    rules: RankingRules
    newest_year: int | None
    today: date


def index_practitioners(
    session: Session, practitioner_ids: Iterable[int], rules: RankingRules, today: date
) -> None:
    """Derives everything anew for these practitioners, in the caller's transaction.

    What is known of somebody counts for the record into which they were merged, too.
    """
    newest_year = directory_row(session).newest_volume_year
    session.flush()
    asked = set(practitioner_ids)
    ids = sorted(asked | kept_ids(session, asked))
    if len(ids) > _MANY:
        refresh_statistics(session)
    for start in range(0, len(ids), _BATCH):
        _index_batch(session, ids[start : start + _BATCH], rules, newest_year, today)


def index_everybody(
    session: Session, rules: RankingRules, today: date, but: Set[int] = frozenset()
) -> None:
    """Derives the whole directory anew, as after a change of the ranking's numbers.

    ``but`` are those of whom everything has been derived in this transaction.
    """
    others = (each for each in all_practitioner_ids(session) if each not in but)
    index_practitioners(session, others, rules, today)
    directory_row(session).ranking_version = rules.version


def index_newcomers(
    session: Session, practitioners: Sequence[Practitioner], indexing: Indexing
) -> None:
    """Derives what there is of people who are new, as they are given: nothing is read or replaced.

    They have what a register declares and no more: nothing hides them, no source contradicts
    another, and the words of their names are the register's.
    """
    add_to_index(session, practitioners, indexing.rules, indexing.newest_year, indexing.today)


def note_newcomers(session: Session, count: int) -> None:
    """Whoever reads next is planned for by what the tables hold now."""
    if count > _MANY:
        refresh_statistics(session)


def _index_batch(
    session: Session,
    practitioner_ids: Sequence[int],
    rules: RankingRules,
    newest_year: int | None,
    today: date,
) -> None:
    session.expire_all()
    sourced = load_with_picks(session, practitioner_ids)
    practitioners = [as_picked(person, picks) for person, picks in sourced]
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
    found = {person.npi: conflicts_of(person) for person, _ in sourced}
    replace_conflicts(session, found, today)
    replace_name_words(
        session,
        {
            person.practitioner_id: {*person.name.tokens, *shown.name.tokens}
            for (person, picks), shown in zip(sourced, practitioners, strict=True)
            if _is_name_in_doubt((person, picks), found[person.npi])
        },
    )
    session.expunge_all()


def _is_name_in_doubt(one: Sourced, conflicts: Sequence[Conflict]) -> bool:
    """Whether the words by which somebody is found may be others than the register's."""
    decided = (pick.conflict for pick in one[1])
    return any(conflict.field is ConflictField.NAME for conflict in (*conflicts, *decided))
