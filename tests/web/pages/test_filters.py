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
from finder.domain.procedures import Procedure
from finder.domain.reasons import CERTIFICATE_FIELDS
from finder.domain.sentences import Sentence
from finder.web.filters import badges, numbers, words


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


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "//evil.example", ""])
def test_only_web_addresses_become_links(text: str) -> None:
    assert numbers.web_address(text) == ""
    assert numbers.web_address("https://example.org/") == "https://example.org/"


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
    assert badges.certification_badge(standing) == shown


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
    shown = badges.certification_badge(standing)
    assert shown == "Expired on 25 Jul 2026, last checked with ABR on 1 Feb 2026"
    eligible = replace(ended, board_status=BoardStatus.BOARD_ELIGIBLE)
    standing = CertificationStanding(
        CertificationState.UNKNOWN, CertificationClass.UNKNOWN, eligible
    )
    shown = badges.certification_badge(standing)
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
    assert badges.certification_subject(other) == "Board certification in diagnostic radiology"
    assert badges.certification_subject(usual) == "Board certification"


def test_a_badge_without_any_record_says_that_nobody_looked() -> None:
    unknown = CertificationStanding(CertificationState.UNKNOWN, CertificationClass.UNKNOWN)
    assert badges.certification_badge(unknown) == "Not checked"


def test_every_status_certificate_and_procedure_has_words_alone_and_within_a_line() -> None:
    assert set(words.STATUSES) == set(words.STATUS_TITLES) == set(BoardStatus)
    assert set(words.FIELD_TITLES) == set(CERTIFICATE_FIELDS) == set(Certificate)
    assert set(words.PROCEDURES) == set(words.PROCEDURE_TITLES) == set(Procedure)


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (words.STATUS_TITLES, words.STATUSES),
        (words.FIELD_TITLES, CERTIFICATE_FIELDS),
        (words.PROCEDURE_TITLES, words.PROCEDURES),
    ],
)
def test_a_title_is_the_name_with_a_capital(
    titles: dict[str, Sentence], names: dict[str, Sentence]
) -> None:
    assert titles == {code: name.capitalize() for code, name in names.items()}
