"""Every error is a sentence with a number, as a page or as problem+json."""

from pathlib import Path

import pytest
from flask import Flask

from finder.store.queries.directory import directory_row
from finder.web.transaction import writing
from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient

PROBLEM = "application/problem+json"
FIELDS = ["type", "title", "status", "detail", "request_id", "errors"]


def test_an_unknown_page_is_a_page(client: StrictClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert answer.headers["X-Request-Id"] in answer.text


@pytest.mark.parametrize(
    "accept", ["application/json", PROBLEM, "application/json, text/html;q=.5"]
)
def test_who_asks_for_json_gets_a_problem(client: StrictClient, accept: str) -> None:
    answer = client.get("/nowhere", headers={"Accept": accept})
    assert answer.mimetype == PROBLEM
    assert list(answer.json) == FIELDS


@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api/v1/search?page=0", "/api/v1/place"])
def test_the_api_always_answers_in_json(client: StrictClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.mimetype == PROBLEM
    assert answer.json["status"] == answer.status_code
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]


def test_another_method_is_told_what_is_allowed(client: StrictClient) -> None:
    answer = client.post("/api/v1/search")
    assert answer.status_code == 405
    assert answer.mimetype == PROBLEM
    assert "GET" in answer.headers["Allow"]


def test_nobody_by_that_npi_is_a_sentence_of_its_own(client: StrictClient) -> None:
    answer = client.get("/providers/2999999999")
    assert answer.status_code == 404
    assert "NPI" in answer.text


def test_a_fault_of_ours_shows_a_number_and_nothing_else(
    make_app: MakeApp, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(log_format="json")
    app.testing = False
    app.view_functions["guide.about"] = lambda: {}["kept secret"]
    answer = StrictClient(app).get("/about?near=60601")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["X-Request-Id"] in answer.text
    logged = capsys.readouterr().err
    assert answer.headers["X-Request-Id"] in logged
    assert "KeyError" in logged
    assert "secret" not in logged


@pytest.mark.parametrize(
    "path", ["/search?near=60601", "/providers/{npi}", "/api/v1/search?near=60601"]
)
def test_a_directory_out_of_reach_is_503_and_comes_back_by_itself(
    make_app: MakeApp, tmp_path: Path, sample_file: Path, checked_npi: str, path: str
) -> None:
    missing = tmp_path / "elsewhere" / "finder.db"
    client = StrictClient(make_app(database_url=f"sqlite:///{missing}"))
    answer = client.get(path.format(npi=checked_npi))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "finder.db" not in answer.text
    assert client.get("/healthz").status_code == 200
    client.application.extensions["finder"].database.close()
    missing.write_bytes(sample_file.read_bytes())
    assert client.get(path.format(npi=checked_npi)).status_code == 200


def test_a_body_is_never_read_beyond_the_limit(client: StrictClient) -> None:
    assert client.post("/search", data=b"x" * 1_000_000).status_code == 405


def test_a_page_that_is_not_there_still_says_that_this_is_a_demonstration(app: Flask) -> None:
    with app.app_context(), writing() as session:
        directory_row(session).is_demo = True
    answer = app.test_client().get("/nowhere")
    assert answer.status_code == 404
    assert "All doctors here are invented" in answer.text


@pytest.mark.parametrize(
    ("address", "headline"),
    [("/nowhere", "Aquí no hay nada"), ("/reports/2222-222-222", "Aquí no hay nada")],
)
def test_an_error_speaks_the_language_of_its_address(
    client: StrictClient, address: str, headline: str
) -> None:
    answer = client.get(f"{address}?lang=es")
    assert answer.status_code == 404
    assert f"<h1>{headline}</h1>" in answer.text
    assert "What you can do now" not in answer.text


def test_a_problem_for_programs_is_english(client: StrictClient) -> None:
    answer = client.get("/nowhere?lang=es", headers={"Accept": "application/json"})
    assert answer.json["title"] == "There is nothing here"
