"""The site answers only to its own names."""

import pytest

from finder.settings import settings_from
from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"])
def test_loopback_names_are_known_in_development(client: StrictClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "a b", "", "[::1", "@", "a..b", ".a", "x" * 64],
)
def test_any_other_name_is_refused_with_a_page(client: StrictClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "host name" in answer.text
    assert "evil.example" not in answer.text


def test_static_files_are_refused_to_other_names_too(client: StrictClient) -> None:
    answer = client.get("/static/finder.css", headers={"Host": "evil.example"})
    assert answer.status_code == 400


def test_production_knows_the_listed_names_and_no_loopback(make_app: MakeApp) -> None:
    set_hosts = settings_from({"FINDER_ALLOWED_HOSTS": "Finder.example:443, [2001:DB8::1]"})
    app = make_app(environment="production", allowed_hosts=set_hosts.allowed_hosts)
    client = StrictClient(app)
    statuses = {
        host: client.get("/healthz", headers={"Host": host}).status_code
        for host in ("finder.example", "finder.example:8443", "[2001:db8::1]:80", "localhost")
    }
    assert list(statuses.values()) == [200, 200, 200, 400]


def test_the_site_map_never_takes_a_foreign_name(client: StrictClient) -> None:
    answer = client.get("/sitemap.xml", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in answer.text
