"""How many questions a page puts to the database."""

import pytest

from tests.conftest import Statements
from tests.web.strict_client import StrictClient

SEARCHES = [
    "/search?near=60601",
    "/search?near=60601&specialty=any&radius=500&per_page=50",
    "/search?near=60601&page=2&per_page=1",
    "/search?q=kyphoplasty",
    "/search?near=99950",
]


@pytest.mark.parametrize("path", [*SEARCHES, *(f"/api/v1{path}" for path in SEARCHES)])
def test_a_search_asks_the_database_three_times_at_most(
    client: StrictClient, statements: Statements, path: str
) -> None:
    with statements() as seen:
        assert client.get(path).status_code == 200
    assert 1 <= len(seen) <= 3, seen


@pytest.mark.parametrize("path", ["/search?q=Dr+Oakley", "/api/v1/search?q=Dr+Oakley"])
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
