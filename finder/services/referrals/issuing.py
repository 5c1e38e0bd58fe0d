"""The code of a letter, and the row that waits for its answer."""

from sqlalchemy.orm import Session

from finder.domain.accounts import Account
from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.npi import Npi
from finder.domain.referral import read_letter_id
from finder.domain.referral_task import LIFETIME, Party, ReferralTask, Step, TaskStatus
from finder.services.referrals.codes import code_of
from finder.services.resources import Resources
from finder.services.secrets import hashed
from finder.store.queries.ledger import append
from finder.store.queries.referrals import add_referral, code_hash_of, referral_by_letter

_START_ANEW = "Start a new letter and send that one."


def issue_code(
    session: Session,
    resources: Resources,
    actor: Actor,
    account: Account,
    letter_id: str,
    recipient_npi: str,
    output: str,
) -> str:
    """The code that stands on every output of the letter; the first one opens it for answers.

    ``output`` names the kind of the first output for the ledger. Raises ``InvalidValue`` where the
    number is that of another letter, or its code was withdrawn.
    """
    letter_id = read_letter_id(letter_id)
    code = code_of(resources, account, letter_id)
    known = referral_by_letter(session, letter_id)
    if known is None:
        _open(session, resources, actor, account, letter_id, recipient_npi, output, code)
        return code
    is_same = known.account_id == account.account_id and known.recipient_npi == recipient_npi
    if not is_same or code_hash_of(session, letter_id) != hashed(code):
        raise InvalidValue(f"This number belongs to another letter. {_START_ANEW}", "letter_id")
    if known.is_closed(resources.now()):
        raise InvalidValue(
            f"The code of this letter was withdrawn, or is too old. {_START_ANEW}", "letter_id"
        )
    return code


def _open(
    session: Session,
    resources: Resources,
    actor: Actor,
    account: Account,
    letter_id: str,
    recipient_npi: str,
    output: str,
    code: str,
) -> None:
    now = resources.now()
    task = ReferralTask(
        letter_id=letter_id,
        account_id=account.account_id,
        sender_npi=account.npi,
        recipient_npi=str(Npi(recipient_npi)),
        created_at=now,
        expires_at=now + LIFETIME,
        steps=(Step(now, Party.SENDER, TaskStatus.REQUESTED),),
    )
    add_referral(session, task, hashed(code))
    changes = [("recipient", "", recipient_npi), ("output", "", output)]
    append(session, actor.entry("referral.issue", f"referral:{letter_id}", now, changes))
