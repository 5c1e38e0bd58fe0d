"""The README's units for systemd start commands that finder has."""

import re
import shlex
from pathlib import Path

import click
import pytest

from finder.cli import finder

_PROGRAM = "/srv/finder/.venv/bin/finder"


def started(root: Path) -> list[list[str]]:
    """The words behind the program in every line that runs it."""
    text = (root / "README.md").read_text(encoding="utf-8")
    units = "".join(re.findall(r"```ini\n(.*?)```", text, re.DOTALL))
    lines = re.findall(rf"^ExecStart=.*?{re.escape(_PROGRAM)} ([^'\n]+)", units, re.MULTILINE)
    return [
        shlex.split(line.replace("%i", "8001").replace("$(date +%%F)", "today")) for line in lines
    ]


def test_each_long_lived_command_has_a_unit(root: Path) -> None:
    assert [words[0] for words in started(root)] == ["serve", "update", "backup"]


@pytest.mark.parametrize("place", range(3))
def test_the_command_takes_what_the_unit_gives(root: Path, place: int) -> None:
    name, *words = started(root)[place]
    command = finder.commands[name]
    with click.Context(finder) as group:
        command.make_context(name, words, parent=group)
