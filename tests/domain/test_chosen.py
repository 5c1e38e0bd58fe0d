"""The choice of a comparison is read strictly from its link."""

import pytest

from finder.domain.chosen import MOST_CHOSEN, parse_choice
from finder.domain.errors import InvalidSearch, InvalidValue
from finder.domain.procedures import Procedure
from tests.factories import npi_of

NPIS = [npi_of(number) for number in range(1, 8)]


def test_the_order_of_the_link_is_kept_and_the_same_number_counts_once() -> None:
    choice = parse_choice([NPIS[2], NPIS[0], NPIS[2], f" {NPIS[1]} "], "", "")
    assert choice.npis == (NPIS[2], NPIS[0], NPIS[1])
    assert choice.left_out == 0


def test_more_than_four_are_left_out_and_counted() -> None:
    choice = parse_choice(NPIS, "", "")
    assert choice.npis == tuple(NPIS[:MOST_CHOSEN])
    assert choice.left_out == len(NPIS) - MOST_CHOSEN


def test_empty_parameters_choose_nobody_and_any_procedure() -> None:
    choice = parse_choice(["", " "], "", "")
    assert choice.npis == ()
    assert choice.procedure is Procedure.ANY


def test_place_and_procedure_are_read_as_in_a_search() -> None:
    choice = parse_choice([], " 60601 ", "kyphoplasty")
    assert (choice.near, choice.procedure) == ("60601", Procedure.KYPHOPLASTY)


@pytest.mark.parametrize("npi", ["1", "abc", NPIS[0][:-1] + "x", NPIS[0] + "0", "٢٠٠٠٠٠٠٠١٢"])
def test_what_is_no_npi_is_refused_with_a_sentence(npi: str) -> None:
    with pytest.raises(InvalidValue, match="NPI") as refused:
        parse_choice([npi], "", "")
    assert refused.value.field == "npi"


@pytest.mark.parametrize(("near", "procedure"), [("x" * 201, ""), ("\x00", ""), ("", "surgery")])
def test_a_bad_place_or_procedure_is_refused_with_a_sentence(near: str, procedure: str) -> None:
    with pytest.raises(InvalidSearch):
        parse_choice([], near, procedure)
