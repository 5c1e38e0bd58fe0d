"""Which changes of a certificate two people decide, whatever came before them."""

import pytest

from finder.domain.credentials import BoardStatus, Certificate, Certification, Issuer
from finder.domain.memberships import Membership, MembershipCategory
from finder.domain.second_person import HELD_BY_TWO, needs_second_person
from tests.domain.builders import TODAY, certification, days_ago, membership, practitioner

IR = (Issuer.ABR, Certificate.IR_DR)
LEFT_BY_TWO = [status for status in BoardStatus if status not in HELD_BY_TWO]


def takes_two(
    held: Certification | None, seen: Certification, once: tuple[tuple[Issuer, Certificate], ...]
) -> bool:
    before = practitioner(certifications=(held,) if held else ())
    after = practitioner(certifications=(*([held] if held else []), seen))
    return needs_second_person(before, after, TODAY, once)


def said(status: BoardStatus, days: int, certificate: Certificate = IR[1]) -> Certification:
    return certification(certificate, status, checked_on=days_ago(days))


@pytest.mark.parametrize("status", LEFT_BY_TWO)
def test_what_two_people_ended_is_set_back_by_two(status: BoardStatus) -> None:
    held = said(status, 5)
    assert takes_two(held, said(BoardStatus.CERTIFIED, 1), (IR,))
    # Nor does it become something milder on the way.
    milder = BoardStatus.NOT_FOUND if status is not BoardStatus.NOT_FOUND else BoardStatus.RETIRED
    assert takes_two(held, said(milder, 1), (IR,))


@pytest.mark.parametrize("status", LEFT_BY_TWO)
def test_seeing_the_same_again_takes_one(status: BoardStatus) -> None:
    assert not takes_two(said(status, 5), said(status, 1), (IR,))


@pytest.mark.parametrize("status", LEFT_BY_TWO)
def test_what_one_person_found_first_is_corrected_by_one(status: BoardStatus) -> None:
    assert not takes_two(said(status, 5), said(BoardStatus.CERTIFIED, 1), ())


def test_another_certificate_is_no_way_around_a_refusal() -> None:
    held = said(BoardStatus.NOT_CERTIFIED, 5)
    assert takes_two(held, said(BoardStatus.CERTIFIED, 1, Certificate.NEURORAD), (IR,))


def test_what_was_converted_lets_the_new_certificate_be_recorded_by_one() -> None:
    held = said(BoardStatus.CONVERTED, 5, Certificate.DR)
    once = ((Issuer.ABR, Certificate.DR),)
    assert not takes_two(held, said(BoardStatus.CERTIFIED, 1), once)


def test_the_routine_look_takes_one() -> None:
    assert not takes_two(None, said(BoardStatus.CERTIFIED, 1), ())
    assert not takes_two(said(BoardStatus.CERTIFIED, 200), said(BoardStatus.CERTIFIED, 1), (IR,))


def ending(days: int, held_until: int | None = None) -> bool:
    """Whether a last day that many days ahead takes two, where another or none is on record."""
    until = None if held_until is None else days_ago(-held_until)
    seen = certification(checked_on=days_ago(0), expires_on=days_ago(-days))
    return takes_two(certification(expires_on=until), seen, (IR,))


def test_no_badge_is_ended_by_one_through_an_early_last_day() -> None:
    assert ending(0)
    assert ending(59)
    assert ending(300, held_until=301)
    # Nor is it two people's work to see the same, or that it lasts longer.
    assert not ending(300, held_until=300)
    assert not ending(301, held_until=300)
    assert not ending(112)


def membership_takes_two(held: Membership, seen: Membership) -> bool:
    before = practitioner(memberships=(held,))
    return needs_second_person(before, practitioner(memberships=(held, seen)), TODAY)


@pytest.mark.parametrize(
    "seen",
    [
        membership(MembershipCategory.NONE_FOUND, checked_on=TODAY),
        membership(MembershipCategory.ASSOCIATE, checked_on=TODAY),
        membership(checked_on=TODAY, valid_through=days_ago(1)),
        membership(checked_on=TODAY, valid_through=days_ago(40)),
    ],
)
def test_a_checked_membership_is_taken_away_by_two(seen: Membership) -> None:
    assert membership_takes_two(membership(), seen)


def test_the_routine_look_at_a_membership_takes_one() -> None:
    held = membership(valid_through=days_ago(-30))
    assert not membership_takes_two(held, membership(checked_on=TODAY, valid_through=days_ago(-30)))
    assert not membership_takes_two(
        held, membership(checked_on=TODAY, valid_through=days_ago(-400))
    )
    assert membership_takes_two(held, membership(checked_on=TODAY, valid_through=days_ago(-29)))
    assert not membership_takes_two(membership(), membership(checked_on=TODAY))
    nothing = membership(MembershipCategory.NONE_FOUND)
    assert not membership_takes_two(nothing, membership(checked_on=TODAY))
