"""Keeping accounts: ending one at once, opening it again, a new password."""

from sqlalchemy.orm import Session

from finder.domain.accounts import Account, Role, SignIn, check_password, read_email
from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.services.resources import Resources
from finder.store.queries import accounts as stored
from finder.store.queries.ledger import append
from finder.store.tables import AccountRow


def list_accounts(session: Session) -> list[Account]:
    """All accounts by e-mail address."""
    return stored.all_accounts(session)


def disable(session: Session, resources: Resources, actor: Actor, email: str) -> None:
    """Ends every sign-in at once and lets nobody in; the last administrator stays."""
    row = _row(session, email)
    is_admin = row.role == Role.ADMIN.value and row.is_active and bool(row.password_hash)
    if is_admin and stored.how_many_admins(session) == 1:
        raise InvalidValue("This is the last administrator. Invite another one first.", "email")
    row.is_active = False
    stored.drop_links(session, row.id)
    stored.drop_sign_ins(session, row.id)
    changes = [("is_active", True, False)]
    subject = f"account:{row.email}"
    append(session, actor.entry("account.disable", subject, resources.now(), changes))


def restore_access(session: Session, resources: Resources, actor: Actor, email: str) -> None:
    """Lets a disabled account sign in again, with the password and second factor it had."""
    row = _row(session, email)
    row.is_active = True
    changes = [("is_active", False, True)]
    subject = f"account:{row.email}"
    append(session, actor.entry("account.restore", subject, resources.now(), changes))


def change_password(
    session: Session,
    resources: Resources,
    actor: Actor,
    current: SignIn,
    old: str,
    new: str,
) -> None:
    """Takes a new password and ends every other sign-in of the account."""
    row = stored.account_row_by_id(session, current.account.account_id)
    if not resources.keeper.is_password(row.password_hash, old):
        raise InvalidValue("This is not your present password.", "old_password")
    check_password(new, row.email)
    row.password_hash = resources.keeper.hash_password(new)
    stored.drop_sign_ins(session, row.id, but=current.sign_in_id)
    append(session, actor.entry("account.password", f"account:{row.email}", resources.now()))


def record_refusal(
    session: Session, resources: Resources, actor: Actor, method: str, endpoint: str
) -> None:
    """Somebody signed in asked for what their role may not do."""
    subject = f"route:{method} {endpoint}"
    append(session, actor.entry("access.refused", subject, resources.now()))


def _row(session: Session, email: str) -> AccountRow:
    row = stored.account_row(session, read_email(email))
    if row is None:
        raise InvalidValue(f"There is no account for {email}.", "email")
    return row
