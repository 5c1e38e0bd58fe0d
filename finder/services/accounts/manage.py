"""Keeping accounts: ending one at once, opening it again, a new password."""

from sqlalchemy.orm import Session

from finder.domain.accounts import Account, Role, SignIn, Stage, check_password, read_email
from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.services.accounts.sign_in import begin_sign_in
from finder.services.resources import Resources
from finder.services.verify.own_record import refuse_own_record
from finder.services.verify.reasons import note_of
from finder.store.queries import accounts as stored
from finder.store.queries.ledger import append
from finder.store.tables import AccountRow

SHORTEST_HOW, LONGEST_HOW = 10, 500


def list_accounts(session: Session) -> list[Account]:
    """All accounts by e-mail address."""
    return stored.all_accounts(session)


def disable(session: Session, resources: Resources, actor: Actor, email: str) -> None:
    """Ends every sign-in at once and lets nobody in; the last administrator stays."""
    row = _row(session, email)
    if not row.is_active:
        return
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
    if row.is_active:
        return
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
) -> str:
    """Takes a new password, ends every sign-in of the account, and answers a new one's token."""
    row = stored.account_row_by_id(session, current.account.account_id)
    if not resources.keeper.is_password(row.password_hash, old):
        raise InvalidValue("This is not your present password.", "old_password")
    check_password(new, row.email)
    row.password_hash = resources.keeper.hash_password(new)
    stored.drop_sign_ins(session, row.id)
    append(session, actor.entry("account.password", f"account:{row.email}", resources.now()))
    return begin_sign_in(session, resources, row.id, Stage.FULL, current.browser)


def account_of(session: Session, account_id: int) -> Account:
    """Raises ``NotListed`` where there is none."""
    return stored.as_account(_row_by_id(session, account_id))


def confirm_npi(
    session: Session,
    resources: Resources,
    actor: Actor,
    account_id: int,
    is_confirmed: bool,
    reason: str,
) -> None:
    """Keeps that the NPI of a clinician's account was found to be theirs, or takes that back."""
    row = _row_by_id(session, account_id)
    if not row.npi or row.email == actor.name:
        raise InvalidValue("This account has no NPI that you could confirm.", "reason")
    refuse_own_record(session, actor, row.npi, field="reason")
    reason = note_of(reason)
    if not SHORTEST_HOW <= len(reason) <= LONGEST_HOW:
        raise InvalidValue(
            f"Say how you know, in {SHORTEST_HOW} to {LONGEST_HOW} letters: the record keeps it.",
            "reason",
        )
    if row.is_npi_confirmed == is_confirmed:
        raise InvalidValue("Somebody has done this already.", "reason")
    changes = [("is_npi_confirmed", row.is_npi_confirmed, is_confirmed), ("npi", "", row.npi)]
    row.is_npi_confirmed = is_confirmed
    subject = f"account:{row.email}"
    append(session, actor.entry("account.confirm-npi", subject, resources.now(), changes, reason))


def record_refusal(
    session: Session, resources: Resources, actor: Actor, method: str, endpoint: str
) -> None:
    """Somebody signed in asked for what their role may not do."""
    subject = f"route:{method} {endpoint}"
    append(session, actor.entry("access.refused", subject, resources.now()))


def _row_by_id(session: Session, account_id: int) -> AccountRow:
    row = stored.find_account_row(session, account_id)
    if row is None:
        raise NotListed("There is no such account.")
    return row


def _row(session: Session, email: str) -> AccountRow:
    row = stored.account_row(session, read_email(email))
    if row is None:
        raise InvalidValue(f"There is no account for {email}.", "email")
    return row
