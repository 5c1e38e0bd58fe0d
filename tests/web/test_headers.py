"""Security and cache headers stand on every answer."""

import pytest

from finder.web.headers import CONTENT_SECURITY_POLICY
from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient
from tests.web.test_access import ROUTES

ADDRESSES = [path for path, _ in ROUTES] + ["/nowhere", "/api/v1/nowhere", "/search?radius=x"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_carries_the_security_headers(
    client: StrictClient, in_addresses: dict[str, str], path: str
) -> None:
    headers = client.get(path.format(**in_addresses)).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "geolocation=(self)" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert len(headers["X-Request-Id"]) == 16
    assert headers["Cache-Control"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_text_names_its_encoding(
    client: StrictClient, in_addresses: dict[str, str], path: str
) -> None:
    content_type = client.get(path.format(**in_addresses)).content_type
    has_its_own = content_type.endswith(("json", "/pdf"))
    assert has_its_own or content_type.endswith("charset=utf-8")


def test_a_fault_of_ours_carries_the_headers_too(make_app: MakeApp) -> None:
    app = make_app()
    app.testing = False
    app.view_functions["guide.about"] = lambda: 1 // 0
    answer = StrictClient(app).get("/about")
    assert answer.status_code == 500
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_https_is_kept_only_where_it_is_spoken(client: StrictClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/healthz").headers
    secure = client.get("/healthz", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_proxy_is_believed_only_where_one_is_set(make_app: MakeApp) -> None:
    spoken = {"X-Forwarded-Proto": "https"}
    alone, behind_one = StrictClient(make_app()), StrictClient(make_app(trusted_proxies=1))
    assert "Strict-Transport-Security" not in alone.get("/healthz", headers=spoken).headers
    assert "Strict-Transport-Security" in behind_one.get("/healthz", headers=spoken).headers


def test_pages_link_the_stylesheet_with_its_version(client: StrictClient) -> None:
    assert "/static/finder.css?v=" in client.get("/about").text


def test_a_search_is_kept_by_nobody_between(client: StrictClient) -> None:
    assert client.get("/search?near=60601").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/search?radius=x").headers["Cache-Control"] == "no-store"


def test_an_unchanged_answer_is_not_sent_again(client: StrictClient) -> None:
    first = client.get("/api/v1/questions")
    again = client.get("/api/v1/questions", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data
