"""Accounts and their sign-ins as stored; what is secret is compared here by hash only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from finder.domain.accounts import Account, Role, SignIn, Stage
from finder.store.tables import AccountRow, RecoveryCodeRow, SetUpLinkRow, SignInRow
from finder.store.tables.account import UNSET


def account_row(session: Session, email: str) -> AccountRow | None:
    return session.scalar(select(AccountRow).where(AccountRow.email == email))


def account_row_by_id(session: Session, account_id: int) -> AccountRow:
    return session.execute(select(AccountRow).where(AccountRow.id == account_id)).scalar_one()


def find_account_row(session: Session, account_id: int) -> AccountRow | None:
    return session.get(AccountRow, account_id)


def all_accounts(session: Session) -> list[Account]:
    rows = session.scalars(select(AccountRow).order_by(AccountRow.email))
    return [as_account(row) for row in rows]


def has_accounts(session: Session) -> bool:
    return session.scalar(select(AccountRow.id).limit(1)) is not None


def how_many_admins(session: Session) -> int:
    """Active administrators who can sign in."""
    statement = select(func.count()).where(
        AccountRow.role == Role.ADMIN.value, AccountRow.is_active, AccountRow.password_hash != UNSET
    )
    return session.scalar(statement) or 0


def add_account(session: Session, values: dict[str, Any]) -> AccountRow:
    row = AccountRow(
        password_hash=UNSET, sealed_secret=UNSET, last_code_step=0, is_active=True, **values
    )
    session.add(row)
    session.flush()
    return row


def forget_password(row: AccountRow) -> None:
    row.password_hash = UNSET


def forget_second_factor(row: AccountRow) -> None:
    row.sealed_secret = UNSET


def as_account(row: AccountRow) -> Account:
    return Account(
        account_id=row.id,
        email=row.email,
        role=Role(row.role),
        npi=row.npi,
        is_npi_confirmed=row.is_npi_confirmed,
        is_active=row.is_active,
        has_password=bool(row.password_hash),
        has_second_factor=bool(row.sealed_secret),
        created_at=row.created_at,
    )


def put_link(session: Session, account_id: int, token_hash: str, expires_at: datetime) -> None:
    """The one link of an account; an older one stops working."""
    session.execute(delete(SetUpLinkRow).where(SetUpLinkRow.account_id == account_id))
    values = {"account_id": account_id, "token_hash": token_hash, "expires_at": expires_at}
    session.execute(insert(SetUpLinkRow), [values])


def account_of_link(session: Session, token_hash: str, now: datetime) -> AccountRow | None:
    """Whose link this is, while it works."""
    return session.scalar(
        select(AccountRow)
        .join(SetUpLinkRow, SetUpLinkRow.account_id == AccountRow.id)
        .where(
            SetUpLinkRow.token_hash == token_hash,
            SetUpLinkRow.expires_at > now,
            AccountRow.is_active,
        )
    )


def drop_links(session: Session, account_id: int) -> None:
    session.execute(delete(SetUpLinkRow).where(SetUpLinkRow.account_id == account_id))


def replace_recovery_codes(session: Session, account_id: int, hashes: Iterable[str]) -> None:
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))
    rows = [{"account_id": account_id, "code_hash": code_hash} for code_hash in hashes]
    if rows:
        session.execute(insert(RecoveryCodeRow), rows)


def use_recovery_code(session: Session, account_id: int, code_hash: str) -> bool:
    """Whether the code was there; it is gone afterwards."""
    used = session.execute(
        delete(RecoveryCodeRow)
        .where(RecoveryCodeRow.account_id == account_id, RecoveryCodeRow.code_hash == code_hash)
        .returning(RecoveryCodeRow.code_hash)
    )
    return used.first() is not None


def recovery_codes_left(session: Session, account_id: int) -> int:
    statement = select(func.count()).where(RecoveryCodeRow.account_id == account_id)
    return session.scalar(statement) or 0


def take_code_step(session: Session, account_id: int, step: int) -> bool:
    """Whether no code of this time step or a later one was taken before; it is taken now."""
    taken = session.execute(
        update(AccountRow)
        .where(AccountRow.id == account_id, AccountRow.last_code_step < step)
        .values(last_code_step=step)
        .returning(AccountRow.id)
    )
    return taken.first() is not None


def add_sign_in(session: Session, values: dict[str, Any]) -> None:
    session.execute(insert(SignInRow), [values])


def sign_in_of(session: Session, token_hash: str) -> SignIn | None:
    """The sign-in of an active account; whether it is still live is for its clock to say."""
    found = session.execute(
        select(SignInRow, AccountRow)
        .join(AccountRow, AccountRow.id == SignInRow.account_id)
        .where(SignInRow.token_hash == token_hash, AccountRow.is_active)
    ).one_or_none()
    return _sign_in(*found) if found else None


def sign_ins_of(session: Session, account_id: int) -> list[SignIn]:
    """All of one account, the newest first."""
    found = session.execute(
        select(SignInRow, AccountRow)
        .join(AccountRow, AccountRow.id == SignInRow.account_id)
        .where(SignInRow.account_id == account_id)
        .order_by(SignInRow.began_at.desc(), SignInRow.id.desc())
    )
    return [_sign_in(row, account) for row, account in found]


def see_sign_in(session: Session, sign_in_id: int, now: datetime) -> None:
    session.execute(update(SignInRow).where(SignInRow.id == sign_in_id).values(seen_at=now))


def drop_sign_ins(session: Session, account_id: int, *, but: int | None = None) -> int:
    """Ends the sign-ins of an account, all or all but one; answers how many."""
    statement = delete(SignInRow).where(SignInRow.account_id == account_id)
    if but is not None:
        statement = statement.where(SignInRow.id != but)
    return len(session.execute(statement.returning(SignInRow.id)).all())


def drop_sign_in(session: Session, account_id: int, sign_in_id: int) -> bool:
    """Whether this account had that sign-in; it is ended."""
    dropped = session.execute(
        delete(SignInRow)
        .where(SignInRow.id == sign_in_id, SignInRow.account_id == account_id)
        .returning(SignInRow.id)
    )
    return dropped.first() is not None


def drop_sign_ins_before(session: Session, seen_before: datetime) -> None:
    """Forgets sign-ins that ended by the clock."""
    session.execute(delete(SignInRow).where(SignInRow.seen_at < seen_before))


def _sign_in(row: SignInRow, account: AccountRow) -> SignIn:
    return SignIn(
        sign_in_id=row.id,
        account=as_account(account),
        stage=Stage(row.stage),
        began_at=row.began_at,
        seen_at=row.seen_at,
        browser=row.browser,
    )
