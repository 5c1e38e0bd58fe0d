"""What machines ask for."""

from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import time_machine

from finder.services.resources import Resources
from finder.store.schema import migrate
from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_healthy_means_that_the_process_runs(make_app: MakeApp, tmp_path: Path) -> None:
    client = StrictClient(make_app(database_url=f"sqlite:///{tmp_path}/nothing/here.db"))
    assert client.get("/healthz").text == "ok\n"


def test_ready_means_that_the_schema_is_up_to_date(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(database_url=f"sqlite:///{tmp_path}/new.db")
    client = StrictClient(app)
    refused = client.get("/readyz")
    assert refused.status_code == 503
    assert refused.mimetype == "application/problem+json"
    assert refused.headers["Retry-After"]
    resources: Resources = app.extensions["finder"]
    migrate(resources.database)
    assert client.get("/readyz").json == {"status": "ready", "sources": []}


def test_ready_tells_how_fresh_each_source_is(make_app: MakeApp) -> None:
    app = make_app()
    resources: Resources = app.extensions["finder"]
    document = StrictClient(app).get("/readyz").json
    assert document
    (register,) = (each for each in document["sources"] if each["source"] == "nppes")
    today = resources.today()
    assert (register["loaded_on"], register["is_due"]) == (today.isoformat(), False)
    assert register["due_on"] == (today + timedelta(days=7)).isoformat()
    with time_machine.travel(resources.now() + timedelta(days=8)):
        document = StrictClient(app).get("/readyz").json
        assert document
        assert {each["source"]: each["is_due"] for each in document["sources"]}["nppes"]


def test_the_site_map_lists_pages_and_listed_practitioners(
    make_app: MakeApp, checked_npi: str
) -> None:
    client = StrictClient(make_app(base_url="https://finder.example"))
    root = ElementTree.fromstring(client.get("/sitemap.xml").text)
    addresses = [node.text for node in root.iter(SITEMAP)]
    assert addresses[0] == "https://finder.example/"
    assert f"https://finder.example/providers/{checked_npi}" in addresses
    assert "https://finder.example/guide" in addresses
    assert len(addresses) == len(set(addresses))
    assert len([address for address in addresses if "/providers/" in (address or "")]) == 5


def test_robots_may_not_follow_searches(client: StrictClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert {"User-agent: *", "Disallow: /search", "Sitemap: http://localhost/sitemap.xml"} <= (
        set(lines)
    )


def test_researchers_find_a_contact_that_has_not_expired(client: StrictClient) -> None:
    text = client.get("/.well-known/security.txt").text
    assert "Contact: http://localhost/about" in text
    assert "Expires: 2027-11-22T00:00:00Z" in text
