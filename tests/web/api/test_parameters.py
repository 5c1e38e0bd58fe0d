"""Whatever is put into a parameter is answered with a sentence, never with a fault."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finder.domain.search import PARAMETERS
from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient

ODD = [
    *(
        "",
        " ",
        "0",
        "-1",
        "1e9",
        "nan",
        "inf",
        "NaN",
        "1_000",
        "１２３",
        "٣",
        "1\n",
        "\x00",
        "\ud800",
    ),
    *(
        "9" * 400,
        "a" * 201,
        "'; DROP TABLE practitioner; --",
        "%",
        "_",
        "\\",
        '"',
        "<b>",
        "{{7*7}}",
    ),
    *("60601", "Springfield", "41.9,-87.6", "91,0", "0,0", "kyphoplasty", "any", "nearest", "en"),
    *("near me", "Dr Oakley", "2000000018", "within 20 minutes", "\u202e", "é", "e\u0301", "😀"),
]
VALUES = st.sampled_from(ODD) | st.text(max_size=40)
NAMES = st.sampled_from(PARAMETERS)
FUZZ = settings(
    max_examples=80,
    deadline=None,
    # The application under test keeps nothing between two questions.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def query_of(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, errors="surrogatepass")


def check(client: StrictClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (200, 400, 404)
    if answer.status_code != 200 and answer.is_json:
        assert answer.json["detail"]


@FUZZ
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_any_search_is_answered_by_api_and_page(
    client: StrictClient, pairs: list[tuple[str, str]]
) -> None:
    check(client, f"/api/v1/search?{query_of(pairs)}")
    check(client, f"/search?{query_of(pairs)}")


@FUZZ
@given(text=VALUES)
def test_any_text_is_a_place_or_a_sentence(client: StrictClient, text: str) -> None:
    check(client, f"/api/v1/place?{query_of([('text', text)])}")


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_odd_value_of_every_parameter_is_answered(client: StrictClient, name: str) -> None:
    for value in ODD:
        check(client, f"/api/v1/search?{query_of([('near', '60601'), (name, value)][-1:])}")


@pytest.mark.postgresql
def test_postgresql_takes_the_same_odd_words(make_app: MakeApp, postgresql_url: str) -> None:
    client = StrictClient(make_app(database_url=postgresql_url))
    for value in ODD:
        check(client, f"/api/v1/search?{query_of([('q', value)])}")
        check(client, f"/api/v1/search?{query_of([('near', '60601'), ('q', value)])}")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("radius=0", ["radius"]),
        ("radius=501", ["radius"]),
        ("radius=nan", ["radius"]),
        ("procedure=surgery", ["procedure"]),
        ("preset=best", ["preset"]),
        ("certified=yes", ["certified"]),
        ("specialty=surgery", ["specialty"]),
        ("language=english", ["language"]),
        ("page=0", ["page"]),
        ("per_page=51", ["per_page"]),
        (f"q={'a' * 201}", ["q"]),
        ("near=%00", ["near"]),
        ("sort=name", ["sort"]),
        ("near=60601&near=60602", ["near"]),
        ("sort=name&page=0&radius=x&near=1&near=2", ["sort", "near", "radius", "page"]),
    ],
)
def test_every_problem_is_told_by_the_name_of_its_parameter(
    client: StrictClient, query: str, fields: list[str]
) -> None:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json["errors"]] == fields
    assert all(error["message"].endswith(".") for error in answer.json["errors"])


@pytest.mark.parametrize("path", ["/api/v1/questions", "/api/v1/openapi.json"])
def test_who_takes_no_parameter_refuses_any(client: StrictClient, path: str) -> None:
    assert client.get(f"{path}?x=1").status_code == 400


def test_the_page_ignores_names_it_does_not_know(client: StrictClient) -> None:
    assert client.get("/search?near=60601&utm_source=letter").status_code == 200


def test_an_unknown_name_is_shown_short_and_visible(client: StrictClient) -> None:
    answer = client.get(f"/api/v1/search?{query_of([(chr(0) + 'x' * 500, '1')])}")
    (error,) = answer.json["errors"]
    assert error["field"] == "x" * 40
