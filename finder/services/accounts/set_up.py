"""Opening the link: a password first, then the second factor with its recovery codes."""

from dataclasses import dataclass

import pyotp
from sqlalchemy.orm import Session

from finder.domain.accounts import RECOVERY_CODE_COUNT, Account, check_password
from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.services.accounts.codes import step_of_code
from finder.services.resources import Resources
from finder.services.secrets import hashed, new_recovery_code, tidy_code
from finder.store.queries import accounts as stored
from finder.store.queries.ledger import append


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """The shared secret in base32 and the address that an authenticator app reads."""

    secret: str
    address: str


def open_link(session: Session, resources: Resources, token: str) -> Account:
    """Whose link this is; raises ``NotListed`` where it was used, is too old or never was."""
    row = stored.account_of_link(session, hashed(token), resources.now())
    if row is None:
        raise NotListed("This link does not work any more. Ask an administrator for a new one.")
    return stored.as_account(row)


def set_up(session: Session, resources: Resources, token: str, password: str) -> int:
    """Sets the password, ends the link, and answers the account's number."""
    account = open_link(session, resources, token)
    check_password(password, account.email)
    row = stored.account_row_by_id(session, account.account_id)
    row.password_hash = resources.keeper.hash_password(password)
    stored.forget_second_factor(row)
    stored.drop_links(session, row.id)
    stored.drop_sign_ins(session, row.id)
    _record(session, resources, account, "account.set-up")
    return row.id


def offered_second_factor(resources: Resources, account: Account, secret: str) -> SecondFactor:
    """What the page shows of a secret, as text and for a picture."""
    address = pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name="finder")
    return SecondFactor(secret, address)


def new_secret() -> str:
    """A shared secret of 160 bits in base32."""
    return pyotp.random_base32()


def confirm_second_factor(
    session: Session, resources: Resources, account: Account, secret: str, code: str
) -> list[str]:
    """Keeps the secret once a code proves that the app has it; answers the recovery codes."""
    step = step_of_code(secret, code, resources.now())
    if step is None:
        raise InvalidValue(
            "This code does not fit. Type the six digits that the app shows now, and check "
            "that the clock of your phone is right.",
            "code",
        )
    row = stored.account_row_by_id(session, account.account_id)
    row.sealed_secret = resources.keeper.seal(secret)
    row.last_code_step = step
    _record(session, resources, account, "account.second-factor")
    return _fresh_codes(session, row.id)


def renew_recovery_codes(
    session: Session, resources: Resources, account: Account, password: str
) -> list[str]:
    """Ten fresh codes in place of what is left of the old ones, for who knows the password."""
    row = stored.account_row_by_id(session, account.account_id)
    if not resources.keeper.is_password(row.password_hash, password):
        raise InvalidValue("This is not your present password.", "password")
    _record(session, resources, account, "account.recovery-codes")
    return _fresh_codes(session, row.id)


def _fresh_codes(session: Session, account_id: int) -> list[str]:
    codes = [new_recovery_code() for _ in range(RECOVERY_CODE_COUNT)]
    stored.replace_recovery_codes(session, account_id, [hashed(tidy_code(code)) for code in codes])
    return codes


def _record(session: Session, resources: Resources, account: Account, action: str) -> None:
    actor = Actor(account.email, account.role.value)
    append(session, actor.entry(action, f"account:{account.email}", resources.now()))
