"""Clinicians who share one list: founding a practice, letting in a colleague, leaving."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from finder.domain.accounts import Account
from finder.domain.errors import InvalidValue, NotAMember
from finder.domain.ledger import Actor
from finder.domain.typed import one_line
from finder.services.resources import Resources
from finder.services.secrets import hashed, new_recovery_code, tidy_code
from finder.store.forgetting import leave_nothing
from finder.store.queries import practices as stored
from finder.store.queries.ledger import append
from finder.store.queries.practices import StoredPractice

LONGEST_NAME = 80
_INVITATION_LIFETIME = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice with the e-mail addresses of its members."""

    practice_id: int
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PracticeInvitation:
    """A code that lets in one colleague; it is shown once and never stored."""

    code: str
    expires_at: datetime


def practice_of(session: Session, account: Account) -> Practice | None:
    """The practice of an account, if it is in one."""
    found = stored.practice_of(session, account.account_id)
    if found is None:
        return None
    members = stored.members_of(session, found.practice_id)
    return Practice(found.practice_id, found.name, tuple(members))


def found_practice(
    session: Session, resources: Resources, actor: Actor, account: Account, name: str
) -> None:
    """A new practice with one member; raises ``InvalidValue``."""
    _refuse_member(session, account)
    try:
        name = one_line(name, LONGEST_NAME)
    except InvalidValue as problem:
        raise InvalidValue(str(problem), "name") from None
    if not name:
        raise InvalidValue("Give your practice a name, such as Lakeside Family Medicine.", "name")
    now = resources.now()
    practice_id = stored.add_practice(session, name, now)
    stored.add_member(session, practice_id, account.account_id, now)
    _record(session, actor, "practice.found", practice_id, now, [("name", "", name)])


def invite_colleague(
    session: Session, resources: Resources, actor: Actor, account: Account
) -> PracticeInvitation:
    """A code for one colleague; an older one stops working. Raises ``NotAMember``."""
    practice = own_practice(session, account)
    code, now = new_recovery_code(), resources.now()
    expires_at = now + _INVITATION_LIFETIME
    stored.put_invitation(session, practice.practice_id, hashed(tidy_code(code)), expires_at)
    _record(session, actor, "practice.invite", practice.practice_id, now)
    return PracticeInvitation(code, expires_at)


def join_practice(
    session: Session, resources: Resources, actor: Actor, account: Account, code: str
) -> None:
    """Takes the invitation, which works once; raises ``InvalidValue``."""
    _refuse_member(session, account)
    now, typed = resources.now(), tidy_code(code)
    practice = stored.practice_inviting(session, hashed(typed), now) if typed else None
    if practice is None:
        raise InvalidValue(
            "This code does not work, or does not work any more. Ask your colleague for a new one.",
            "code",
        )
    stored.put_invitation(session, practice.practice_id, "", None)
    stored.add_member(session, practice.practice_id, account.account_id, now)
    _record(session, actor, "practice.join", practice.practice_id, now)


def leave_practice(session: Session, resources: Resources, actor: Actor, account: Account) -> None:
    """Ends the access to the list, which goes with its last member; raises ``NotAMember``."""
    practice = own_practice(session, account)
    stored.drop_member(session, practice.practice_id, account.account_id)
    leave_nothing(session)
    _record(session, actor, "practice.leave", practice.practice_id, resources.now())


def own_practice(session: Session, account: Account) -> StoredPractice:
    """Raises ``NotAMember`` where the account is in no practice."""
    practice = stored.practice_of(session, account.account_id)
    if practice is None:
        raise NotAMember("You are in no practice yet. Start a list, or join one with a code.")
    return practice


def _refuse_member(session: Session, account: Account) -> None:
    if stored.practice_of(session, account.account_id) is not None:
        raise InvalidValue("You are in a practice already. Leave it first.", "name")


def _record(
    session: Session,
    actor: Actor,
    action: str,
    practice_id: int,
    now: datetime,
    changes: list[tuple[str, object, object]] | None = None,
) -> None:
    append(session, actor.entry(action, f"practice:{practice_id}", now, changes or []))
