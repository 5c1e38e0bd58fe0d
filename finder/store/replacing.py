"""Every fact of one directory replaced by those of another; what people wrote beside them stays."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from finder.store.base import Base
from finder.store.moving import rows_of, write_rows
from finder.store.tables import (
    CertificationRow,
    ConflictRow,
    DeactivatedNpiRow,
    ExclusionRow,
    LocationIndexRow,
    MailingAddressRow,
    MedicareListingRow,
    MembershipRow,
    NameWordRow,
    OrderReferringRow,
    PracticeLocationRow,
    PractitionerRow,
    ProcedureVolumeRow,
    ReviewRow,
    StateLicenseRow,
    TaxonomyRow,
    VerificationEventRow,
)

# Practitioners apart, in whose rows claims are anchored; what is referred to comes first.
FACTS: tuple[type[Base], ...] = (
    PracticeLocationRow,
    MedicareListingRow,
    LocationIndexRow,
    NameWordRow,
    TaxonomyRow,
    StateLicenseRow,
    MailingAddressRow,
    CertificationRow,
    MembershipRow,
    ProcedureVolumeRow,
    VerificationEventRow,
    ConflictRow,
    DeactivatedNpiRow,
    OrderReferringRow,
    ExclusionRow,
    ReviewRow,
)
_BATCH = 2000


def replace_facts(source: Session, target: Session) -> None:
    """Makes the facts in ``target`` those in ``source``, in the target's transaction."""
    for facts in reversed(FACTS):
        target.execute(delete(facts))
    _match_practitioners(source, target)
    for table in (Base.metadata.tables[facts.__tablename__] for facts in FACTS):
        write_rows(target, table, rows_of(source, table))
    target.expire_all()


def _match_practitioners(source: Session, target: Session) -> None:
    """Row by row, because deleting all of them would take every claim along."""
    table = select(PractitionerRow.__table__)
    ended = set(target.scalars(select(PractitionerRow.id)))
    wanted = source.execute(table.order_by(PractitionerRow.id)).mappings()
    for rows in wanted.partitions(_BATCH):
        numbers = [row["id"] for row in rows]
        ended.difference_update(numbers)
        standing = target.execute(table.where(PractitionerRow.id.in_(numbers))).mappings()
        held = {row["id"]: dict(row) for row in standing}
        fresh = [dict(row) for row in rows if row["id"] not in held]
        changed = [dict(row) for row in rows if held.get(row["id"], row) != row]
        if fresh:
            target.execute(insert(PractitionerRow), fresh)
        if changed:
            target.execute(update(PractitionerRow), changed)
    for number in sorted(ended):
        target.execute(delete(PractitionerRow).where(PractitionerRow.id == number))
