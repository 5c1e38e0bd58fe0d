"""Of whom something was stored before they came into the directory."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from finder.store.tables import (
    ConflictRow,
    DeactivatedNpiRow,
    ExclusionRow,
    PractitionerRow,
    ReviewRow,
)

_Merged = aliased(PractitionerRow)
_SPOKEN_OF = (
    DeactivatedNpiRow.npi,
    ExclusionRow.npi,
    ReviewRow.npi,
    ConflictRow.npi,
    _Merged.merged_into,
)


def spoken_of(session: Session, practitioner_ids: Sequence[int]) -> set[int]:
    """Those of whom a list, a question, a decision or a merged record speaks.

    The numbers are those of newcomers, between the first and last of whom nobody else is.
    """
    speaks = or_(*(exists().where(column == PractitionerRow.npi) for column in _SPOKEN_OF))
    newcomers = PractitionerRow.id.between(practitioner_ids[0], practitioner_ids[-1])
    return set(session.scalars(select(PractitionerRow.id).where(newcomers, speaks)))
