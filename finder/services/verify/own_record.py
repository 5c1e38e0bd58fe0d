"""Nobody decides about the record that carries the NPI of their own account."""

from sqlalchemy.orm import Session

from finder.domain.ledger import Actor
from finder.domain.verification import NotThisPerson
from finder.store.queries.accounts import account_row


def refuse_own_record(session: Session, actor: Actor, *npis: str) -> None:
    """Raises ``NotThisPerson``; whoever acts without an account has no NPI."""
    account = account_row(session, actor.name)
    if account is not None and account.npi and account.npi in npis:
        raise NotThisPerson(
            "This record is your own, by the NPI of your account. Ask a colleague to look."
        )
