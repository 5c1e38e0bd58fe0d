"""How many questions a page puts to the database."""

import pytest

from tests.conftest import Statements
from tests.factories import npi_of
from tests.web.conftest import BARE, CHECKED, STATED, MakeApp
from tests.web.strict_client import StrictClient

SEARCHES = [
    "/search?near=60601",
    "/search?near=60601&specialty=any&radius=500&per_page=50",
    "/search?near=60601&page=2&per_page=1",
    "/search?q=kyphoplasty",
    "/search?near=99950",
]


@pytest.mark.parametrize("path", [*SEARCHES, *(f"/api/v1{path}" for path in SEARCHES)])
def test_a_search_from_memory_reads_no_index_and_asks_no_more(
    make_app: MakeApp, statements: Statements, path: str
) -> None:
    app = make_app(index_in_memory="on")
    app.extensions["finder"].held_index.refresh()
    with statements() as seen:
        assert StrictClient(app).get(path).status_code == 200
    assert len(seen) <= 3, seen
    assert not any("location_index" in statement for statement in seen)


def test_a_page_is_the_same_from_memory(make_app: MakeApp, client: StrictClient) -> None:
    app = make_app(index_in_memory="on")
    app.extensions["finder"].held_index.refresh()
    held = StrictClient(app)
    for path in SEARCHES:
        assert held.get(path).text == client.get(path).text


CHOSEN = f"npi={npi_of(CHECKED)}&npi={npi_of(STATED)}&npi={npi_of(BARE)}"


@pytest.mark.parametrize("path", [*SEARCHES, *(f"/api/v1{path}" for path in SEARCHES)])
def test_a_search_asks_the_database_three_times_at_most(
    client: StrictClient, statements: Statements, path: str
) -> None:
    with statements() as seen:
        assert client.get(path).status_code == 200
    assert 1 <= len(seen) <= 3, seen


@pytest.mark.parametrize("path", [*SEARCHES, "/search?q=Dr+Oakley"])
def test_the_names_of_the_chosen_need_no_statement_more(
    client: StrictClient, statements: Statements, path: str
) -> None:
    with statements() as seen:
        page = client.get(f"{path}&{CHOSEN}").text
    assert "3 doctors chosen" in page
    assert len(seen) <= 3, seen


BY_NAME = ["q=Dr+Oakley", "q=Dr+Oakley+60601", "q=Dr+Nobodyson+60601", "q=kyphoplasty+xyzzy+60601"]


@pytest.mark.parametrize(
    "path", [f"{door}?{query}" for door in ("/search", "/api/v1/search") for query in BY_NAME]
)
def test_a_search_by_name_asks_three_times_at_most(
    client: StrictClient, statements: Statements, path: str
) -> None:
    with statements() as seen:
        assert client.get(path).status_code == 200
    assert 1 <= len(seen) <= 3, seen


@pytest.mark.parametrize(
    "path", ["/healthz", "/robots.txt", "/api/v1/nowhere", "/api/v1/place?text=60601"]
)
def test_what_needs_no_directory_asks_nothing(
    client: StrictClient, statements: Statements, path: str
) -> None:
    with statements() as seen:
        client.get(path)
    assert not seen
