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
    reminder_for,
    settle_question,
    withdraw,
)
from finder.services.referrals.issuing import issue_code
from finder.services.referrals.listing import (
    LONGEST_WORDS,
    FoundLetters,
    LetterList,
    Stage,
    find_referrals,
    list_referrals,
)

__all__ = [
    "LONGEST_WORDS",
    "Followed",
    "FoundLetters",
    "LetterList",
    "Reminder",
    "ReplyPage",
    "Stage",
    "answer",
    "ask",
    "find_referrals",
    "follow",
    "issue_code",
    "list_referrals",
    "open_reply",
    "reminder_for",
    "settle_question",
    "take_back",
    "withdraw",
]
