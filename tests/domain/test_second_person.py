"""Which changes of a certificate two people decide, whatever came before them."""

import pytest

from finder.domain.credentials import BoardStatus, Certificate, Certification, Issuer
from finder.domain.second_person import HELD_BY_TWO, needs_second_person
from tests.domain.builders import TODAY, certification, days_ago, practitioner

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
