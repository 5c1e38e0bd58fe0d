"""Nobody decides about the record that carries the NPI of their own account.

Whoever has two records, one merged into the other, has both.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from finder.domain.ledger import Actor
from finder.domain.verification import NotThisPerson
from finder.store.queries.accounts import account_row
from finder.store.queries.merging import merged_into, merged_npis

_YOURS = "This record is your own, by the NPI of your account. Ask a colleague to look."


def own_npis(session: Session, name: str) -> frozenset[str]:
    """The NPIs of the person behind this account; whoever acts without an account has none."""
    account = account_row(session, name)
    if account is None or not account.npi:
        return frozenset()
    kept = merged_into(session, account.npi) or account.npi
    return frozenset({account.npi, kept, *merged_npis(session, kept)})


def refuse_own_record(
    session: Session, actor: Actor, *npis: str, sentence: str = _YOURS, field: str = ""
) -> None:
    """Raises ``NotThisPerson``, which knows the record that somebody else has to handle."""
    if found := own_among(session, actor.name, npis):
        raise NotThisPerson(sentence, field, found)


def own_among(session: Session, name: str, npis: Iterable[str]) -> str:
    """The first of the NPIs that is this person's own; empty for none."""
    own = own_npis(session, name)
    return next((npi for npi in npis if npi in own), "")
