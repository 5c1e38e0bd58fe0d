"""Every setting stands in the README, no other name is accepted, and production is never weak."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from finder.domain.errors import InvalidValue
from finder.settings import Settings, settings_from

NAME = re.compile(r"\bFINDER_[A-Z0-9_]+\b")
STRONG = {
    "FINDER_ENVIRONMENT": "production",
    "FINDER_SECRET_KEY": "k" * 48,
    "FINDER_ALLOWED_HOSTS": "finder.example",
}


def known_settings() -> set[str]:
    """The names that the program itself lists when it meets one it does not know."""
    with pytest.raises(InvalidValue) as refused:
        settings_from({"FINDER_COLOUR": "blue"})
    return {*NAME.findall(str(refused.value))} - {"FINDER_COLOUR"}


def test_each_field_is_one_setting() -> None:
    assert known_settings() == {f"FINDER_{field.name.upper()}" for field in fields(Settings)}


def test_the_readme_has_a_table_row_for_each_setting(root: Path) -> None:
    rows = [line for line in (root / "README.md").read_text().splitlines() if line[:1] == "|"]
    listed = [name for row in rows for name in NAME.findall(row.split("|")[1])]
    assert sorted(listed) == sorted(known_settings())


def test_no_page_or_script_speaks_of_a_setting_that_does_not_exist(texts: dict[str, str]) -> None:
    strays = [
        f"{path}: {name}"
        for path, text in texts.items()
        if not path.startswith("tests/")
        for name in {*NAME.findall(text)} - known_settings()
    ]
    assert not strays, "\n".join(strays)


def test_an_unknown_setting_stops_the_start_and_is_named() -> None:
    with pytest.raises(InvalidValue, match="There is no setting FINDER_DATABASE_URI"):
        settings_from({"FINDER_DATABASE_URI": "sqlite:///finder.db"})


def test_variables_of_other_programs_are_left_alone() -> None:
    assert settings_from({"PATH": "/usr/bin", "MY_FINDER_HOME": "x"}) == Settings()


def test_an_empty_setting_counts_as_unset() -> None:
    assert settings_from({"FINDER_BASE_URL": " ", "FINDER_LOG_FORMAT": ""}) == Settings()


def test_production_starts_with_strong_settings() -> None:
    assert settings_from(STRONG).is_production


@pytest.mark.parametrize(
    "weakness",
    [
        {"FINDER_SECRET_KEY": ""},
        {"FINDER_SECRET_KEY": "short"},
        {"FINDER_ALLOWED_HOSTS": ""},
        {"FINDER_ALLOWED_HOSTS": " , "},
    ],
)
def test_production_refuses_weak_settings(weakness: dict[str, str]) -> None:
    (name,) = weakness
    with pytest.raises(InvalidValue, match=name):
        settings_from({**STRONG, **weakness})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("FINDER_DATABASE_URL", "mysql://localhost/finder"),
        ("FINDER_TRUSTED_PROXIES", "-1"),
        ("FINDER_TRUSTED_PROXIES", "١"),
        ("FINDER_TRUSTED_PROXIES", "10"),
        ("FINDER_BASE_URL", "finder.example"),
        ("FINDER_INDEX_IN_MEMORY", "yes"),
        ("FINDER_RATE_LIMITS", "none"),
        ("FINDER_LOG_FORMAT", "xml"),
        ("FINDER_ENVIRONMENT", "prod"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(InvalidValue, match=name):
        settings_from({name: text})


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("a.example,B.Example:8000", ("a.example", "b.example")),
        ("127.0.0.1:8000, [::1]:8000", ("127.0.0.1", "::1")),
        ("::1", ("::1",)),
    ],
)
def test_hosts_are_kept_without_their_ports(text: str, hosts: tuple[str, ...]) -> None:
    assert settings_from({"FINDER_ALLOWED_HOSTS": text}).allowed_hosts == hosts


def test_a_secret_never_shows_in_the_settings() -> None:
    assert STRONG["FINDER_SECRET_KEY"] not in repr(settings_from(STRONG))
