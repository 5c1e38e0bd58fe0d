"""The versions of the ranking's numbers that the program met, and who acknowledged them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from finder.store.tables import RankingChangeRow


@dataclass(frozen=True, slots=True)
class StoredRules:
    """One version of the numbers; it is acknowledged when two people have looked."""

    number: int
    version: int
    digest: str
    numbers: Mapping[str, str]
    is_baseline: bool
    seen_at: datetime
    first_by: str
    first_at: datetime | None
    second_by: str
    second_at: datetime | None

    @property
    def is_acknowledged(self) -> bool:
        return self.is_baseline or bool(self.second_by)


def newest_rules(session: Session) -> StoredRules | None:
    """The numbers that the program met last."""
    return _first(session, select(RankingChangeRow))


def acknowledged_rules(session: Session) -> StoredRules | None:
    """The newest numbers that two people have acknowledged, or the first ever met."""
    statement = select(RankingChangeRow).where(
        or_(RankingChangeRow.is_baseline, RankingChangeRow.second_by != "")
    )
    return _first(session, statement)


def add_rules(
    session: Session,
    version: int,
    digest: str,
    numbers: Mapping[str, str],
    at: datetime,
    is_baseline: bool,
) -> None:
    values = {
        "version": version,
        "digest": digest,
        "numbers": json.dumps(dict(numbers)),
        "is_baseline": is_baseline,
        "seen_at": at,
        "first_by": "",
        "second_by": "",
    }
    session.execute(insert(RankingChangeRow), [values])


def save_first(session: Session, number: int, by: str, at: datetime) -> bool:
    """Whether nobody was quicker."""
    condition = (RankingChangeRow.id == number, RankingChangeRow.first_by == "")
    values = {"first_by": by, "first_at": at}
    return _changed(session, condition, values)


def save_second(session: Session, number: int, by: str, at: datetime) -> bool:
    """Whether nobody was quicker; the database refuses the same person."""
    condition = (
        RankingChangeRow.id == number,
        RankingChangeRow.first_by != "",
        RankingChangeRow.second_by == "",
    )
    return _changed(session, condition, {"second_by": by, "second_at": at})


def _changed(session: Session, condition: tuple[Any, ...], values: dict[str, Any]) -> bool:
    changed = session.execute(
        update(RankingChangeRow)
        .where(*condition)
        .values(values)
        .returning(RankingChangeRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None


def _first(session: Session, statement: Any) -> StoredRules | None:
    row = session.scalars(
        statement.order_by(RankingChangeRow.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        return None
    return StoredRules(
        number=row.id,
        version=row.version,
        digest=row.digest,
        numbers=json.loads(row.numbers),
        is_baseline=row.is_baseline,
        seen_at=row.seen_at,
        first_by=row.first_by,
        first_at=row.first_at,
        second_by=row.second_by,
        second_at=row.second_at,
    )
