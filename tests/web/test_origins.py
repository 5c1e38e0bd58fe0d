"""A form that a page of another site sends is refused, even with a stolen token."""

import pytest
from flask import Flask

from tests.web.conftest import MakeApp
from tests.web.form_filling import carried_by
from tests.web.strict_client import StrictClient


def answer_to(app: Flask, npi: str, headers: dict[str, str]) -> int:
    client = StrictClient(app)
    path = f"/providers/{npi}/report"
    form = {**carried_by(client.get(path).text), "kind": "moved"}
    return client.post(path, data=form, headers=headers).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
        # What browsers say to a page that asks not to be told where a visitor comes from.
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
    ids=str,
)
def test_a_form_of_this_site_is_taken(
    app: Flask, checked_npi: str, headers: dict[str, str]
) -> None:
    assert answer_to(app, checked_npi, headers) == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "anything else"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://evil.example/?http://localhost"},
        {"Origin": "http://localhost:8001"},
        {"Origin": "localhost"},
        {"Origin": ""},
        {"Origin": "http://[::1"},
        {"Origin": "null, http://localhost"},
    ],
    ids=str,
)
def test_a_form_of_another_site_is_refused(
    app: Flask, checked_npi: str, headers: dict[str, str]
) -> None:
    assert answer_to(app, checked_npi, headers) == 400


def test_its_words_are_not_shown_again_as_if_the_visitor_had_typed_them(
    client: StrictClient, checked_npi: str
) -> None:
    answer = client.post(
        f"/providers/{checked_npi}/report",
        data={"kind": "other", "text": "Sentinelwords"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 400
    assert "A page of another site sent this form" in answer.text
    assert "Sentinelwords" not in answer.text


def test_the_address_of_the_site_counts_behind_a_proxy_that_hides_it(
    make_app: MakeApp, checked_npi: str
) -> None:
    app = make_app(base_url="https://finder.example")
    assert answer_to(app, checked_npi, {"Origin": "https://finder.example"}) == 303
    assert answer_to(app, checked_npi, {"Origin": "https://other.example"}) == 400


@pytest.mark.parametrize("address", ["/", "/search?near=60601", "/api/v1/questions"])
def test_reading_is_open_to_links_from_everywhere(client: StrictClient, address: str) -> None:
    told = {"Sec-Fetch-Site": "cross-site", "Origin": "https://other.example"}
    assert client.get(address, headers=told).status_code == 200
