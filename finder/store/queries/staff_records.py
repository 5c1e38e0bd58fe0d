"""The records of people who have an account here themselves."""

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from finder.store.tables import AccountRow, PractitionerRow


def records_of_accounts(session: Session) -> dict[int, str]:
    """The NPI of each record that is an account's own, or is merged with one that is."""
    row = PractitionerRow
    accounts = select(AccountRow.npi).where(AccountRow.npi > "")
    kept = case((row.merged_into > "", row.merged_into), else_=row.npi)
    people = set(session.scalars(select(kept).where(row.npi.in_(accounts))))
    found = session.execute(
        select(row.id, row.npi).where(or_(row.npi.in_(people), row.merged_into.in_(people)))
    )
    return {each.id: each.npi for each in found}
