"""Letters on their way: a code that lets the office answer, and what becomes of each letter."""

from finder.services.referrals.answers import (
    ReplyPage,
    answer,
    ask,
    open_reply,
    take_back,
)
from finder.services.referrals.following import (
    Followed,
    Reminder,
    follow,
    list_referrals,
    reminder_for,
    settle_question,
    withdraw,
)
from finder.services.referrals.issuing import issue_code

__all__ = [
    "Followed",
    "Reminder",
    "ReplyPage",
    "answer",
    "ask",
    "follow",
    "issue_code",
    "list_referrals",
    "open_reply",
    "reminder_for",
    "settle_question",
    "take_back",
    "withdraw",
]
