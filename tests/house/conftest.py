"""What the house rules look at: every file of the project that is not ignored, and its syntax."""

import ast
import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from finder.settings import ROOT, Settings


def _project_files() -> Iterator[Path]:
    lines = (ROOT / ".gitignore").read_text().splitlines()
    ignored = [".git", *(line.rstrip("/") for line in lines if line and line[0] != "#")]

    def is_kept(name: str) -> bool:
        return not any(fnmatch(name, pattern) for pattern in ignored)

    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(filter(is_kept, folders))
        yield from (Path(folder, name) for name in sorted(filter(is_kept, names)))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def project_files() -> list[str]:
    """Paths from the root of the project, with forward slashes."""
    return [path.relative_to(ROOT).as_posix() for path in _project_files()]


@pytest.fixture(scope="session")
def texts(project_files: list[str]) -> dict[str, str]:
    """Every text file of the project by its path; pictures are left out."""
    found = {}
    for name in project_files:
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            found[name] = content.decode()
    return found


@pytest.fixture(scope="session")
def modules(texts: dict[str, str]) -> dict[str, ast.Module]:
    """The syntax of every Python file by its path."""
    return {name: ast.parse(text) for name, text in texts.items() if name.endswith(".py")}


@pytest.fixture(scope="session")
def program(modules: dict[str, ast.Module]) -> dict[str, ast.Module]:
    """The syntax of every module that runs in production."""
    return {
        name: tree
        for name, tree in modules.items()
        if name.startswith("finder/") or name == "wsgi.py"
    }


@pytest.fixture
def make_settings(tmp_path: Path) -> Callable[..., Settings]:
    """Settings whose files stand in a folder of this test."""

    def make(**values: object) -> Settings:
        return Settings(**{"home": tmp_path, **values})

    return make
