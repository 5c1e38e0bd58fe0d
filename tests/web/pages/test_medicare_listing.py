"""What Medicare's file of clinicians says stands on the profile as Medicare's word."""

import html
from pathlib import Path

import pytest

from finder.domain.provenance import Source
from finder.services.resources import Resources
from tests.factories import clinician, load, npi_of, write_csv
from tests.web.conftest import BARE, CHECKED
from tests.web.strict_client import StrictClient

ELSEWHERE = {"adr_ln_1": "9 OTHER ST", "ZIP Code": "60602"}
MILWAUKEE = {"City/Town": "MILWAUKEE", "State": "WI", "ZIP Code": "53202"}


@pytest.fixture
def listed(client: StrictClient, resources: Resources, tmp_path: Path) -> StrictClient:
    """One is listed at a further address, another at the address of the register."""
    rows = [clinician(CHECKED, **ELSEWHERE), clinician(BARE, **MILWAUKEE)]
    path = write_csv(tmp_path / "DAC_20261113.csv", rows)
    load(resources, Source.MEDICARE_CLINICIANS, path)
    return client


def profile(client: StrictClient, number: int) -> str:
    return html.unescape(client.get(f"/providers/{npi_of(number)}").text)


def test_an_address_of_the_register_names_medicare_beside_it(listed: StrictClient) -> None:
    page = profile(listed, BARE)
    assert "<dt>Source of the address</dt><dd>NPPES" in page
    assert "<dt>Also listed by Medicare</dt><dd>Medicare Doctors and Clinicians, 13 Nov" in page
    assert "<dt>Confirmed</dt><dd>13 Nov 2026" in page
    assert "<dt>Telehealth</dt><dd>yes" in page
    assert "Source of other details" not in page


def test_an_address_of_medicare_alone_is_said_to_be_medicares(listed: StrictClient) -> None:
    page = profile(listed, CHECKED)
    assert "<dt>Source of the address</dt><dd>Medicare Doctors and Clinicians, 13 Nov 2026" in page
    assert "Also listed by Medicare" not in page
    assert "<dt>Source of other details</dt><dd>Practice roster" in page


def test_the_about_page_lists_the_new_sources(listed: StrictClient) -> None:
    page = html.unescape(listed.get("/about").text)
    for name in ("Medicare Doctors and Clinicians", "Medicare Order and Referring"):
        assert name in page
    assert "NPPES, deactivated NPIs" in page
