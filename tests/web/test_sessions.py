"""The one cookie: where it is set, what it is called, and what it does not hold."""

from pathlib import Path

import pytest
from flask import Flask
from itsdangerous import base64_decode

from tests.web.conftest import MakeApp
from tests.web.form_filling import send_form
from tests.web.strict_client import StrictClient

PRODUCTION = {
    "environment": "production",
    "secret_key": "k" * 48,
    "allowed_hosts": ("localhost",),
}


@pytest.fixture
def path(checked_npi: str) -> str:
    return f"/providers/{checked_npi}/report"


def cookie_of(app: Flask, path: str) -> tuple[str, set[str]]:
    """Name and attributes of the cookie that a page sets."""
    (header,) = StrictClient(app).get(path).headers.getlist("Set-Cookie")
    pair, *attributes = header.split("; ")
    return pair.partition("=")[0], set(attributes)


def test_on_plain_http_it_is_called_finder(app: Flask, path: str) -> None:
    assert cookie_of(app, path) == ("finder", {"HttpOnly", "Path=/", "SameSite=Lax"})


@pytest.mark.parametrize(
    "chosen", [PRODUCTION, {"base_url": "https://finder.example"}], ids=["production", "https"]
)
def test_on_https_it_belongs_to_this_host_alone(
    make_app: MakeApp, path: str, chosen: dict[str, object]
) -> None:
    name, attributes = cookie_of(make_app(**chosen), path)
    assert name == "__Host-finder"
    assert attributes == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_it_is_set_once_and_forgotten_with_the_browser(app: Flask, path: str) -> None:
    client = StrictClient(app)
    assert "Expires" not in client.get(path).headers["Set-Cookie"]
    assert "Set-Cookie" not in client.get(path).headers


def test_reading_on_with_it_sets_no_other(app: Flask, path: str) -> None:
    client = StrictClient(app)
    client.get(path)
    for address in ("/", "/search?near=60601", "/questions", "/privacy", "/nowhere"):
        assert "Set-Cookie" not in client.get(address).headers


def test_nothing_that_was_typed_is_in_it(app: Flask, path: str) -> None:
    client = StrictClient(app)
    send_form(client, path, kind="other", text="Sentinelwords", contact="a@example.org")
    send_form(client, path, kind="", text="Sentinelwords", contact="a@example.org")
    cookie = client.get_cookie("finder")
    assert cookie is not None
    held = base64_decode(cookie.value.partition(".")[0]).decode()
    assert held.startswith('{"csrf_token":"')
    assert len(held) < 80


@pytest.mark.parametrize("value", ["", "x", "a.b.c", "eyJ9.x.y", "\xff", "x" * 4000])
def test_a_cookie_that_is_not_ours_is_no_fault(app: Flask, path: str, value: str) -> None:
    headers = {"Cookie": f"finder={value}"}
    client = StrictClient(app)
    assert client.get(path, headers=headers).status_code == 200
    assert client.post(path, headers=headers).status_code == 400


def test_two_processes_of_one_home_know_each_others_forms(
    make_app: MakeApp, path: str, tmp_path: Path
) -> None:
    one, other = make_app(), make_app()
    assert one.secret_key == other.secret_key == (tmp_path / "secret.key").read_text().strip()


def test_production_makes_no_key_of_its_own(make_app: MakeApp, tmp_path: Path) -> None:
    assert make_app(**PRODUCTION).secret_key == "k" * 48
    assert not (tmp_path / "secret.key").exists()
