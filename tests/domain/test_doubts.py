"""What the boards' own rules forbid is refused; what they make unlikely is asked about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    Certification,
    Doubt,
    DurationType,
    Issuer,
    PrimarySourceCheck,
    doubts_about,
    one_year_after,
    one_year_before,
)

TODAY = date(2026, 11, 22)
CHECK = PrimarySourceCheck("https://board.example/", TODAY, "vera@example.org")


def seen(**parts: object) -> Certification:
    values: dict[str, object] = {
        "issuer": Issuer.ABR,
        "certificate": Certificate.IR_DR,
        "duration_type": DurationType.CONTINUOUS,
        "board_status": BoardStatus.CERTIFIED,
        "check": CHECK,
    }
    return Certification(**{**values, **parts})  # type: ignore[arg-type]


def columns(doubts: list[Doubt]) -> list[tuple[str, bool]]:
    return [(doubt.column, doubt.blocks) for doubt in doubts]


DR = seen(certificate=Certificate.DR)
OSTEOPATHIC = {"issuer": Issuer.AOBR, "certificate": Certificate.AOBR_VIR}
AOBR_DR = seen(issuer=Issuer.AOBR, certificate=Certificate.AOBR_DR)


def test_an_ordinary_certificate_raises_no_doubt() -> None:
    assert doubts_about(seen(issued_on=date(2018, 6, 1)), [], TODAY) == []


def test_a_combined_certificate_from_before_it_existed_is_doubtful() -> None:
    assert columns(doubts_about(seen(issued_on=date(2017, 10, 14)), [], TODAY)) == [
        ("issued_on", False)
    ]
    assert doubts_about(seen(issued_on=date(2017, 10, 15)), [], TODAY) == []


@pytest.mark.parametrize("new", [DR, seen()])
def test_nobody_holds_both_certificates_of_the_abr(new: Certification) -> None:
    other = seen() if new is DR else DR
    assert [doubt.blocks for doubt in doubts_about(new, [other], TODAY)] == [True]
    assert "converted" in doubts_about(new, [other], TODAY)[0].sentence


@pytest.mark.parametrize(
    "other",
    [
        seen(certificate=Certificate.DR, board_status=BoardStatus.CONVERTED),
        seen(certificate=Certificate.DR, check=None),
        seen(
            certificate=Certificate.DR,
            duration_type=DurationType.TIME_LIMITED,
            expires_on=TODAY - timedelta(days=1),
        ),
        seen(issuer=Issuer.AOBR, certificate=Certificate.AOBR_DR),
    ],
)
def test_a_certificate_that_is_not_active_stands_in_nobodys_way(other: Certification) -> None:
    assert doubts_about(seen(), [other], TODAY) == []


def test_a_lifetime_certificate_since_2002_is_doubtful() -> None:
    for_life = {"certificate": Certificate.DR, "duration_type": DurationType.LIFETIME}
    assert columns(doubts_about(seen(**for_life, issued_on=date(2002, 1, 1)), [], TODAY)) == [
        ("duration_type", False)
    ]
    assert doubts_about(seen(**for_life, issued_on=date(2001, 12, 31)), [], TODAY) == []


def test_the_osteopathic_subspecialty_presumes_diagnostic_radiology() -> None:
    assert columns(doubts_about(seen(**OSTEOPATHIC), [], TODAY)) == [("certificate", False)]
    assert doubts_about(seen(**OSTEOPATHIC), [AOBR_DR], TODAY) == []


def test_a_certificate_of_another_board_is_refused() -> None:
    assert columns(doubts_about(seen(issuer=Issuer.AOBR), [], TODAY)) == [("issuer", True)]


def test_expired_with_a_day_to_come_is_doubtful() -> None:
    record = seen(
        board_status=BoardStatus.EXPIRED,
        duration_type=DurationType.TIME_LIMITED,
        expires_on=TODAY + timedelta(days=1),
    )
    assert columns(doubts_about(record, [], TODAY)) == [("expires_on", False)]


def test_the_same_certificate_checked_again_does_not_contradict_itself() -> None:
    assert doubts_about(seen(), [seen()], TODAY) == []


@given(st.dates(date(1999, 1, 1), date(2060, 12, 31)))
def test_a_year_before_is_the_last_day_that_is_over_by_then(day: date) -> None:
    before = one_year_before(day)
    assert one_year_after(before) <= day
    assert one_year_after(before + timedelta(days=1)) > day


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2024, 3, 1), date(2023, 3, 1)),
    ],
)
def test_leap_days_have_a_year_too(day: date, before: date) -> None:
    assert one_year_before(day) == before
