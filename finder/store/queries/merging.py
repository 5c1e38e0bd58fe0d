"""Records of one person under two NPIs: which is kept, and which are merged into it."""

from collections.abc import Set

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from finder.store.tables import PracticeLocationRow, PractitionerRow, StateLicenseRow


def kept_ids(session: Session, practitioner_ids: Set[int]) -> set[int]:
    """The records into which any of these are merged; merged records are few."""
    kept = aliased(PractitionerRow)
    rows = session.execute(
        select(PractitionerRow.id, kept.id)
        .join(kept, kept.npi == PractitionerRow.merged_into)
        .where(PractitionerRow.merged_into > "")
    )
    return {kept_id for merged_id, kept_id in rows if merged_id in practitioner_ids}


def merged_into(session: Session, npi: str) -> str:
    """The NPI of the record that is kept in place of this one; empty text where it stands alone."""
    found = select(PractitionerRow.merged_into).where(PractitionerRow.npi == npi)
    return session.scalar(found) or ""


def merged_npis(session: Session, npi: str) -> list[str]:
    """The NPIs that were merged into this one."""
    statement = (
        select(PractitionerRow.npi)
        .where(PractitionerRow.merged_into == npi)
        .order_by(PractitionerRow.npi)
    )
    return list(session.scalars(statement))


def likely_pairs(session: Session, most: int) -> list[tuple[str, str]]:
    """NPIs of two listed or ended records of one name with the same licence or the same door."""
    one, other = aliased(PractitionerRow), aliased(PractitionerRow)
    license_, same_license = aliased(StateLicenseRow), aliased(StateLicenseRow)
    door, same_door = aliased(PracticeLocationRow), aliased(PracticeLocationRow)
    shares_license = exists().where(
        license_.practitioner_id == one.id,
        same_license.practitioner_id == other.id,
        same_license.state == license_.state,
        same_license.number == license_.number,
        license_.number != "",
    )
    shares_door = exists().where(
        door.practitioner_id == one.id,
        same_door.practitioner_id == other.id,
        same_door.zip_code == door.zip_code,
        same_door.line_key == door.line_key,
        door.line_key != "",
    )
    statement = (
        select(one.npi, other.npi)
        .join(other, and_(other.name_key == one.name_key, other.npi > one.npi))
        .where(one.merged_into == "", other.merged_into == "", or_(shares_license, shares_door))
        .order_by(one.npi, other.npi)
        .limit(most)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def set_merged_into(session: Session, practitioner_id: int, npi: str) -> None:
    """Merges a record into that of an NPI, or takes it apart again for an empty text."""
    session.execute(
        update(PractitionerRow).where(PractitionerRow.id == practitioner_id).values(merged_into=npi)
    )
