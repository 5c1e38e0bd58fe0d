"""Accounts: made by invitation, opened with a password and a second factor, ended at once."""

from finder.services.accounts.invite import Invitation, invite, invite_again
from finder.services.accounts.manage import (
    change_password,
    disable,
    list_accounts,
    record_refusal,
    restore_access,
)
from finder.services.accounts.set_up import (
    SecondFactor,
    confirm_second_factor,
    new_secret,
    offered_second_factor,
    open_link,
    set_up,
)
from finder.services.accounts.sign_in import (
    begin_sign_in,
    end_all_sign_ins,
    end_sign_in,
    live_sign_in,
    live_sign_ins,
    see_sign_in,
    should_be_seen,
    sign_in_with_code,
    sign_in_with_password,
)

__all__ = [
    "Invitation",
    "SecondFactor",
    "begin_sign_in",
    "change_password",
    "confirm_second_factor",
    "disable",
    "end_all_sign_ins",
    "end_sign_in",
    "invite",
    "invite_again",
    "list_accounts",
    "live_sign_in",
    "live_sign_ins",
    "new_secret",
    "offered_second_factor",
    "open_link",
    "record_refusal",
    "restore_access",
    "see_sign_in",
    "set_up",
    "should_be_seen",
    "sign_in_with_code",
    "sign_in_with_password",
]
