"""The forms of the screen: filled in, sent, refused with everything kept, and compared."""

import re

import pytest
from flask import Flask

from tests.factories import TODAY, npi_of
from tests.web.admin.keepers import NPI, SCREEN, opened, sent, verifier
from tests.web.conftest import BARE, STATED
from tests.web.form_filling import filled_in
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient, check_page


@pytest.fixture
def vera(app: Flask) -> Person:
    return verifier(app, "vera")


@pytest.fixture
def otto(app: Flask) -> Person:
    return verifier(app, "otto")


def test_a_routine_check_is_one_press_of_a_button(vera: Person, client: StrictClient) -> None:
    assert sent(vera, opened(vera)).status_code == 303
    assert "Checked with ABR on 22 Nov 2026" in client.get(f"/providers/{NPI}").text


def test_an_unchanged_listing_is_confirmed_with_one_press(
    vera: Person, client: StrictClient
) -> None:
    before = opened(vera, "record-listing")
    assert before["practice_name"] == "Sample Spine Centre"
    assert before["languages"] == "en;es"
    assert sent(vera, before).status_code == 303
    page = client.get(f"/providers/{NPI}").text
    assert "<dt>Confirmed</dt><dd>22 Nov 2026" in page
    assert "<dt>Languages</dt><dd>English, Spanish</dd>" in page


def test_a_membership_is_confirmed_with_one_press(vera: Person, client: StrictClient) -> None:
    assert sent(vera, opened(vera, "record-membership")).status_code == 303
    timeline = client.get(f"/api/v1/providers/{NPI}").json["timeline"]
    assert timeline[0]["kind"] == "membership"
    assert timeline[0]["checked_on"] == TODAY.isoformat()


def test_the_outcome_is_told_and_takes_the_focus(vera: Person) -> None:
    answer = sent(vera, opened(vera))
    assert answer.headers["Location"].endswith("#outcome")
    page = vera.client.get(answer.headers["Location"]).text
    assert re.search(r'id="outcome" role="status" tabindex="-1" autofocus', page)
    assert "It counts from now on" in page


def test_what_only_is_stated_can_be_checked(vera: Person, client: StrictClient) -> None:
    screen = f"/admin/providers/{npi_of(STATED)}"
    values = opened(vera, screen=screen)
    assert (values["issuer"], values["certificate"]) == ("ABR", "IR_DR")
    assert sent(vera, values, screen).status_code == 303
    assert "Checked with ABR on 22 Nov 2026" in client.get(f"/providers/{npi_of(STATED)}").text


def test_the_second_of_two_sees_the_difference_and_sends_again(vera: Person, otto: Person) -> None:
    first, second = opened(vera), opened(otto)
    assert sent(vera, first, maintenance_status="maintained").status_code == 303
    answer = sent(otto, second, reason="Seen this morning.", issued_on="2019-01-02")
    assert answer.status_code == 409
    check_page(answer.text, otto.client.application)
    assert "Changed by vera@example.org on 22 Nov 2026" in answer.text
    assert "<strong>not known</strong></td><td><strong>takes part</strong>" in answer.text
    kept = filled_in(answer.text, "record-check")
    assert (kept["reason"], kept["issued_on"]) == ("Seen this morning.", "2019-01-02")
    assert sent(otto, kept).status_code == 303
    assert "Checked with ABR" in otto.client.get(f"/providers/{NPI}").text


def test_two_listing_forms_do_not_overwrite_each_other(vera: Person, otto: Person) -> None:
    first, second = opened(vera, "record-listing"), opened(otto, "record-listing")
    assert sent(vera, first, phone="3125550177").status_code == 303
    answer = sent(otto, second, fax="3125550188")
    assert answer.status_code == 409
    assert "3125550177" in answer.text
    assert filled_in(answer.text, "record-listing")["fax"] == "3125550188"


def test_a_mangled_memory_of_what_was_seen_is_no_permission(vera: Person) -> None:
    for seen in ("", "[]", '{"ABR IR_DR": 7}', "not json"):
        assert sent(vera, opened(vera), seen=seen, board_status="not_found").status_code == 409


def test_the_form_as_it_stands_is_no_look_at_the_source(vera: Person) -> None:
    for form_id in ("record-check", "record-listing", "record-membership"):
        answer = sent(vera, opened(vera, form_id), looked="", reason="Kept as typed.")
        assert answer.status_code == 400
        check_page(answer.text, vera.client.application)
        assert f'href="#{form_id}-looked"' in answer.text
        assert filled_in(answer.text, form_id)["reason"] == "Kept as typed."


def test_a_form_that_carries_no_memory_is_taken_as_it_is(vera: Person) -> None:
    values = opened(vera)
    values.pop("seen")
    values.pop("kind")
    assert sent(vera, values, looked="").status_code == 303


def test_a_warning_is_shown_and_asks_for_a_tick(vera: Person) -> None:
    answer = sent(vera, opened(vera), issued_on="2010-05-05")
    assert answer.status_code == 400
    check_page(answer.text, vera.client.application)
    assert "record it all the same" in answer.text
    kept = filled_in(answer.text, "record-check")
    assert kept["issued_on"] == "2010-05-05"
    assert sent(vera, kept).status_code == 400
    assert sent(vera, kept, record_anyway="1").status_code == 303


WRONG = [
    ({"certificate": "VIR_LEGACY"}, "board_status"),
    ({"certificate": "DR"}, "board_status"),
    ({"duration_type": "time_limited"}, "expires_on"),
    ({"issued_on": "yesterday"}, "issued_on"),
    ({"issued_on": "2026-11-23"}, "issued_on"),
    ({"checked_on": "2026-11-23"}, "checked_on"),
    ({"checked_on": "2026-07-01"}, "checked_on"),
    ({"source_url": "javascript:alert(1)"}, "source_url"),
    ({"source_url": "https://theabr/look-up"}, "source_url"),
    ({"source_url": "https://www.theabr.org:99999/"}, "source_url"),
    ({"source_url": ""}, "source_url"),
]
WRONG_LISTING = {"zip": "6060", "state": "XX", "phone": "12", "line1": "", "website": "no address"}


def test_an_error_is_told_at_its_field(vera: Person) -> None:
    values = opened(vera)
    for typed, column in WRONG:
        answer = sent(vera, values, **typed)
        assert answer.status_code == 400
        check_page(answer.text, vera.client.application)
        assert f'href="#certification-{column}"' in answer.text
        assert f'id="certification-{column}-problem-1"' in answer.text


def test_an_error_of_a_listing_is_told_at_its_field(vera: Person) -> None:
    values = opened(vera, "record-listing")
    for column, value in WRONG_LISTING.items():
        answer = sent(vera, values, **{column: value})
        assert answer.status_code == 400
        assert f'href="#place-{column}"' in answer.text
        assert f'id="place-{column}-problem-1"' in answer.text


def test_a_new_place_is_added_from_an_empty_form(vera: Person, client: StrictClient) -> None:
    values = opened(vera, "record-listing", f"{SCREEN}?place=new")
    assert values["line1"] == ""
    typed = {"line1": "7 New Road", "city": "Evanston", "state": "IL", "zip": "60201"}
    assert sent(vera, values, **typed).status_code == 303
    assert "7 New Road" in client.get(f"/providers/{NPI}").text


def test_the_form_begins_with_what_the_work_list_asked_for(vera: Person) -> None:
    sent(vera, opened(vera), certificate="NEURORAD")
    values = opened(vera, screen=f"{SCREEN}?issuer=ABR&certificate=NEURORAD")
    assert values["certificate"] == "NEURORAD"
    assert values["source_url"]


def test_a_wrong_address_still_shows_the_screen(vera: Person) -> None:
    for query in ("place=x&issuer=%00&certificate=7", "done=99999", "done=-", f"done={'9' * 40}"):
        assert vera.client.get(f"{SCREEN}?{query}").status_code == 200


def test_every_official_look_up_is_one_press_away(vera: Person) -> None:
    page = vera.client.get(f"/admin/providers/{npi_of(BARE)}").text
    for address in (
        "https://www.theabr.org/",
        "https://certification.osteopathic.org/",
        "https://www.sirweb.org/",
        f"https://npiregistry.cms.hhs.gov/provider-view/{npi_of(BARE)}",
        "https://exclusions.oig.hhs.gov/",
    ):
        assert f'href="{address}" rel="noreferrer" target="_blank"' in page
    assert "State license in WI" in page
