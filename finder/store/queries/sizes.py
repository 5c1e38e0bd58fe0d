"""How much the directory holds."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from finder.store.tables import PracticeLocationRow, PractitionerRow


@dataclass(frozen=True, slots=True)
class DirectorySize:
    """Counts of everything stored, hidden or not."""

    practitioner_count: int
    location_count: int

    def __str__(self) -> str:
        return f"{self.practitioner_count} practitioners, {self.location_count} locations"


def directory_size(session: Session) -> DirectorySize:
    practitioners = session.scalar(select(func.count()).select_from(PractitionerRow))
    locations = session.scalar(select(func.count()).select_from(PracticeLocationRow))
    return DirectorySize(practitioners or 0, locations or 0)
