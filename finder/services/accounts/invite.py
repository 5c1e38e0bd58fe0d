"""Inviting somebody: an account without a password, and a link that works once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from finder.domain.accounts import LINK_LIFETIME, Account, Role, read_email
from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.npi import Npi
from finder.services.resources import Resources
from finder.services.secrets import hashed, new_token
from finder.store.queries import accounts as stored
from finder.store.queries.ledger import append
from finder.store.tables import AccountRow


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new account with the token of its link, which is shown once and never stored."""

    account: Account
    token: str
    expires_at: datetime


def invite(
    session: Session, resources: Resources, actor: Actor, email: str, role: Role, npi: str = ""
) -> Invitation:
    """Makes the account; raises ``InvalidValue`` where the address or NPI cannot be taken."""
    email = read_email(email)
    if npi:
        npi = str(Npi(npi))
    elif role is Role.CLINICIAN:
        raise InvalidValue("A clinician needs an NPI.", "npi")
    if stored.account_row(session, email) is not None:
        raise InvalidValue(f"There is an account for {email} already.", "email")
    now = resources.now()
    row = stored.add_account(
        session,
        {
            "email": email,
            "role": role.value,
            "npi": npi,
            "is_npi_confirmed": False,
            "created_at": now,
        },
    )
    changes = [("email", "", email), ("role", "", role.value), ("npi", "", npi)]
    append(session, actor.entry("account.invite", f"account:{email}", now, changes))
    return _with_link(session, row, now)


def invite_again(session: Session, resources: Resources, actor: Actor, email: str) -> Invitation:
    """A fresh link for somebody who lost password or second factor; both are forgotten at once."""
    row = stored.account_row(session, read_email(email))
    if row is None or not row.is_active:
        raise InvalidValue("There is no such account in use.", "email")
    now = resources.now()
    stored.forget_password(row)
    stored.forget_second_factor(row)
    stored.replace_recovery_codes(session, row.id, ())
    stored.drop_sign_ins(session, row.id)
    append(session, actor.entry("account.invite-again", f"account:{row.email}", now))
    return _with_link(session, row, now)


def _with_link(session: Session, row: AccountRow, now: datetime) -> Invitation:
    token, expires_at = new_token(), now + LINK_LIFETIME
    stored.put_link(session, row.id, hashed(token), expires_at)
    return Invitation(stored.as_account(row), token, expires_at)
