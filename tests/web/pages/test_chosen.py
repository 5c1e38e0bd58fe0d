"""Doctors put aside to be compared: the link holds them, nothing else does."""

import html
import re

import pytest

from tests.factories import npi_of
from tests.web.conftest import BARE, CHECKED, SCRIPTED, STATED
from tests.web.strict_client import StrictClient

FIRST, SECOND, THIRD, FOURTH = (npi_of(number) for number in (CHECKED, STATED, BARE, SCRIPTED))
NEAR = "/search?near=60601&radius=500"


def read(client: StrictClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    return html.unescape(answer.text)


def address_of(page: str, words: str) -> str:
    found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>{words}', page)
    assert found, words
    return found[1]


def test_nobody_is_chosen_at_first_and_every_card_offers_it_by_name(client: StrictClient) -> None:
    page = read(client, NEAR)
    assert 'id="chosen"' not in page
    assert 'Add to compare<span class="visually-hidden" lang="en">: Ada Oakley<' in page


def test_a_link_adds_one_and_leads_back_to_the_same_card(client: StrictClient) -> None:
    address = address_of(
        read(client, NEAR), 'Add to compare<span class="visually-hidden" lang="en">: Ada Oak'
    )
    assert address.endswith(f"npi={FIRST}#provider-{FIRST}")
    page = read(client, address)
    assert "1 doctor chosen" in page
    assert 'Remove from compare<span class="visually-hidden" lang="en">: Ada Oakley<' in page


def test_everything_that_leads_on_keeps_the_chosen(client: StrictClient) -> None:
    page = read(client, f"{NEAR}&per_page=1&page=2&q=kyphoplasty&npi={FIRST}&npi={SECOND}")
    both = f"npi={FIRST}&npi={SECOND}"
    leading_on = re.findall(r'href="(/search\?[^"]+)"', page)
    without_one = [link for link in leading_on if both not in link]
    # Only the ways to take one of them back lose one.
    assert {link.count("npi=") for link in without_one} == {1}
    assert 'rel="next"' in page
    assert page.count('<input type="hidden" name="npi"') == 2


def test_the_bar_takes_back_whom_the_page_does_not_show(client: StrictClient) -> None:
    page = read(client, f"/search?near=60601&radius=5&npi={THIRD}")
    bar = page[page.index('id="chosen"') : page.index("</section>", page.index('id="chosen"'))]
    assert "Ada Maplewood" in bar
    assert 'id="chosen"' not in read(client, address_of(bar, "Remove<"))


def test_four_are_the_most_and_then_nobody_can_be_added(client: StrictClient) -> None:
    four = "&".join(f"npi={npi}" for npi in (FIRST, SECOND, THIRD, FOURTH))
    page = read(client, f"{NEAR}&specialty=any&{four}")
    assert "Four is the most we can compare." in page
    assert "Add to compare" not in page
    more = read(client, f"{NEAR}&specialty=any&{four}&npi={npi_of(5)}")
    assert "the first four are kept" in more
    assert "4 doctors chosen" in more


@pytest.mark.parametrize("value", ["", "1", "2000000001", "x" * 300, "%00", "<b>", "2000000002 x"])
def test_what_is_no_npi_or_nobody_here_is_passed_over(client: StrictClient, value: str) -> None:
    page = read(client, f"{NEAR}&npi={value}&npi={FIRST}&npi={FIRST}")
    assert "1 doctor chosen" in page
    assert 'id="chosen"' not in read(client, f"{NEAR}&npi={value}")


def test_a_search_by_name_and_one_without_a_place_keep_the_chosen(client: StrictClient) -> None:
    for path in ("/search?q=Dr+Birchfield", "/search?q=kyphoplasty", "/search?near=Springfield"):
        page = read(client, f"{path}&npi={FIRST}")
        assert "Ada Oakley" in page
        assert f'<input type="hidden" name="npi" value="{FIRST}">' in page


def test_a_name_in_the_bar_is_text(client: StrictClient) -> None:
    answer = client.get(f"{NEAR}&npi={FOURTH}")
    assert "&lt;script&gt;" in answer.text.lower()
    assert "<script>" not in answer.text.lower()


def test_a_profile_reached_from_the_list_adds_its_doctor_to_the_chosen(
    client: StrictClient,
) -> None:
    page = read(client, f"{NEAR}&npi={SECOND}&npi={FIRST}")
    assert f'href="/providers/{FIRST}?npi={SECOND}"' in page
    profile = read(client, f"/providers/{FIRST}?npi={SECOND}&npi=x&npi={SECOND}")
    assert address_of(profile, "Add to compare") == f"/compare?npi={SECOND}&npi={FIRST}"


def test_the_buttons_of_the_bar_lead_to_the_comparison_and_the_sheet(client: StrictClient) -> None:
    page = read(client, f"/search?q=kyphoplasty+60601&npi={FIRST}&npi={SECOND}")
    asked = f"npi={FIRST}&npi={SECOND}&near=60601+Chicago,+IL&procedure=kyphoplasty"
    assert address_of(page, "Compare<") == f"/compare?{asked}"
    assert address_of(page, "Take-away sheet") == f"/take-away.pdf?{asked}"
    assert client.get(f"/compare?{asked}").status_code == 200
