"""Accounts and the ledger from the terminal."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Finder

CREATE = ("user", "create", "--email", "Vera@Example.org", "--role", "verifier")


def test_a_link_is_printed_and_never_a_password(finder: Finder) -> None:
    ended = finder(*CREATE, "--json")
    made = json.loads(ended.out)
    assert set(made) == {"email", "role", "npi", "link", "expires_at"}
    assert made["email"] == "vera@example.org"
    assert "/account/set-up/" in made["link"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--email", "nobody", "--role", "admin"),
        ("--email", "gp@example.org", "--role", "clinician"),
        ("--email", "gp@example.org", "--role", "clinician", "--npi", "1234567890"),
    ],
)
def test_what_cannot_be_an_account_is_refused_in_a_sentence(
    finder: Finder, wrong: tuple[str, ...]
) -> None:
    ended = finder("user", "create", *wrong)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1


def test_the_same_address_twice_is_refused(finder: Finder) -> None:
    finder(*CREATE)
    assert finder(*CREATE).code == 2


def test_disabling_and_a_fresh_link(finder: Finder) -> None:
    finder(*CREATE)
    assert finder("user", "invite-again", "--email", "vera@example.org").code == 0
    assert finder("user", "disable", "--email", "vera@example.org").code == 0
    assert finder("user", "invite-again", "--email", "vera@example.org").code == 2


def test_the_ledger_is_exported_line_by_line_and_proved(finder: Finder) -> None:
    finder(*CREATE)
    finder("user", "disable", "--email", "vera@example.org")
    rows = [json.loads(line) for line in finder("audit", "export").out.splitlines()]
    assert [row["action"] for row in rows] == ["account.invite", "account.disable"]
    assert {"actor", "role", "action", "object", "request_id", "hash"} <= set(rows[0])
    assert finder("audit", "verify").code == 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE ledger SET actor = 'somebody' WHERE number = 1",
        "UPDATE ledger SET changes = changes || ' ' WHERE number = 1",
        "UPDATE ledger SET recorded_at = '' WHERE number = 2",
        "DELETE FROM ledger WHERE number = 1",
        "DELETE FROM ledger WHERE number = 2",
        "UPDATE ledger SET number = 7 WHERE number = 2",
        "INSERT INTO ledger SELECT 3, recorded_at, actor, role, action, object, changes, reason, "
        "evidence, request_id, hash FROM ledger WHERE number = 2",
        "UPDATE chain_head SET number = 1",
    ],
)
def test_one_damaged_row_is_found_by_verify_and_by_check(
    finder: Finder, tmp_path: Path, damage: str
) -> None:
    finder(*CREATE)
    finder("user", "disable", "--email", "vera@example.org")
    with sqlite3.connect(tmp_path / "finder.db") as database:
        assert database.execute(damage).rowcount == 1
    database.close()
    assert finder("audit", "verify").code == 4
    assert finder("check").code == 4
