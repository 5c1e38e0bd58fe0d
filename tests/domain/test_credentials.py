"""What a board's word is worth on a day: verified, expired, not certified, stated or unknown."""

from datetime import date, timedelta

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
    certification_standing,
    newest_checks,
    one_year_after,
)
from finder.domain.errors import InvalidValue
from tests.domain.builders import TODAY, certification, days_ago

VERIFIED = CertificationState.VERIFIED
EXPIRED = CertificationState.EXPIRED
NOT_CERTIFIED = CertificationState.NOT_CERTIFIED
STATED = CertificationState.STATED
UNKNOWN = CertificationState.UNKNOWN
ONE_DAY = timedelta(days=1)


def standing(*records: Certification, today: date = TODAY) -> CertificationStanding:
    return certification_standing(records, today)


class TestTimeLimited:
    last_day = date(2027, 3, 31)
    record = certification(expires_on=last_day, checked_on=date(2020, 1, 5))

    def test_it_holds_through_its_last_day_however_old_the_check(self) -> None:
        assert self.record.state_on(self.last_day) is VERIFIED

    def test_it_is_expired_from_the_next_day(self) -> None:
        assert self.record.state_on(self.last_day + ONE_DAY) is EXPIRED

    def test_it_is_due_again_on_its_last_day(self) -> None:
        assert self.record.next_due_on == self.last_day


class TestWithoutALastDay:
    @pytest.fixture(params=[DurationType.LIFETIME, DurationType.CONTINUOUS, DurationType.UNKNOWN])
    def record(self, request: pytest.FixtureRequest) -> Certification:
        return certification(duration_type=request.param, checked_on=date(2026, 1, 10))

    def test_it_is_due_again_one_year_after_the_check(self, record: Certification) -> None:
        assert record.next_due_on == date(2027, 1, 10)

    def test_it_keeps_its_value_through_thirty_days_overdue(self, record: Certification) -> None:
        assert record.state_on(date(2027, 1, 10) + timedelta(days=30)) is VERIFIED

    def test_then_it_is_unknown_and_never_expired(self, record: Certification) -> None:
        assert record.state_on(date(2027, 1, 10) + timedelta(days=31)) is UNKNOWN
        assert record.state_on(date(2090, 1, 1)) is UNKNOWN


@pytest.mark.parametrize(
    ("day", "next_year"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2023, 3, 1), date(2024, 3, 1)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_year_ends_on_the_same_day_and_after_a_leap_day_on_28_february(
    day: date, next_year: date
) -> None:
    assert one_year_after(day) == next_year


def test_a_check_on_a_leap_day_is_overdue_from_31_march() -> None:
    record = certification(checked_on=date(2024, 2, 29))
    assert record.next_due_on == date(2025, 2, 28)
    assert record.state_on(date(2025, 3, 30)) is VERIFIED
    assert record.state_on(date(2025, 3, 31)) is UNKNOWN


def test_a_certificate_may_end_on_a_leap_day() -> None:
    record = certification(expires_on=date(2028, 2, 29))
    assert record.state_on(date(2028, 2, 29)) is VERIFIED
    assert record.state_on(date(2028, 3, 1)) is EXPIRED


def test_what_the_board_calls_expired_reads_so_from_the_day_after_its_last() -> None:
    record = certification(
        status=BoardStatus.EXPIRED,
        expires_on=date(2026, 3, 1),
    )
    assert record.state_on(date(2026, 3, 1)) is UNKNOWN
    assert record.state_on(date(2026, 3, 2)) is EXPIRED


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (BoardStatus.CERTIFIED, VERIFIED),
        (BoardStatus.NOT_CERTIFIED, NOT_CERTIFIED),
        (BoardStatus.REVOKED_OR_SURRENDERED, NOT_CERTIFIED),
        (BoardStatus.EXPIRED, CertificationState.UNKNOWN),
        (BoardStatus.CONVERTED, UNKNOWN),
        (BoardStatus.RETIRED, UNKNOWN),
        (BoardStatus.BOARD_ELIGIBLE, UNKNOWN),
        (BoardStatus.NOT_FOUND, UNKNOWN),
    ],
)
class TestBoardStatus:
    def test_a_checked_status_reads_as(
        self, status: BoardStatus, state: CertificationState
    ) -> None:
        assert standing(certification(status=status)).state is state

    def test_without_a_check_every_status_is_only_stated(
        self, status: BoardStatus, state: CertificationState
    ) -> None:
        found = standing(certification(status=status, checked_on=None))
        assert (found.state, found.rung) == (STATED, CertificationClass.UNKNOWN)

    def test_a_statement_never_changes_a_checked_state(
        self, status: BoardStatus, state: CertificationState
    ) -> None:
        checked = certification(status=status)
        claims = [
            certification(status=BoardStatus.CERTIFIED, checked_on=None),
            certification(Certificate.AOBR_VIR, checked_on=None),
            certification(status=BoardStatus.REVOKED_OR_SURRENDERED, checked_on=None),
        ]
        assert standing(*claims, checked) == standing(checked, *claims) == standing(checked)


def test_nothing_recorded_is_unknown() -> None:
    assert standing() == CertificationStanding(UNKNOWN, CertificationClass.UNKNOWN)


class TestRungs:
    @pytest.mark.parametrize(
        ("held", "rung"),
        [
            ([Certificate.IR_DR], CertificationClass.INTERVENTIONAL),
            ([Certificate.AOBR_VIR, Certificate.AOBR_DR], CertificationClass.INTERVENTIONAL),
            ([Certificate.AOBR_VIR], CertificationClass.OTHER_BOARD),
            ([Certificate.AOBR_DR], CertificationClass.OTHER_BOARD),
            ([Certificate.AOBR_VIR, Certificate.DR], CertificationClass.OTHER_BOARD),
            ([Certificate.DR], CertificationClass.OTHER_BOARD),
            ([Certificate.NEURORAD], CertificationClass.OTHER_BOARD),
            ([Certificate.OTHER], CertificationClass.OTHER_BOARD),
            ([Certificate.DR, Certificate.IR_DR], CertificationClass.INTERVENTIONAL),
        ],
    )
    def test_verified_certificates_stand_on_the_best_rung(
        self, held: list[Certificate], rung: CertificationClass
    ) -> None:
        records = [certification(certificate) for certificate in held]
        assert standing(*records).rung is rung
        assert standing(*reversed(records)).rung is rung

    def test_the_osteopathic_subspecialty_needs_its_base_certificate_verified(self) -> None:
        subspecialty = certification(Certificate.AOBR_VIR, expires_on=date(2030, 12, 31))
        base = certification(Certificate.AOBR_DR, expires_on=date(2027, 6, 30))
        assert standing(subspecialty, base).rung is CertificationClass.INTERVENTIONAL
        found = standing(subspecialty, base, today=date(2027, 7, 1))
        assert (found.state, found.rung) == (VERIFIED, CertificationClass.OTHER_BOARD)

    def test_a_stated_base_certificate_is_not_enough(self) -> None:
        base = certification(Certificate.AOBR_DR, checked_on=None)
        assert standing(certification(Certificate.AOBR_VIR), base).rung is (
            CertificationClass.OTHER_BOARD
        )

    @pytest.mark.parametrize(
        "status",
        [
            status
            for status in BoardStatus
            if status not in (BoardStatus.CERTIFIED, BoardStatus.REVOKED_OR_SURRENDERED)
        ],
    )
    def test_a_former_subspecialty_lifts_diagnostic_radiology(self, status: BoardStatus) -> None:
        legacy = certification(Certificate.VIR_LEGACY, status)
        found = standing(certification(Certificate.DR), legacy)
        assert found.rung is CertificationClass.DIAGNOSTIC_WITH_LEGACY_VIR

    def test_a_revoked_former_subspecialty_lifts_nothing(self) -> None:
        revoked = certification(
            Certificate.VIR_LEGACY, BoardStatus.REVOKED_OR_SURRENDERED, checked_on=days_ago(90)
        )
        assert standing(certification(Certificate.DR), revoked).rung is (
            CertificationClass.OTHER_BOARD
        )

    def test_a_stated_former_subspecialty_lifts_nothing(self) -> None:
        stated = certification(Certificate.VIR_LEGACY, BoardStatus.CONVERTED, checked_on=None)
        assert standing(certification(Certificate.DR), stated).rung is (
            CertificationClass.OTHER_BOARD
        )

    def test_a_former_subspecialty_alone_proves_nothing(self) -> None:
        legacy = certification(Certificate.VIR_LEGACY, BoardStatus.CONVERTED)
        assert standing(legacy).state is UNKNOWN

    def test_of_equal_rungs_the_newest_check_is_shown(self) -> None:
        older = certification(Certificate.DR, checked_on=days_ago(200))
        newer = certification(Certificate.NEURORAD, checked_on=days_ago(20))
        assert standing(older, newer).certification == newer


class TestSeveralChecks:
    def test_the_newest_check_of_a_certificate_replaces_the_older(self) -> None:
        older = certification(checked_on=days_ago(300))
        newer = certification(status=BoardStatus.NOT_CERTIFIED, checked_on=days_ago(10))
        assert newest_checks([newer, older]) == [newer]
        assert standing(newer, older).state is NOT_CERTIFIED

    def test_a_newer_good_check_replaces_a_revocation(self) -> None:
        revoked = certification(status=BoardStatus.REVOKED_OR_SURRENDERED, checked_on=days_ago(300))
        assert standing(certification(checked_on=days_ago(10)), revoked).state is VERIFIED

    def test_checks_of_other_certificates_stand_side_by_side(self) -> None:
        records = [certification(Certificate.DR), certification(Certificate.NEURORAD)]
        assert newest_checks(records) == records

    def test_a_verified_certificate_counts_before_an_expired_one(self) -> None:
        expired = certification(Certificate.NEURORAD, expires_on=days_ago(100))
        assert standing(expired, certification(Certificate.DR)).state is VERIFIED

    def test_an_expired_one_counts_before_a_refuted_one(self) -> None:
        expired = certification(Certificate.NEURORAD, expires_on=days_ago(100))
        refuted = certification(status=BoardStatus.NOT_CERTIFIED)
        found = standing(refuted, expired)
        assert (found.state, found.rung) == (EXPIRED, CertificationClass.EXPIRED)

    def test_a_refuted_one_counts_before_an_unknown_one(self) -> None:
        refuted = certification(status=BoardStatus.NOT_CERTIFIED)
        eligible = certification(Certificate.DR, BoardStatus.BOARD_ELIGIBLE)
        found = standing(eligible, refuted)
        assert (found.state, found.rung) == (NOT_CERTIFIED, CertificationClass.NONE)


class TestRevocation:
    def revoked(self, days: int, issuer: Issuer = Issuer.ABR) -> Certification:
        return certification(
            Certificate.NEURORAD,
            BoardStatus.REVOKED_OR_SURRENDERED,
            issuer=issuer,
            checked_on=days_ago(days),
        )

    def test_one_newer_than_the_verified_check_of_the_same_board_wins(self) -> None:
        assert standing(certification(checked_on=days_ago(30)), self.revoked(29)).state is (
            NOT_CERTIFIED
        )

    @pytest.mark.parametrize("days", [30, 31])
    def test_one_of_the_same_day_or_older_does_not(self, days: int) -> None:
        verified = certification(checked_on=days_ago(30))
        assert standing(verified, self.revoked(days)).state is VERIFIED

    def test_one_of_another_board_does_not(self) -> None:
        verified = certification(checked_on=days_ago(30))
        assert standing(verified, self.revoked(1, Issuer.ABMS_OTHER)).state is VERIFIED

    def test_a_newer_other_finding_of_the_same_board_does_not(self) -> None:
        not_certified = certification(
            Certificate.NEURORAD, BoardStatus.NOT_CERTIFIED, checked_on=days_ago(1)
        )
        assert standing(certification(), not_certified).state is VERIFIED


class TestImpossibleRecords:
    @pytest.mark.parametrize("checked_on", [days_ago(30), None])
    def test_nobody_is_certified_in_the_subspecialty_that_ended(
        self, checked_on: date | None
    ) -> None:
        with pytest.raises(InvalidValue, match="ended on 15 October 2017") as problem:
            certification(Certificate.VIR_LEGACY, checked_on=checked_on)
        assert problem.value.field == "board_status"

    def test_a_time_limited_certificate_needs_its_last_day(self) -> None:
        with pytest.raises(InvalidValue, match="needs its last day") as problem:
            certification(duration_type=DurationType.TIME_LIMITED)
        assert problem.value.field == "expires_on"

    @pytest.mark.parametrize(
        "kind", [DurationType.LIFETIME, DurationType.CONTINUOUS, DurationType.UNKNOWN]
    )
    def test_no_other_certificate_has_a_last_day(self, kind: DurationType) -> None:
        with pytest.raises(InvalidValue, match="Only a time-limited certificate"):
            certification(duration_type=kind, expires_on=date(2030, 1, 1))


def test_a_statement_is_never_due() -> None:
    assert certification(checked_on=None).next_due_on is None
