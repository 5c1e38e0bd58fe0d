"""What was understood stands under the form, and each part can be taken back with one click."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.strict_client import StrictClient

_PART = re.compile(
    r'<li><span>([^<]+)</span> <a href="([^"]+)">Remove<span class="visually-hidden">: ([^<]+)<'
)


def parts(client: StrictClient, path: str) -> dict[str, str]:
    """The address behind each part of the list."""
    page = client.get(path).text
    found = _PART.findall(page)
    assert all(shown == named for shown, _, named in found)
    return {html.unescape(shown): html.unescape(address) for shown, address, _ in found}


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_parts_of_the_words_and_of_the_boxes_stand_together(client: StrictClient) -> None:
    shown = parts(
        client,
        "/search?q=kyphoplasty+doctors+who+speak+Spanish+within+50+miles&near=60601&medicare=1",
    )
    assert list(shown) == [
        "kyphoplasty",
        "near 60601 Chicago, IL",
        "within 50 miles",
        "speaks Spanish",
        "takes Medicare",
    ]


def test_a_part_of_the_words_is_taken_out_of_the_words(client: StrictClient) -> None:
    shown = parts(client, "/search?q=vertebroplasty+doctors+who+speak+Spanish&near=60601")
    left = query(shown["speaks Spanish"])
    assert "panish" not in left["q"][0]
    assert "vertebroplasty" in left["q"][0]
    assert left["near"] == ["60601"]


def test_a_part_of_a_box_is_taken_out_of_the_box(client: StrictClient) -> None:
    shown = parts(client, "/search?q=kyphoplasty&near=60601&radius=25&new_patients=1")
    assert query(shown["within 25 miles"]) == {
        "q": ["kyphoplasty"],
        "near": ["60601"],
        "new_patients": ["1"],
    }


def test_what_words_and_box_both_say_goes_at_once(client: StrictClient) -> None:
    shown = parts(client, "/search?q=takes+medicare+near+60601&medicare=1")
    assert "takes Medicare" not in parts(client, shown["takes Medicare"])


@pytest.mark.parametrize(
    "words",
    [
        "kyphoplasty doctors near me 60601",
        "certified SIR doctors within 100 miles of Milwaukee, WI that take medicare",
        "telehealth vertebroplasty 53202 new patients speaks polish",
        "interventional radiologists 60601 board certified balloon kyphoplasty",
    ],
)
def test_every_part_can_be_taken_back_until_nothing_is_left(
    client: StrictClient, words: str
) -> None:
    address = "/search?" + "q=" + words.replace(" ", "+")
    shown = parts(client, address)
    assert shown
    while shown:
        gone, address = next(iter(shown.items()))
        fewer = parts(client, address)
        assert set(fewer) == set(shown) - {gone}, f"without {gone}: {fewer}"
        shown = fewer


def test_a_switch_set_to_no_takes_its_words_out_of_the_list(client: StrictClient) -> None:
    shown = parts(client, "/search?q=board+certified&near=60601&certified=0")
    assert list(shown) == ["near 60601 Chicago, IL"]


def test_the_order_of_the_row_above_the_list_is_no_part(client: StrictClient) -> None:
    assert list(parts(client, "/search?near=60601&preset=nearest")) == ["near 60601 Chicago, IL"]


def test_a_plan_of_the_words_is_said_in_their_own_words(client: StrictClient) -> None:
    shown = parts(client, "/search?q=kyphoplasty+aetna&near=60601")
    (plan,) = [part for part in shown if part.startswith("“")]
    assert "etna" in plan
    assert "etna" not in query(shown[plan])["q"][0]


def test_a_name_can_be_taken_back(client: StrictClient) -> None:
    shown = parts(client, "/search?q=Dr+Birchfield")
    assert "Birchfield" not in shown["named Birchfield"]


def test_a_mended_word_can_be_searched_as_it_was_typed(client: StrictClient) -> None:
    page = html.unescape(client.get("/search?q=kyfoplasty&near=60601").text)
    assert "We read “kyfoplasty” as “kyphoplasty”." in page
    found = re.search(r'<a href="([^"]+)">Search for “kyfoplasty” as you typed it', page)
    assert found
    again = html.unescape(client.get(found[1]).text)
    assert "We read" not in again


def test_what_was_typed_is_text_in_every_part(client: StrictClient) -> None:
    answer = client.get("/search?near=%3Cb%3Ex%3C/b%3E&q=kyphoplasty")
    assert "<b>x" not in answer.text
    assert "near &lt;b&gt;x&lt;/b&gt;" in answer.text


def test_a_misspelt_place_in_its_own_field_is_told_without_a_way_back(client: StrictClient) -> None:
    page = client.get("/search?q=kyphoplasty&near=Chicagoo+IL").text
    assert "We read “Chicagoo IL” as “Chicago, IL”." in page
    assert "as you typed it" not in page
    assert 'value="Chicagoo IL"' in page
