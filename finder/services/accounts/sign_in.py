"""Signing in by two steps, staying signed in for a while, and ending it on the server."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from finder.domain.accounts import IDLE_LIMIT, SignIn, Stage, read_email
from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.services.accounts.codes import step_of_code
from finder.services.resources import Resources
from finder.services.secrets import hashed, new_token, tidy_code
from finder.store.queries import accounts as stored
from finder.store.queries.ledger import append
from finder.store.tables import AccountRow

# A page every few seconds need not write each time that it was seen.
_SEEN_EVERY = timedelta(minutes=1)
_LONGEST_BROWSER = 60


def password_hash_of(session: Session, email: str) -> str:
    """What a typed password is compared with; empty for nobody's address.

    The comparison takes long on purpose: it happens before the directory is opened for writing,
    so that many attempts hold up nobody's work.
    """
    row = _account_row(session, email)
    return row.password_hash if row else ""


def sign_in_with_password(
    session: Session, resources: Resources, actor: Actor, email: str, proven: str, browser: str
) -> str | None:
    """The token of a half sign-in; ``None`` alike for a wrong password and nobody's address.

    ``proven`` is the hash that the typed password fits, or empty; a password that was changed in
    the meantime opens nothing.
    """
    row = _account_row(session, email)
    if row is None or not row.is_active or not proven or row.password_hash != proven:
        # Who knocks may have mistyped a password as the address: it is not written down.
        known = f"account:{row.email}" if row else "account:unknown"
        append(session, actor.entry("account.sign-in-refused", known, resources.now()))
        return None
    return begin_sign_in(session, resources, row.id, Stage.HALF, browser)


def _account_row(session: Session, email: str) -> AccountRow | None:
    try:
        return stored.account_row(session, read_email(email))
    except InvalidValue:
        return None


def begin_sign_in(
    session: Session, resources: Resources, account_id: int, stage: Stage, browser: str
) -> str:
    """Adds a sign-in and answers its token, which only the cookie ever holds."""
    token, now = new_token(), resources.now()
    stored.drop_sign_ins_before(session, now - IDLE_LIMIT)
    stored.add_sign_in(
        session,
        {
            "token_hash": hashed(token),
            "account_id": account_id,
            "stage": stage.value,
            "began_at": now,
            "seen_at": now,
            "browser": browser[:_LONGEST_BROWSER],
        },
    )
    return token


def sign_in_with_code(
    session: Session, resources: Resources, actor: Actor, half: SignIn, code: str
) -> str | None:
    """The token of a full sign-in in place of the half one; ``None`` for a code that is wrong."""
    account = half.account
    row = stored.account_row_by_id(session, account.account_id)
    now, subject = resources.now(), f"account:{account.email}"
    secret = resources.keeper.unseal(row.sealed_secret) if row.sealed_secret else ""
    step = step_of_code(secret, code, now) if secret else None
    how = "code"
    if step is None or not stored.take_code_step(session, row.id, step):
        how = "recovery code"
        if not secret or not stored.use_recovery_code(session, row.id, hashed(tidy_code(code))):
            append(session, actor.entry("account.code-refused", subject, now))
            return None
    stored.drop_sign_in(session, row.id, half.sign_in_id)
    append(session, actor.entry("account.sign-in", subject, now, [("with", "", how)]))
    return begin_sign_in(session, resources, row.id, Stage.FULL, half.browser)


def live_sign_in(session: Session, token: str, now: datetime) -> SignIn | None:
    """The sign-in that a cookie stands for, while it is live."""
    found = stored.sign_in_of(session, hashed(token))
    return found if found is not None and found.is_live(now) else None


def should_be_seen(sign_in: SignIn, now: datetime) -> bool:
    """Whether it is time to write that the sign-in is in use."""
    return now - sign_in.seen_at >= _SEEN_EVERY


def see_sign_in(session: Session, sign_in_id: int, now: datetime) -> None:
    """Writes that the sign-in is in use, so that it does not end as idle."""
    stored.see_sign_in(session, sign_in_id, now)


def live_sign_ins(session: Session, resources: Resources, account_id: int) -> list[SignIn]:
    now = resources.now()
    return [item for item in stored.sign_ins_of(session, account_id) if item.is_live(now)]


def recovery_codes_left(session: Session, account_id: int) -> int:
    return stored.recovery_codes_left(session, account_id)


def end_sign_in(
    session: Session, resources: Resources, actor: Actor, current: SignIn, sign_in_id: int
) -> None:
    """Ends one of the own sign-ins; raises ``InvalidValue`` where it is not one's own."""
    if not stored.drop_sign_in(session, current.account.account_id, sign_in_id):
        raise InvalidValue("This sign-in has ended already.", "sign_in")
    subject = f"account:{current.account.email}"
    append(session, actor.entry("account.sign-out", subject, resources.now()))


def end_all_sign_ins(session: Session, resources: Resources, actor: Actor, current: SignIn) -> None:
    """Signs out everywhere, here too."""
    stored.drop_sign_ins(session, current.account.account_id)
    subject = f"account:{current.account.email}"
    append(session, actor.entry("account.sign-out-everywhere", subject, resources.now()))
