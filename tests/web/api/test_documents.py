"""The documents beside the search: a profile, a place, the questions."""

import pytest

from tests.factories import npi_of
from tests.web.conftest import BARE, NEURO, STATED
from tests.web.strict_client import StrictClient


def test_a_profile_has_every_fact_with_its_source(client: StrictClient, checked_npi: str) -> None:
    profile = client.get(f"/api/v1/providers/{checked_npi}").json
    assert not {"rank", "miles", "score"} & set(profile)
    assert profile["contributions"] is None
    assert profile["taxonomies"] == [
        {"code": "2085R0204X", "name": "Interventional radiology", "primary": True}
    ]
    (location,) = profile["locations"]
    assert location["accepts_new_patients"] is True
    assert location["languages"] == ["en", "es"]
    kinds = {record["kind"]: record for record in profile["credentials"]}
    assert kinds["board-certification"]["status"] == "certified"
    assert kinds["board-certification"]["is_checked"] is True
    assert kinds["membership"]["category"] == "member"
    assert [(volume["procedure"], volume["year"]) for volume in profile["volumes"]] == [
        ("kyphoplasty", 2024)
    ]
    days = [entry["checked_on"] for entry in profile["timeline"]]
    assert days == ["2026-10-20", "2026-10-03", "2026-10-03"]
    assert all(link["what"] and link["name"] for link in profile["look_ups"])


def test_who_checked_stays_with_the_staff(client: StrictClient, checked_npi: str) -> None:
    assert "Register" not in client.get(f"/api/v1/providers/{checked_npi}").text


def test_a_statement_is_marked_as_such(client: StrictClient) -> None:
    (record,) = client.get(f"/api/v1/providers/{npi_of(STATED)}").json["credentials"]
    assert record["is_checked"] is False
    assert record["checked_on"] is record["source_url"] is record["next_due_on"] is None


@pytest.mark.parametrize("number", [BARE, NEURO])
def test_a_profile_with_little_known_is_whole(client: StrictClient, number: int) -> None:
    profile = client.get(f"/api/v1/providers/{npi_of(number)}").json
    assert profile["credentials"] == profile["volumes"] == profile["timeline"] == []
    assert profile["location"]["city"]


@pytest.mark.parametrize(
    "npi", ["2999999999", "1", "abc", "1234567893", "%00", "１２３４５６７８９３"]
)
def test_nobody_is_a_problem_with_a_sentence(client: StrictClient, npi: str) -> None:
    answer = client.get(f"/api/v1/providers/{npi}")
    assert answer.status_code == 404
    assert answer.json["detail"].endswith(".")


def test_a_place_is_echoed_with_its_label(client: StrictClient) -> None:
    assert client.get("/api/v1/place?text=60601-1234").json == {
        "label": "60601 Chicago, IL",
        "kind": "standard",
        "lat": pytest.approx(41.885, abs=0.01),
        "lon": pytest.approx(-87.62, abs=0.01),
        "approximate": False,
        "setting": "large-metro",
    }


def test_an_ambiguous_place_returns_choices(client: StrictClient) -> None:
    choices = client.get("/api/v1/place?text=Springfield").json["choices"]
    assert len(choices) > 3
    assert choices[0].keys() == {"label", "lat", "lon"}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("text=00000", 404),
        ("text=09012", 404),
        ("text=Nowhereville", 404),
        ("text=91,0", 400),
        ("text=", 400),
        ("", 400),
        ("text=%00", 400),
        (f"text={'a' * 201}", 400),
        ("text=60601&text=60602", 400),
        ("place=60601", 400),
    ],
)
def test_a_text_that_is_no_place_is_told_why(client: StrictClient, query: str, status: int) -> None:
    answer = client.get(f"/api/v1/place?{query}")
    assert answer.status_code == status
    assert answer.json["detail"]
    assert all(error["field"] and error["message"] for error in answer.json["errors"])


def test_questions_carry_their_source_and_their_plain_words(client: StrictClient) -> None:
    questions = client.get("/api/v1/questions").json["questions"]
    assert len(questions) >= 10
    for question in questions:
        assert question["verbatim"] or question["derived"]
        assert question["plain"]
        assert question["source"]
        assert question["kind"] in ("bullet", "prose", "federal", "condition")
    assert "\\u20" not in client.get("/api/v1/questions").text
