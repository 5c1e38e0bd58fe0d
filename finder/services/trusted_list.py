"""The doctors whom a practice trusts, with its own notes and what came of the last letters."""

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.accounts import Account
from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.listing import hidden_because
from finder.domain.npi import Npi
from finder.domain.referral_task import ReferralTask, Step
from finder.domain.typed import paragraphs
from finder.services.referring_practice import own_practice, practice_of
from finder.services.resources import Resources
from finder.store.forgetting import leave_nothing
from finder.store.queries.ledger import append
from finder.store.queries.listed import is_listed
from finder.store.queries.practices import TrustedEntry, drop_trusted, put_trusted, trusted_by
from finder.store.queries.profiles import load_practitioners
from finder.store.queries.referrals import referrals_of_practice

LONGEST_NOTE = 300
_TEN_DIGITS = re.compile(r"[0-9]{10}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Trusted:
    """A doctor on the list; without a name the directory shows them no more."""

    entry: TrustedEntry
    name: str
    last_outcome: Step | None


def list_trusted(session: Session, account: Account) -> list[Trusted]:
    """The list of the account's practice, preferred doctors first; empty without a practice."""
    practice = practice_of(session, account)
    if practice is None:
        return []
    entries = trusted_by(session, practice.practice_id)
    npis = [entry.npi for entry in entries]
    names = {
        person.npi: person.name.display
        for person in load_practitioners(session, (), npis)
        if not hidden_because(person)
    }
    letters = referrals_of_practice(session, practice.practice_id, npis) if npis else []
    outcomes = _newest(letters)
    return [Trusted(entry, names.get(entry.npi, ""), outcomes.get(entry.npi)) for entry in entries]


def trust(
    session: Session,
    resources: Resources,
    actor: Actor,
    account: Account,
    npi: str,
    note: str,
    is_preferred: bool,
) -> None:
    """Puts a doctor on the list or changes the entry; raises ``InvalidValue`` or ``NotListed``."""
    practice = own_practice(session, account)
    number = str(Npi(npi.strip()))
    if not is_listed(session, number):
        raise NotListed("Nobody with this NPI is listed here. Check the digits.")
    try:
        note = paragraphs(note, LONGEST_NOTE)
    except InvalidValue as problem:
        raise InvalidValue(str(problem), "note") from None
    now = resources.now()
    is_new = put_trusted(
        session, practice.practice_id, TrustedEntry(number, note, is_preferred, now)
    )
    leave_nothing(session)
    # The note stays out of the ledger, from which nothing can be taken back.
    action = "trusted.add" if is_new else "trusted.change"
    changes = [("practice", "", practice.practice_id), ("is_preferred", "", is_preferred)]
    append(session, actor.entry(action, f"practitioner:{number}", now, changes))


def stop_trusting(
    session: Session, resources: Resources, actor: Actor, account: Account, npi: str
) -> None:
    """Takes a doctor off the list; raises ``NotListed`` where they are not on it."""
    practice = own_practice(session, account)
    # No database is asked for what cannot be an NPI.
    if not _TEN_DIGITS.fullmatch(npi) or not drop_trusted(session, practice.practice_id, npi):
        raise NotListed("This doctor is not on your list any more.")
    leave_nothing(session)
    changes = [("practice", practice.practice_id, "")]
    append(
        session,
        actor.entry("trusted.remove", f"practitioner:{npi}", resources.now(), changes),
    )


def _newest(letters: list[ReferralTask]) -> dict[str, Step]:
    """What was said last of any letter to each doctor."""
    newest: dict[str, Step] = {}
    for letter in letters:
        known = newest.get(letter.recipient_npi)
        if known is None or letter.current.at >= known.at:
            newest[letter.recipient_npi] = letter.current
    return newest
