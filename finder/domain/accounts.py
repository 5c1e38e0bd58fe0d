"""Accounts of those who keep the directory and of those who refer: roles, rules and limits."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from finder.domain.errors import InvalidValue

IDLE_LIMIT = timedelta(minutes=30)
ABSOLUTE_LIMIT = timedelta(hours=12)
LINK_LIFETIME = timedelta(hours=48)
# How fresh a sign-in must be before somebody changes a password or another account.
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 1024
RECOVERY_CODE_COUNT = 10
_LONGEST_EMAIL = 254
# Letters that look like others would make two accounts that read as one.
_EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*", re.ASCII
)


class Role(StrEnum):
    """What an account may do; nobody has two."""

    CLINICIAN = "clinician"
    VERIFIER = "verifier"
    ADMIN = "admin"


STAFF = (Role.VERIFIER, Role.ADMIN)


class Stage(StrEnum):
    """How far a sign-in has come: the password alone opens nothing but the second step."""

    HALF = "half"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; ``npi`` is that of a clinician, empty otherwise."""

    account_id: int
    email: str
    role: Role
    npi: str
    is_npi_confirmed: bool
    is_active: bool
    has_password: bool
    has_second_factor: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SignIn:
    """One live sign-in on one browser."""

    sign_in_id: int
    account: Account
    stage: Stage
    began_at: datetime
    seen_at: datetime
    browser: str

    def is_live(self, now: datetime) -> bool:
        """Idle or old sign-ins end by the clock alone."""
        return now - self.seen_at < IDLE_LIMIT and now - self.began_at < ABSOLUTE_LIMIT


def read_email(text: str) -> str:
    """The address in small letters; raises ``InvalidValue`` for what cannot be one."""
    email = unicodedata.normalize("NFC", text).strip().lower()
    if len(email) > _LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise InvalidValue("Type an e-mail address such as name@example.org.", "email")
    return email


def check_password(password: str, email: str) -> None:
    """Raises ``InvalidValue`` with the reason why a new password cannot be taken.

    Length and being easy to guess are all that counts; no kinds of characters are asked for.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidValue(
            f"Use at least {SHORTEST_PASSWORD} characters. Four or more words in a row are good.",
            "password",
        )
    if len(password) > LONGEST_PASSWORD:
        raise InvalidValue(f"Use at most {LONGEST_PASSWORD} characters.", "password")
    if _is_easy(password.casefold(), email):
        raise InvalidValue(
            "This password is easy to guess. Leave out your e-mail address, the name of this "
            "site, and characters in a row or over and over.",
            "password",
        )


def _is_easy(password: str, email: str) -> bool:
    rest = password
    for known in (email.partition("@")[0], *email.partition("@")[2].split("."), "finder", *_COMMON):
        if len(known) > 3:
            rest = rest.replace(known, "")
    letters = {letter for letter in rest if letter.isalnum()}
    return len(letters) < 5 or _is_a_run(password)


def _is_a_run(password: str) -> bool:
    """Whether each letter follows or repeats the one before it, as in 123456789012."""
    steps = {ord(b) - ord(a) for a, b in pairwise(password)}
    return steps <= {0, 1, -1, -9, 9}


# Words that guessers try first.
_COMMON = (
    "password", "passwort", "contraseña", "qwerty", "qwertyuiop", "asdfgh", "letmein", "welcome",
    "admin", "administrator", "iloveyou", "monkey", "dragon", "football", "baseball", "sunshine",
    "princess", "changeme", "secret", "1234567890", "123456789", "12345678", "123456",
)  # fmt: skip
