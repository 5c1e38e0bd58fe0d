"""Every bundled file and code has its source; no file names a machine, a registry or a debt."""

import csv
import re
from fnmatch import fnmatch
from pathlib import Path

# Put together here so that this file passes its own test.
REGISTRIES = ["".join(parts) for parts in (("py", "pi.org"), ("python", "hosted"), ("npm", "js."))]
LOCAL_PATH = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users)/")
DEBT = re.compile(r"\b(?:TO(?:DO)|FIX(?:ME)|X(?:XX))\b")
LOCK_FILES = re.compile(r"(?:\.lock|-lock\.json|-lock\.yaml|pylock.*\.toml)$")
PIN = re.compile(
    r"[a-z0-9][a-z0-9-]*==[0-9][0-9a-z.]*(?: ; [^\\]+)?(?: --hash=sha256:[0-9a-f]{64})+"
)


def pins(text: str) -> list[str]:
    """One line for each requirement, its hashes behind it; comments are left out."""
    without_comments = re.sub(r"(?m)^\s*#.*\n?", "", text)
    joined = re.sub(r"\s*\\\n\s*", " ", without_comments)
    return [line.strip() for line in joined.splitlines() if line.strip()]


def matches_of(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{name}: {found.group()}"
        for name, text in texts.items()
        if (found := pattern.search(text))
    ]


def test_every_bundled_file_has_a_line_in_the_list_of_sources(texts: dict[str, str]) -> None:
    """A line names a file from `data/` on; `demo/*` stands for all files of that folder."""
    patterns = re.findall(r"`([^`\s]+)`", texts["data/SOURCES.md"])
    bundled = [name.removeprefix("data/") for name in texts if name.startswith("data/")]
    unnamed = [
        name
        for name in bundled
        if not name.endswith(".py") and name != "SOURCES.md"
        if not any(fnmatch(name, pattern) for pattern in patterns)
    ]
    assert not unnamed, "\n".join(unnamed)


def test_every_bundled_code_has_a_line_in_the_list_of_sources(texts: dict[str, str]) -> None:
    sources = texts["data/SOURCES.md"]
    tables = [name for name in texts if re.fullmatch(r"data/codes/[^/]+\.csv", name)]
    assert tables
    unnamed = [
        f"{name}: {row['code']}"
        for name in tables
        for row in csv.DictReader(texts[name].splitlines())
        if row["code"] not in sources
    ]
    assert not unnamed, "\n".join(unnamed)


def test_no_file_names_a_package_registry(texts: dict[str, str]) -> None:
    naming = [name for name, text in texts.items() if any(host in text for host in REGISTRIES)]
    assert not naming, "\n".join(naming)


def test_no_file_names_a_folder_of_one_machine(texts: dict[str, str]) -> None:
    naming = matches_of(LOCAL_PATH, texts)
    assert not naming, "\n".join(naming)


def test_no_file_promises_to_be_finished_later(texts: dict[str, str]) -> None:
    owing = matches_of(DEBT, texts)
    assert not owing, "\n".join(owing)


def test_requirements_are_exact_hashed_and_from_nowhere_in_particular(root: Path) -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        loose = [pin for pin in pins((root / name).read_text()) if not PIN.fullmatch(pin)]
        assert not loose, "\n".join(loose)


def test_the_test_tools_stand_on_the_same_versions_as_the_program(root: Path) -> None:
    program, development = (
        {*pins((root / name).read_text())} for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert program < development


def test_no_lock_file_is_kept(project_files: list[str]) -> None:
    assert [name for name in project_files if LOCK_FILES.search(name)] == []
