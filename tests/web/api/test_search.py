"""The document of a search, field by field."""

import pytest

from tests.factories import npi_of
from tests.web.conftest import BARE, CHECKED, STATED
from tests.web.strict_client import StrictClient

SEARCH = "/api/v1/search?q=kyphoplasty+60601"


def assert_fields(document: dict[str, object], promised: str, added: str = "") -> None:
    assert set(document) == {*promised.split(), *added.split()}


def test_the_answer_has_the_fields_of_the_contract(client: StrictClient) -> None:
    answer = client.get(SEARCH).json
    query = answer["query"]
    assert_fields(answer, "query total page per_page data_as_of results notices")
    assert_fields(
        query,
        "text procedure place place_choices radius_miles radius_asked widened preset filters "
        "understood corrections",
    )
    assert_fields(query["place"], "label kind lat lon approximate setting")
    assert_fields(
        query["filters"], "certified member new_patients telehealth medicare language specialty"
    )
    assert_fields(query["understood"][0], "text as value")


def test_a_result_has_the_fields_of_the_contract(client: StrictClient) -> None:
    first = client.get(SEARCH).json["results"][0]
    assert_fields(
        first,
        "rank npi name credentials_text specialty miles score contributions reasons location "
        "other_locations certification membership volume flags",
        "similar_to_previous",
    )
    assert_fields(first["contributions"], "distance certification volume listing membership cap")
    assert_fields(
        first["location"],
        "name lines city state zip phone fax lat lon source confirmed_on",
        "observed_on",
    )
    assert_fields(
        first["certification"], "state issuer certificate checked_on source_url next_due_on"
    )
    assert_fields(
        first["membership"], "state society category checked_on next_due_on", "source_url"
    )
    assert_fields(first["volume"], "kind low high year procedure source")


def test_the_facts_of_a_checked_practitioner_are_there(client: StrictClient) -> None:
    results = {result["npi"]: result for result in client.get(SEARCH).json["results"]}
    checked = results[npi_of(CHECKED)]
    assert checked["name"] == "Ada Oakley"
    assert checked["certification"] == {
        "state": "verified",
        "issuer": "ABR",
        "certificate": "IR_DR",
        "checked_on": "2026-10-03",
        "source_url": "https://www.theabr.org/",
        "next_due_on": "2027-10-03",
    }
    assert checked["membership"]["state"] == "verified"
    assert checked["membership"]["category"] == "member"
    assert checked["volume"]["kind"] == "exact"
    assert (checked["volume"]["low"], checked["volume"]["high"]) == (40, 40)
    assert checked["volume"]["year"] == 2024
    assert checked["location"]["confirmed_on"] == "2026-10-20"


def test_what_is_not_known_is_null_and_never_zero(client: StrictClient) -> None:
    results = {result["npi"]: result for result in client.get(SEARCH).json["results"]}
    stated, bare = results[npi_of(STATED)], results[npi_of(BARE)]
    assert stated["certification"]["state"] == "stated"
    assert stated["certification"]["checked_on"] is None
    assert (stated["volume"]["kind"], stated["volume"]["low"]) == ("interval", 1)
    assert bare["certification"] == {
        "state": "unknown",
        **dict.fromkeys(["issuer", "certificate", "checked_on", "source_url", "next_due_on"]),
    }
    assert bare["membership"]["state"] == "unknown"
    assert bare["volume"]["kind"] == "not-published"
    assert bare["volume"]["low"] is bare["volume"]["high"] is None


def test_contributions_add_up_and_numbers_are_short(client: StrictClient) -> None:
    answer = client.get(SEARCH).json
    assert [result["rank"] for result in answer["results"]] == [1, 2, 3, 4]
    for result in answer["results"]:
        parts = result["contributions"]
        assert sum(parts.values()) == pytest.approx(result["score"], abs=0.001)
        assert parts["cap"] <= 0
        assert round(result["score"], 4) == result["score"]
        assert round(result["miles"], 4) == result["miles"]
        assert round(result["location"]["lat"], 5) == result["location"]["lat"]


def test_an_asked_radius_is_told_apart_from_an_automatic_one(client: StrictClient) -> None:
    asked = client.get("/api/v1/search?near=60601&radius=30").json["query"]
    worded = client.get("/api/v1/search?q=kyphoplasty+within+30+miles+of+60601").json["query"]
    automatic = client.get("/api/v1/search?near=60601").json["query"]
    assert (asked["radius_asked"], asked["radius_miles"], asked["widened"]) == (30, 30, False)
    assert (worded["radius_asked"], worded["radius_miles"]) == (30, 30)
    assert automatic["radius_asked"] is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("q=kyphoplasty", "place-needed"),
        ("near=Springfield", "place-ambiguous"),
        ("near=00000", "place-unknown"),
        ("near=09012", "place-unknown"),
        ("q=kyphoplasty+within+20+minutes+of+60601", "not-a-distance"),
    ],
)
def test_a_place_that_cannot_be_used_is_an_answer(
    client: StrictClient, query: str, code: str
) -> None:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 200
    assert code in [notice["code"] for notice in response.json["notices"]]
    if code != "not-a-distance":
        assert response.json["query"]["place"] is None
        assert response.json["results"] == []
    assert bool(response.json["query"]["place_choices"]) == (code == "place-ambiguous")


def test_a_name_needs_no_place(client: StrictClient) -> None:
    (result,) = client.get("/api/v1/search?q=Dr+Oakley").json["results"]
    assert result["npi"] == npi_of(CHECKED)
    assert result["miles"] is result["score"] is result["contributions"] is None


def test_names_are_data_as_they_are(client: StrictClient) -> None:
    assert "<script>alert(1)</script>" in client.get(SEARCH).text.lower()
    assert client.get(SEARCH).mimetype == "application/json"


def test_the_page_prints_the_reasons_word_for_word(client: StrictClient) -> None:
    page = client.get("/search?q=kyphoplasty+60601").text
    reasons = [
        reason for result in client.get(SEARCH).json["results"] for reason in result["reasons"]
    ]
    assert reasons
    assert all(reason in page for reason in reasons)


def test_pages_of_results_follow_without_loss_or_repetition(client: StrictClient) -> None:
    whole = client.get(f"{SEARCH}&per_page=50").json
    parts = [client.get(f"{SEARCH}&per_page=1&page={page}").json for page in (1, 2, 3, 4)]
    assert [part["results"][0]["npi"] for part in parts] == [
        result["npi"] for result in whole["results"]
    ]
    assert {part["total"] for part in parts} == {whole["total"]}
