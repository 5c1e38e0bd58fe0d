"""The practice's right of reply: a link to a page on which it answers what was reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from finder.domain.errors import InvalidValue
from finder.domain.reports.clocks import business_days_after
from finder.domain.sentences import Sentence
from finder.domain.typed import Reading, e_mail_or_telephone, one_line, paragraphs

LINK_LIFETIME = timedelta(days=30)
LONGEST_REPLY = 2000
LONGEST_NAME = 120
LONGEST_CONTACT = 200
_PATIENCE_BUSINESS_DAYS = 2


@dataclass(frozen=True, slots=True)
class NewReply:
    """What a practice answers; ``name`` holds who writes and in what role."""

    text: str
    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class ReplyLink:
    """A link that staff made for the practice, and the answer, once there is one."""

    link_id: int
    made_by: str
    made_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None = None
    answered_at: datetime | None = None
    text: str = ""
    name: str = ""
    contact: str = ""

    def is_open(self, now: datetime) -> bool:
        """Whether an answer can still come by it."""
        return self.withdrawn_at is None and self.answered_at is None and now < self.expires_at

    @property
    def wait_until(self) -> date:
        """The day from which on nobody has to wait for an answer any longer."""
        return business_days_after(self.made_at.date(), _PATIENCE_BUSINESS_DAYS)


def was_heard(links: Sequence[ReplyLink], today: date) -> bool:
    """Whether the practice has answered, or has had two business days in which it could."""
    return any(
        link.answered_at is not None or (link.withdrawn_at is None and today >= link.wait_until)
        for link in links
    )


def read_reply(values: Mapping[str, str]) -> NewReply:
    """Reads the fields ``text``, ``name`` and ``contact``; raises ``InvalidForm``."""
    reading = Reading(values)
    text = reading.value("text", _text, "")
    name = reading.value("name", _name, "")
    contact = reading.value(
        "contact", lambda typed: e_mail_or_telephone(typed, LONGEST_CONTACT), ""
    )
    reading.finish()
    return NewReply(text, name, contact)


def _text(typed: str) -> str:
    text = paragraphs(typed, LONGEST_REPLY)
    if not text:
        raise InvalidValue(Sentence("Please write your answer."))
    return text


def _name(typed: str) -> str:
    name = one_line(typed, LONGEST_NAME)
    if not name:
        raise InvalidValue(Sentence("Please give your name and what you do at the practice."))
    return name
