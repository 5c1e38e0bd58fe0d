"""The letter as one record, from which every output is made; nothing of it is stored."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from finder.domain.errors import InvalidValue
from finder.domain.referral.elements import Element
from finder.domain.referral.values import Typed
from finder.domain.reports import REFERENCE_ALPHABET

TEMPLATE_VERSION = "1"
LETTER_ID_LENGTH = 16
_LONGEST_TYPED_ID = 40


@dataclass(frozen=True, slots=True)
class Value:
    """A filled field: as forms carry it, as a value, and as the letter prints it."""

    element: Element
    text: str
    typed: Typed
    printed: str


@dataclass(frozen=True, slots=True)
class Sender:
    """The account that writes; ``may_order`` is ``None`` where Medicare's list is not loaded."""

    npi: str
    account_email: str
    is_npi_confirmed: bool
    may_order: bool | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """The practitioner written to, as the directory has them; unknown parts are empty."""

    npi: str
    name: str
    credentials: str
    specialty: str
    practice: str
    address: tuple[str, ...]
    state: str
    phone: str
    fax: str
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything of one letter; ``values`` holds filled fields only, in the order of printing.

    ``code`` and ``reply_address`` are empty until an output is made. ``warnings`` are for whoever
    writes and are never printed.
    """

    letter_id: str
    written_on: date
    sender: Sender
    recipient: Recipient
    values: Mapping[str, Value]
    warnings: tuple[str, ...] = ()
    code: str = ""
    reply_address: str = ""
    template_version: str = TEMPLATE_VERSION

    def get(self, name: str) -> Value | None:
        return self.values.get(name)

    def typed(self, name: str) -> Typed | None:
        found = self.values.get(name)
        return found.typed if found else None

    def filled(self) -> Iterator[Value]:
        return iter(self.values.values())

    def with_code(self, code: str, reply_address: str) -> "Letter":
        """The letter as it goes out, with the way to answer it."""
        return replace(self, code=code, reply_address=reply_address)

    @property
    def shown_id(self) -> str:
        """In groups that a person can copy from paper."""
        return "-".join(self.letter_id[start : start + 4] for start in range(0, 16, 4))

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical record, the same in every output of it."""
        record = {
            "letter": self.letter_id,
            "template": self.template_version,
            "written_on": self.written_on.isoformat(),
            "sender": asdict(self.sender),
            "recipient": asdict(self.recipient),
            "values": {name: value.text for name, value in self.values.items()},
        }
        canonical = json.dumps(record, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()


def read_letter_id(text: str) -> str:
    """Sixteen letters and digits, without hyphens and in capitals; raises ``InvalidValue``."""
    typed = text[:_LONGEST_TYPED_ID]
    letter_id = typed.strip().replace("-", "").replace(" ", "").upper()
    if len(letter_id) != LETTER_ID_LENGTH or not set(letter_id) <= set(REFERENCE_ALPHABET):
        raise InvalidValue(
            "The number of this letter was changed on its way. Begin the letter anew.",
            "letter_id",
        )
    return letter_id
