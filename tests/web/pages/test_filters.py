"""How values are shown."""

from dataclasses import replace
from datetime import date

import pytest

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    Certification,
    CertificationClass,
    CertificationStanding,
    CertificationState,
    DurationType,
    Issuer,
    PrimarySourceCheck,
)
from finder.domain.practitioner import PracticeLocation
from finder.domain.provenance import Provenance, Source
from finder.web.filters import numbers, words


@pytest.mark.parametrize(
    ("miles", "shown"),
    [
        (12.34, "12.3 miles"),
        (1.04, "1.0 mile"),
        (0.96, "1.0 mile"),
        (0.0, "less than 0.1 miles"),
        (0.05, "0.1 miles"),
    ],
)
def test_miles_have_one_decimal(miles: float, shown: str) -> None:
    assert numbers.miles(miles) == shown


@pytest.mark.parametrize(
    ("points", "shown"), [(13.04, "13.0"), (-4.56, "−4.6"), (-0.01, "0.0"), (0.0, "0.0")]
)
def test_points_have_one_decimal_and_no_negative_zero(points: float, shown: str) -> None:
    assert numbers.points(points) == shown


@pytest.mark.parametrize(
    ("text", "shown", "link"),
    [
        ("3125550100", "(312) 555-0100", "tel:+13125550100"),
        ("13125550100", "(312) 555-0100", "tel:+13125550100"),
        ("312-555-0100", "(312) 555-0100", "tel:+13125550100"),
        ("+44 20 7946 0000", "+44 20 7946 0000", "tel:+442079460000"),
    ],
)
def test_telephone_numbers_are_readable_and_can_be_dialled(
    text: str, shown: str, link: str
) -> None:
    assert numbers.phone(text) == shown
    assert numbers.tel(text) == link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("4161 EXAMPLE AVENUE NW", "4161 Example Avenue NW"),
        ("PO BOX 12", "PO Box 12"),
        ("5TH FLOOR", "5th Floor"),
        ("McKinley Street", "McKinley Street"),
    ],
)
def test_capitals_of_a_register_become_readable(text: str, shown: str) -> None:
    assert numbers.address_case(text) == shown


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "//evil.example", ""])
def test_only_web_addresses_become_links(text: str) -> None:
    assert numbers.web_address(text) == ""
    assert numbers.web_address("https://example.org/") == "https://example.org/"


def test_a_map_is_searched_by_the_address_and_not_by_the_point_of_its_zip() -> None:
    seen = Provenance(Source.NPPES, date(2026, 11, 1))
    location = PracticeLocation(
        1, "", ("1 A&B Street",), "Chicago", "IL", "606011234", "US", "", "", None, seen
    )
    assert numbers.map_link(location).endswith("?query=1+A%26B+Street%2C+Chicago%2C+IL+60601")
    assert numbers.zip_shown(location.zip_code) == "60601-1234"


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (CertificationState.VERIFIED, "Checked with ABR on 3 Oct 2026"),
        (CertificationState.EXPIRED, "Expired, checked with ABR on 3 Oct 2026"),
        (CertificationState.NOT_CERTIFIED, "Not certified, checked with ABR on 3 Oct 2026"),
        (
            CertificationState.UNKNOWN,
            "Last checked with ABR on 3 Oct 2026, a new check is overdue",
        ),
    ],
)
def test_a_badge_says_who_was_asked_and_when(state: CertificationState, shown: str) -> None:
    check = PrimarySourceCheck("https://www.theabr.org/", date(2026, 10, 3), "R. Register")
    record = Certification(
        Issuer.ABR, Certificate.DR, DurationType.LIFETIME, BoardStatus.CERTIFIED, check=check
    )
    standing = CertificationStanding(state, CertificationClass.OTHER_BOARD, record)
    assert words.certification_badge(standing) == shown


def test_a_badge_lets_no_board_say_what_it_did_not_say() -> None:
    check = PrimarySourceCheck("https://www.theabr.org/", date(2026, 2, 1), "R. Register")
    ended = Certification(
        Issuer.ABR,
        Certificate.NEURORAD,
        DurationType.TIME_LIMITED,
        BoardStatus.CERTIFIED,
        expires_on=date(2026, 7, 25),
        check=check,
    )
    standing = CertificationStanding(CertificationState.EXPIRED, CertificationClass.EXPIRED, ended)
    shown = words.certification_badge(standing)
    assert shown == "Expired on 25 Jul 2026, last checked with ABR on 1 Feb 2026"
    eligible = replace(ended, board_status=BoardStatus.BOARD_ELIGIBLE)
    standing = CertificationStanding(
        CertificationState.UNKNOWN, CertificationClass.UNKNOWN, eligible
    )
    shown = words.certification_badge(standing)
    assert shown == "Looked up with ABR on 1 Feb 2026: nothing current"


def test_a_badge_names_the_field_of_a_certificate_that_is_not_the_usual_one() -> None:
    check = PrimarySourceCheck("https://www.theabr.org/", date(2026, 10, 3), "R. Register")
    record = Certification(
        Issuer.ABR, Certificate.DR, DurationType.LIFETIME, BoardStatus.CERTIFIED, check=check
    )
    other = CertificationStanding(
        CertificationState.VERIFIED, CertificationClass.OTHER_BOARD, record
    )
    usual = replace(other, rung=CertificationClass.INTERVENTIONAL)
    assert words.certification_subject(other) == "Board certification in diagnostic radiology"
    assert words.certification_subject(usual) == "Board certification"


def test_a_badge_without_any_record_says_that_nobody_looked() -> None:
    unknown = CertificationStanding(CertificationState.UNKNOWN, CertificationClass.UNKNOWN)
    assert words.certification_badge(unknown) == "Not checked"


def test_every_status_of_a_board_has_words() -> None:
    assert set(words.STATUSES) == set(BoardStatus)
