"""A finished page is kept for as long as the facts, the day and the question last."""

import gzip
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.provenance import Source
from finder.services.resources import Resources
from finder.store.queries.clearing import clear_directory
from finder.web.access import ACCESS, ANYONE
from finder.web.page_cache import KEPT, Page, PageCache
from tests.conftest import Statements
from tests.factories import TODAY, certification, load, npi_of, nppes_csv, person, write_csv
from tests.web.conftest import BARE, CHECKED, STATED, MakeApp
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient

PROFILE = f"/providers/{npi_of(CHECKED)}"
SEARCH = "/search?q=kyphoplasty&near=60601"
PUBLIC = ["/", SEARCH, PROFILE, "/guide/faq", f"/compare?npi={npi_of(CHECKED)}"]
SPANISH = {"Accept-Language": "es"}
PACKED = {"Accept-Encoding": "gzip"}


@pytest.fixture
def pages(app: Flask) -> PageCache:
    cache: PageCache = app.extensions["finder-pages"]
    return cache


@pytest.fixture
def resources(app: Flask) -> Resources:
    """Those of the application, so that both see one directory."""
    found: Resources = app.extensions["finder"]
    return found


@pytest.mark.parametrize("path", [*PUBLIC, f"/api/v1/providers/{npi_of(CHECKED)}"])
def test_the_second_answer_is_the_first_and_asks_the_database_nothing(
    client: StrictClient, statements: Statements, path: str
) -> None:
    first = client.get(path)
    with statements() as seen:
        again = client.get(path)
    assert again.data == first.data
    assert not seen
    for headers in (first.headers, again.headers):
        del headers["X-Request-Id"], headers["Date"]
    assert {*again.headers} == {*first.headers}


def test_a_browser_that_holds_the_page_is_told_so(client: StrictClient) -> None:
    tag = client.get(SEARCH).headers["ETag"]
    unchanged = client.get(SEARCH, headers={"If-None-Match": tag})
    assert unchanged.status_code == 304
    assert not unchanged.data
    assert unchanged.headers["Cache-Control"] == "private, no-cache"


def test_the_packed_page_is_the_plain_one_under_a_tag_of_its_own(app: Flask) -> None:
    client = app.test_client()
    plain = client.get(SEARCH)
    for _ in range(2):
        small = client.get(SEARCH, headers=PACKED)
        assert small.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.data) == plain.data
        assert small.headers["ETag"] != plain.headers["ETag"]
        assert {"Accept-Encoding", "Accept-Language"} <= set(small.vary)
    tag = {"If-None-Match": small.headers["ETag"]}
    assert client.get(SEARCH, headers={**PACKED, **tag}).status_code == 304


def test_a_page_is_packed_once_a_browser_wants_it(app: Flask, pages: PageCache) -> None:
    client = app.test_client()
    plain = client.get(SEARCH)
    assert "Accept-Encoding" in plain.vary
    before = pages.bytes
    small = client.get(SEARCH, headers=PACKED)
    assert pages.bytes == before + len(small.data)
    client.get(SEARCH, headers=PACKED)
    assert pages.bytes == before + len(small.data)
    assert len(pages) == 1


def test_each_language_and_each_question_has_its_page(client: StrictClient) -> None:
    english = client.get("/about").text
    spanish = client.get("/about", headers=SPANISH).text
    assert 'lang="es"' in spanish
    assert client.get("/about").text == english
    assert client.get("/about", headers=SPANISH).text == spanish
    assert client.get("/search?near=60601").data != client.get("/search?near=53202").data
    assert 'name="certified" value="1" checked' not in client.get("/search?near=60601").text


def test_a_page_leads_to_where_the_site_is_mounted(client: StrictClient, app: Flask) -> None:
    assert 'href="/guide"' in client.get("/about").text
    below = app.test_client().get("/about", base_url="http://localhost/below").text
    assert 'href="/below/guide"' in below
    assert 'href="/guide"' in client.get("/about").text


def test_head_answers_from_the_kept_page_without_its_body(client: StrictClient) -> None:
    page = client.get("/about")
    head = client.head("/about")
    assert head.headers["ETag"] == page.headers["ETag"]
    assert not head.data


def test_what_is_kept_is_public_and_is_an_address_of_ours() -> None:
    assert all(ACCESS[endpoint] == (ANYONE,) for endpoint in KEPT)


@pytest.mark.parametrize(
    "path",
    [
        f"{PROFILE}/report",
        "/account/sign-in",
        "/search?radius=x",
        "/providers/1234567890",
        "/nowhere",
        "/readyz",
        "/healthz",
        "/sitemap.xml",
        "/search?q=" + "x" * 1200,
    ],
)
def test_forms_errors_and_what_machines_ask_are_not_kept(
    client: StrictClient, pages: PageCache, path: str
) -> None:
    client.get(path)
    client.get(path)
    assert len(pages) == 0


def test_a_page_with_a_token_is_neither_kept_nor_packed(client: StrictClient) -> None:
    form = client.get(f"{PROFILE}/report", headers=PACKED)
    assert "Content-Encoding" not in form.headers
    assert form.headers["Cache-Control"] == "no-store"


def test_whoever_is_signed_in_gets_no_kept_page_and_leaves_none(
    app: Flask, pages: PageCache
) -> None:
    vera = Person(app, Role.VERIFIER).set_up()
    vera.client.get(PROFILE)
    assert len(pages) == 0
    StrictClient(app).get(PROFILE)
    hits = pages.hits
    vera.client.get(PROFILE)
    assert pages.hits == hits


def test_a_limit_counts_kept_pages_too(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("finder.web.limits.SEARCHES", "2 per minute")
    client = StrictClient(make_app(rate_limits="on"))
    assert [client.get(SEARCH).status_code for _ in range(3)] == [200, 200, 429]


def test_an_import_shows_on_the_next_request(
    client: StrictClient, resources: Resources, tmp_path: Path
) -> None:
    profile = f"/providers/{npi_of(BARE)}"
    assert "Checked with ABR" not in client.get(profile).text
    roster = write_csv(tmp_path / "certifications.csv", [certification(BARE)])
    load(resources, Source.CERTIFICATIONS, roster)
    assert "Checked with ABR" in client.get(profile).text


def test_an_import_that_changes_no_fact_makes_the_page_of_sources_anew(
    client: StrictClient, pages: PageCache, resources: Resources, tmp_path: Path
) -> None:
    file = nppes_csv(tmp_path, [person(BARE, last="Maplewood")])
    load(resources, Source.NPPES, file)
    client.get("/about")
    assert not load(resources, Source.NPPES, file).changes
    client.get("/about")
    assert pages.hits == 0


def test_clearing_the_directory_shows_on_the_next_request(
    client: StrictClient, resources: Resources
) -> None:
    assert client.get(PROFILE).status_code == 200
    with resources.database.writing() as session:
        clear_directory(session)
    assert client.get(PROFILE).status_code == 404


def test_another_file_in_the_place_of_the_old_one_is_shown_at_once(
    client: StrictClient, tmp_path: Path, empty_file: Path
) -> None:
    assert client.get(PROFILE).status_code == 200
    live = tmp_path / "finder.db"
    live.rename(tmp_path / "away.db")
    assert client.get(PROFILE).status_code == 503
    shutil.copy(empty_file, live)
    assert client.get(PROFILE).status_code == 404


@pytest.fixture
def just_before_midnight() -> Iterator[time_machine.Traveller]:
    last = datetime.combine(TODAY, time(23, 59, 59), UTC)
    with time_machine.travel(last, tick=False) as clock:
        yield clock


def test_a_certificate_that_ends_at_midnight_has_ended_on_the_next_request(
    make_app: MakeApp, tmp_path: Path, just_before_midnight: time_machine.Traveller
) -> None:
    app = make_app()
    ends = certification(STATED, duration_type="time_limited", expires_on=TODAY.isoformat())
    roster = write_csv(tmp_path / "certifications.csv", [ends])
    load(app.extensions["finder"], Source.CERTIFICATIONS, roster)
    client, path = StrictClient(app), f"/providers/{npi_of(STATED)}"
    before = client.get(path).data
    assert client.get(path).data == before
    just_before_midnight.shift(1)
    assert client.get(path).data != before


def test_a_page_made_while_the_directory_changes_is_not_kept(
    app: Flask, pages: PageCache, resources: Resources, tmp_path: Path
) -> None:
    roster = write_csv(tmp_path / "certifications.csv", [certification(BARE)])
    view = app.view_functions["profiles.profile"]

    def slow(npi: str):  # type: ignore[no-untyped-def]
        page = view(npi)
        load(resources, Source.CERTIFICATIONS, roster)
        return page

    app.view_functions["profiles.profile"] = slow
    assert StrictClient(app).get(PROFILE).status_code == 200
    assert len(pages) == 0


def page_of(size: int) -> Page:
    return Page(b"x" * size, b"", (), "", "")


def test_the_page_asked_for_the_longest_ago_goes_first() -> None:
    cache = PageCache(most_pages=2)
    cache.put("a", page_of(1))
    cache.put("b", page_of(1))
    assert cache.get("a")
    cache.put("c", page_of(1))
    assert cache.get("b") is None
    assert cache.get("a")
    assert (cache.hits, cache.misses) == (2, 1)


def test_memory_is_bounded_by_bytes_too() -> None:
    cache = PageCache(most_pages=100, most_bytes=10_000)
    for number in range(50):
        cache.put(number, page_of(3000))
        cache.put(number, page_of(2000))
    assert cache.bytes <= 10_000
    assert len(cache) == 3
