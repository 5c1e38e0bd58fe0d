"""Addresses and passwords that accounts take, and how long a sign-in lives."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.accounts import (
    ABSOLUTE_LIMIT,
    IDLE_LIMIT,
    Account,
    Role,
    SignIn,
    Stage,
    check_password,
    read_email,
)
from finder.domain.errors import InvalidValue

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
EMAIL = "ada.example@clinic.example"


def sign_in(began_at: datetime, seen_at: datetime) -> SignIn:
    account = Account(1, EMAIL, Role.VERIFIER, "", False, True, True, True, NOW)
    return SignIn(1, account, Stage.FULL, began_at, seen_at, "Firefox")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("Ada@Example.ORG", "ada@example.org"), (" a@localhost ", "a@localhost")],
)
def test_an_address_is_kept_in_small_letters(typed: str, read: str) -> None:
    assert read_email(typed) == read


@pytest.mark.parametrize("typed", ["", "ada", "a b@x.org", "a@@x", "a@-x", "a@x\n.org", "a" * 300])
def test_what_cannot_be_an_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue, match="e-mail"):
        read_email(typed)


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "aaaaaaaaaaaaaaaa",
        "123456789012",
        "abcdefghijklmnop",
        "passwordpassword",
        "ada.exampleada.example1",
        "finderfinder12",
        "x" * 1025,
    ],
)
def test_an_easy_short_or_endless_password_is_refused(password: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_password(password, EMAIL)
    assert refused.value.field == "password"


@pytest.mark.parametrize("password", ["correct horse battery", "ñandú über 12!x", "8hGz-kkPq-22Lm"])
def test_a_long_password_of_any_letters_is_taken(password: str) -> None:
    check_password(password, EMAIL)


@given(st.integers(0, 14 * 60), st.integers(0, 14 * 60))
def test_a_sign_in_ends_when_idle_and_at_last_anyway(began: int, idle: int) -> None:
    age, rest = timedelta(minutes=began), timedelta(minutes=min(idle, began))
    live = sign_in(NOW - age, NOW - rest).is_live(NOW)
    assert live == (age < ABSOLUTE_LIMIT and rest < IDLE_LIMIT)


@pytest.mark.parametrize("text", ["\uff561@example.org", "v\u0131@example.org", "a b@example.org"])
def test_an_address_is_written_in_plain_letters(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_email(text)


def test_an_address_is_no_password() -> None:
    with pytest.raises(InvalidValue, match="easy to guess"):
        check_password("link@example.org", "link@example.org")
