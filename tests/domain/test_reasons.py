"""The sentences and flags that explain a place in the list."""

from datetime import date

import pytest

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    Certification,
    CertificationState,
    Issuer,
)
from finder.domain.memberships import Membership, MembershipCategory
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.quality import Standing, standing_on
from finder.domain.reasons import (
    CATEGORY_NAMES,
    CERTIFICATE_FIELDS,
    ISSUER_NAMES,
    PROCEDURE_PLURALS,
    distance_reason,
    flags_for,
    reasons_for,
    volume_reason,
)
from finder.domain.sentences import day
from finder.domain.volumes import volume_for
from tests.domain.builders import (
    NEWEST_YEAR,
    RULES,
    TODAY,
    certification,
    days_ago,
    exact,
    interval,
    location,
    membership,
    practitioner,
)

CHECKED = date(2026, 10, 3)
SIR = "the Society of Interventional Radiology (SIR)"


def standing(person: Practitioner, place: PracticeLocation | None = None) -> Standing:
    return standing_on(person, place or person.locations[0], RULES, TODAY)


def certified_as(*held: Certification) -> str:
    found = standing(practitioner(certifications=held))
    return reasons_for(found, volume_for([], Procedure.ANY, None), None)[0]


def member_as(*held: Membership) -> list[str]:
    found = standing(practitioner(memberships=held))
    return list(reasons_for(found, volume_for([], Procedure.ANY, None), None)[3:])


def test_every_component_has_its_sentence_in_the_order_of_the_score() -> None:
    person = practitioner(
        certifications=(certification(checked_on=CHECKED),),
        memberships=(membership(checked_on=CHECKED),),
        volumes=(exact(24),),
        locations=(location(confirmed_on=date(2026, 10, 23)),),
    )
    volume = volume_for(person.volumes, Procedure.KYPHOPLASTY, NEWEST_YEAR)
    assert reasons_for(standing(person), volume, 12.04) == (
        "12.0 miles away (straight line)",
        "Board certification in interventional radiology checked with ABR on 3 Oct 2026",
        "At least 24 kyphoplasties paid by Medicare in 2024",
        "Practice details confirmed on 23 Oct 2026",
        f"Member of {SIR}, checked on 3 Oct 2026",
    )


def test_somebody_of_whom_nothing_is_known_is_told_as_unknown_and_never_as_zero() -> None:
    volume = volume_for([], Procedure.ANY, None)
    assert reasons_for(standing(practitioner()), volume, None) == (
        "Board certification: not checked, counts as unknown",
        "Number of procedures: not known, which we do not treat as zero",
        "Practice details not confirmed yet: call before you go",
    )


@pytest.mark.parametrize(
    ("miles", "sentence"),
    [
        (0.0, "Less than 0.1 miles away (straight line)"),
        (0.049, "Less than 0.1 miles away (straight line)"),
        (0.05, "0.1 miles away (straight line)"),
        (0.96, "1.0 mile away (straight line)"),
        (1.04, "1.0 mile away (straight line)"),
        (1.06, "1.1 miles away (straight line)"),
        (499.96, "500.0 miles away (straight line)"),
    ],
)
def test_the_distance_is_told_to_a_tenth_of_a_mile(miles: float, sentence: str) -> None:
    assert distance_reason(miles) == sentence


class TestCertification:
    def test_the_former_certificate_is_named_beside_diagnostic_radiology(self) -> None:
        legacy = certification(Certificate.VIR_LEGACY, BoardStatus.CONVERTED)
        assert certified_as(certification(Certificate.DR, checked_on=CHECKED), legacy) == (
            "Board certification in diagnostic radiology, with the former certificate in "
            "interventional radiology, checked with ABR on 3 Oct 2026"
        )

    def test_the_osteopathic_board_is_named(self) -> None:
        held = (
            certification(Certificate.AOBR_VIR, checked_on=CHECKED),
            certification(Certificate.AOBR_DR, checked_on=CHECKED),
        )
        assert certified_as(*held) == (
            "Board certification in vascular and interventional radiology checked with AOBR "
            "on 3 Oct 2026"
        )

    def test_an_expired_one_says_when(self) -> None:
        expired = certification(expires_on=date(2026, 1, 31), checked_on=CHECKED)
        assert certified_as(expired) == (
            "Board certification in interventional radiology expired on 31 Jan 2026, last "
            "checked with ABR on 3 Oct 2026"
        )

    def test_a_refuted_one_says_so_without_a_word_of_why(self) -> None:
        revoked = certification(status=BoardStatus.REVOKED_OR_SURRENDERED, checked_on=CHECKED)
        assert certified_as(revoked) == (
            "No current board certification in interventional radiology, checked with ABR "
            "on 3 Oct 2026"
        )

    def test_a_claim_is_told_as_stated(self) -> None:
        assert certified_as(certification(checked_on=None)) == (
            "Board certification in interventional radiology: stated, not checked, counts as "
            "unknown"
        )

    def test_an_overdue_check_is_not_told_as_a_certificate(self) -> None:
        assert "counts as unknown" in certified_as(certification(checked_on=days_ago(500)))


class TestVolume:
    @pytest.mark.parametrize(
        ("volume", "sentence"),
        [
            (exact(24), "At least 24 kyphoplasties paid by Medicare in 2024"),
            (
                exact(11.5, Procedure.VERTEBROPLASTY),
                "At least 11.5 vertebroplasties paid by Medicare in 2024",
            ),
            (interval(1, 10), "Between 1 and 10 kyphoplasties paid by Medicare in 2024"),
            (
                interval(25, 34, Procedure.ANY),
                "Between 25 and 34 kyphoplasties or vertebroplasties paid by Medicare in 2024",
            ),
        ],
    )
    def test_a_published_count_is_told_with_its_year(
        self, volume: ProcedureVolume, sentence: str
    ) -> None:
        assert volume_reason(volume) == sentence

    def test_a_count_that_is_not_published_is_explained(self) -> None:
        missing = ProcedureVolume(Procedure.ANY, VolumeKind.NOT_PUBLISHED, year=2024)
        assert volume_reason(missing) == (
            "No number published by Medicare for 2024. Medicare does not publish small numbers, "
            "so we do not treat this as zero"
        )


class TestMembership:
    @pytest.mark.parametrize(
        ("category", "name"),
        [
            (MembershipCategory.FELLOW, "Fellow"),
            (MembershipCategory.ASSOCIATE, "Associate"),
            (MembershipCategory.CORRESPONDING, "Corresponding member"),
        ],
    )
    def test_the_category_is_named(self, category: MembershipCategory, name: str) -> None:
        held = membership(category, checked_on=CHECKED)
        assert member_as(held) == [f"{name} of {SIR}, checked on 3 Oct 2026"]

    def test_a_lapsed_one_says_so(self) -> None:
        lapsed = membership(valid_through=days_ago(31))
        assert member_as(lapsed) == [f"Membership of {SIR} has lapsed"]

    def test_a_claim_is_told_as_stated(self) -> None:
        assert member_as(membership(checked_on=None)) == [
            f"Member of {SIR}: stated, not checked, counts as unknown"
        ]

    def test_nobody_is_reproached_for_not_being_a_member(self) -> None:
        assert member_as(membership(MembershipCategory.NONE_FOUND)) == []
        assert member_as() == []


class TestFlags:
    def flags(self, **facts: object) -> tuple[str, ...]:
        person = practitioner(**facts)
        return flags_for(standing(person), person.locations[0])

    def test_the_unknown_are_flagged_and_not_hidden(self) -> None:
        assert self.flags() == ("certification-not-checked", "listing-not-confirmed")

    def test_checked_and_confirmed_is_free_of_flags(self) -> None:
        assert not self.flags(
            certifications=(certification(),),
            locations=(location(confirmed_on=days_ago(90), accepts_new_patients=True),),
        )

    def test_no_new_patients_is_flagged_only_where_somebody_said_so(self) -> None:
        assert "no-new-patients" in self.flags(locations=(location(accepts_new_patients=False),))
        assert "no-new-patients" not in self.flags()

    def test_a_member_abroad_is_flagged(self) -> None:
        abroad = membership(MembershipCategory.CORRESPONDING)
        assert "corresponding-member" in self.flags(memberships=(abroad,))

    def test_without_a_place_only_the_facts_are_flagged(self) -> None:
        found = standing_on(practitioner(), None, RULES, TODAY)
        assert flags_for(found, None) == ("certification-not-checked", "listing-not-confirmed")


def test_a_day_is_written_without_a_leading_zero() -> None:
    assert day(date(2026, 3, 5)) == "5 Mar 2026"


def test_every_issuer_certificate_and_procedure_has_a_name_for_patients() -> None:
    assert set(ISSUER_NAMES) == set(Issuer)
    assert set(CERTIFICATE_FIELDS) == set(Certificate)
    assert set(PROCEDURE_PLURALS) == set(Procedure)
    assert set(CATEGORY_NAMES) == set(MembershipCategory) - {MembershipCategory.NONE_FOUND}


@pytest.mark.parametrize("certificate", Certificate)
def test_no_sentence_calls_a_doctor_verified(certificate: Certificate) -> None:
    status = (
        BoardStatus.CONVERTED if certificate is Certificate.VIR_LEGACY else BoardStatus.CERTIFIED
    )
    person = practitioner(certifications=(certification(certificate, status),))
    found = standing(person)
    assert found.certification.state in (CertificationState.VERIFIED, CertificationState.UNKNOWN)
    sentences = reasons_for(found, volume_for([], Procedure.ANY, NEWEST_YEAR), 5)
    assert not any("verified" in sentence.lower() for sentence in sentences)
