"""When what stands of each source was loaded."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from finder.store.tables import ImportRunRow


def newest_loads(session: Session) -> dict[str, datetime]:
    """The end of the newest import of each source that was not taken back, by source."""
    rows = session.execute(
        select(ImportRunRow.source, func.max(ImportRunRow.finished_at))
        .where(ImportRunRow.undone_at.is_(None))
        .group_by(ImportRunRow.source)
        .order_by(ImportRunRow.source)
    )
    return {row.source: row[1] for row in rows}
