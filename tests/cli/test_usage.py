"""Exit codes and sentences for what is asked for wrongly, and for what cannot be done."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from finder import cli
from finder.services.resources import Resources
from tests.cli.conftest import Finder


def test_no_command_and_help_print_the_commands(finder: Finder) -> None:
    for arguments in (["--help"], ["-h"]):
        ended = finder(*arguments)
        assert ended.code == 0
        assert "import" in ended.out
    assert finder("--version").out.startswith("finder, version")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["import"],
        ["import", "nppes"],
        ["import", "magic", "a.csv"],
        ["import", "nppes", "a.csv", "--release", "2026-13-01"],
        ["import", "nppes", "a.csv", "--release", "16.11.2026"],
        ["import", "nppes", "a.csv", "--release", "２０２６-11-16"],
        ["import", "nppes", "a.csv", "--nonsense"],
        ["migrate", "--to", "latest"],
        ["migrate", "--to", "9999"],
        ["migrate", "--to", "0001; drop"],
        ["place"],
        ["serve", "--port", "0"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "http"],
        ["serve", "--workers", "0"],
        ["serve", "--workers", "many"],
        ["serve", "--host", "no such host"],
        ["serve", "--host", "x" * 70],
        ["serve", "--host", "203.0.113.1"],
        ["demo", "--port", "-1"],
    ],
)
def test_wrong_usage_ends_with_two_and_a_sentence(finder: Finder, arguments: list[str]) -> None:
    ended = finder(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert "Traceback" not in ended.err
    assert ended.err.strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FINDER_NONSENSE", "1"),
        ("FINDER_HOST", "0.0.0.0"),
        ("FINDER_DATABASE_URL", "mysql://root@localhost/finder"),
        ("FINDER_TRUSTED_PROXIES", "two"),
        ("FINDER_RATE_LIMITS", "none"),
        ("FINDER_LOG_FORMAT", "xml"),
        ("FINDER_ENVIRONMENT", "production"),
    ],
)
def test_a_wrong_setting_ends_every_command(
    finder: Finder, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = finder("place", "60601", "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "FINDER_" in ended.err
    assert ended.err.count("\n") == 1


def test_a_port_in_use_is_one_sentence(finder: Finder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for command in ("serve", "demo"):
            ended = finder(command, "--port", port)
            assert ended.code == 2
            assert f"Port {port} is in use" in ended.err


def test_only_a_demonstration_is_cleared(finder: Finder) -> None:
    ended = finder("demo", "--clear")
    assert ended.code == 3
    assert "does not hold the demonstration" in ended.err


def test_migrating_down_and_up_again_says_so(finder: Finder) -> None:
    assert finder("migrate", "--to", "base").out == "The database is at base.\n"
    assert finder("search", "--near", "60601").code == 1
    assert finder("migrate").out == "The database is up to date.\n"


def test_a_search_before_any_migration_says_what_to_run(
    finder: Finder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FINDER_HOME", str(tmp_path / "elsewhere"))
    ended = finder("search", "--near", "60601")
    assert ended.code == 1
    assert ended.err == "The database is not up to date. Run: finder migrate\n"


@pytest.mark.parametrize("command", [["migrate"], ["search", "--near", "60601"]])
def test_a_file_that_is_no_database_is_damage(
    finder: Finder, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "finder.db").write_bytes(b"not a database at all" * 400)
    ended = finder(*command)
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.count("\n") == 1


def test_a_home_that_cannot_be_made_is_one_sentence(
    finder: Finder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "occupied").write_text("a file")
    monkeypatch.setenv("FINDER_HOME", str(tmp_path / "occupied"))
    # Ours would fail when the fixture closes the database that was never opened.
    monkeypatch.setattr(cli, "Resources", Resources)
    ended = finder("migrate")
    assert (ended.code, ended.out) == (1, "")
    assert "occupied" in ended.err
    assert ended.err.count("\n") == 1


def test_a_database_server_that_is_not_there_is_one_sentence(
    finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDER_DATABASE_URL", "postgresql://finder@127.0.0.1:9/finder")
    ended = finder("migrate")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.count("\n") == 1


def test_an_import_into_a_locked_database_waits_and_then_says_so(
    finder: Finder, monthly: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "finder.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        ended = finder("import", "nppes", monthly)
        waited = time.monotonic() - began
        other.execute("ROLLBACK")
    other.close()
    assert 4 < waited < 60
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "The directory is being changed at this moment. Try again in a few seconds.\n"
    )


def test_the_module_is_the_command_and_speaks_through_pipes(tmp_path: Path) -> None:
    environment = {**os.environ, "FINDER_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "finder", "place", "60601", "--json"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert '"60601 Chicago, IL"' in ended.stdout
