"""One practitioner: every fact with its source and day."""

import html
import re

import pytest

from tests.factories import npi_of
from tests.web.conftest import BARE, CHECKED, NEURO, SCRIPTED, STATED
from tests.web.strict_client import StrictClient


def profile(client: StrictClient, number: int) -> str:
    answer = client.get(f"/providers/{npi_of(number)}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


def test_a_checked_certificate_shows_issuer_days_and_source(client: StrictClient) -> None:
    page = profile(client, CHECKED)
    assert "Interventional radiology, ABR" in page
    assert '3 Oct 2026 (<a href="https://www.theabr.org/" rel="noreferrer">source<' in page
    assert "> of the certificate in interventional radiology</span></a>)" in page
    assert "<dt>Next check due</dt><dd>3 Oct 2027" in page


def test_who_looked_stays_with_the_staff(client: StrictClient) -> None:
    assert "R. Register" not in profile(client, CHECKED)


def test_a_statement_is_shown_as_one(client: StrictClient) -> None:
    assert "No: stated by the practice, counts as unknown" in profile(client, STATED)


def test_nothing_known_is_not_nothing_there(client: StrictClient) -> None:
    page = profile(client, BARE)
    assert "This does not mean that there is no certificate" in page
    assert "A missing number does not mean none" in page
    assert "number of procedures: no" not in page


def test_volumes_stand_by_procedure_and_year_with_their_source(client: StrictClient) -> None:
    page = profile(client, CHECKED)
    assert '<th scope="row">Kyphoplasty</th><td>2024</td><td>40</td>' in page
    assert "<td>Medicare Physician & Other Practitioners, by Provider and Service, file of " in page
    assert "medicare-volume" not in page
    assert "Original Medicare only, not all patients" in page


def test_an_interval_is_shown_as_one(client: StrictClient) -> None:
    assert "<td>1 to 10</td>" in profile(client, STATED)


def test_declared_specialties_are_no_certification(client: StrictClient) -> None:
    page = profile(client, NEURO)
    assert "Neuroradiology (main)" in page
    assert "Declared by the doctor in the federal register. It is not a certification" in page


def test_facts_can_be_checked_at_their_source(client: StrictClient) -> None:
    page = profile(client, CHECKED)
    assert f"https://npiregistry.cms.hhs.gov/provider-view/{npi_of(CHECKED)}" in page
    assert "https://www.sirweb.org/" in page
    assert 'target="' not in page


def test_what_the_practice_said_is_shown_and_the_rest_is_not_known(client: StrictClient) -> None:
    page = profile(client, CHECKED)
    assert "<dt>New patients</dt><dd>yes</dd>" in page
    assert "<dt>Telehealth</dt><dd>not known</dd>" in page
    assert "<dt>Languages</dt><dd>English, Spanish</dd>" in page
    assert "<dt>Confirmed</dt><dd>20 Oct 2026" in page


def test_what_the_roster_adds_is_not_laid_at_the_door_of_the_federal_register(
    client: StrictClient,
) -> None:
    page = profile(client, CHECKED)
    assert "<dt>Source of the address</dt><dd>NPPES" in page
    assert "<dt>Source of other details</dt><dd>Practice roster" in page
    assert "Source of other details" not in profile(client, BARE)


def test_a_confirmed_address_names_no_page_that_nobody_looked_at(client: StrictClient) -> None:
    timeline = profile(client, CHECKED).partition('id="timeline"')[2]
    listing = timeline.partition("Practice details")[2].partition("</li>")[0]
    assert "page looked at" not in listing


def test_links_to_sources_tell_themselves_apart(client: StrictClient) -> None:
    links = re.findall(r"<a [^>]*>(.*?)</a>", profile(client, CHECKED), re.DOTALL)
    texts = [re.sub(r"<[^>]+>", "", link) for link in links]
    assert not {"source", "page looked at", "Website of the practice"} & set(texts)


def test_the_checks_so_far_are_listed_in_words(client: StrictClient) -> None:
    page = profile(client, CHECKED)
    assert "Certificate in interventional radiology, ABR: certified" in page
    assert "Membership of SIR: Member" in page
    assert "Practice details at 1 Example Avenue, 60601: confirmed" in page


def test_a_hostile_name_is_text(client: StrictClient) -> None:
    answer = client.get(f"/providers/{npi_of(SCRIPTED)}")
    assert "<script" not in answer.text
    assert "<img" not in answer.text


@pytest.mark.parametrize("npi", ["2999999999", "123", "abcdefghij", npi_of(77)])
def test_who_is_not_listed_is_a_page_not_found(client: StrictClient, npi: str) -> None:
    answer = client.get(f"/providers/{npi}")
    assert answer.status_code == 404
    assert "Start a new search" in answer.text
