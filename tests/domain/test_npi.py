"""The ten digits of a National Provider Identifier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.errors import InvalidValue
from finder.domain.npi import Npi, check_digit

nine_digits = st.text("0123456789", min_size=9, max_size=9)


def luhn_sum_with_prefix(digits: str) -> int:
    """The rule as written: every second digit from the right doubled, over 80840 and the NPI."""
    total = 0
    for place, digit in enumerate(reversed("80840" + digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value // 10 + value % 10
    return total


def test_the_example_of_the_register_is_an_npi() -> None:
    assert str(Npi("1234567893")) == "1234567893"


@given(nine_digits)
def test_the_check_digit_makes_the_sum_with_the_health_prefix_a_multiple_of_ten(first):
    number = Npi(first + check_digit(first))
    assert luhn_sum_with_prefix(number.digits) % 10 == 0


@given(nine_digits, st.integers(1, 9))
def test_any_other_last_digit_is_refused(first, shift):
    wrong = str((int(check_digit(first)) + shift) % 10)
    with pytest.raises(InvalidValue, match="last digit does not fit"):
        Npi(first + wrong)


@pytest.mark.parametrize("place", range(10))
def test_one_wrong_digit_is_always_noticed(place: int) -> None:
    digits = "1234567893"
    for other in set("0123456789") - {digits[place]}:
        with pytest.raises(InvalidValue):
            Npi(digits[:place] + other + digits[place + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456789",
        "12345678931",
        "1234567893\n",
        " 1234567893",
        "+123456789",
        "123456789X",
        "1234567893.0",
        "١٢٣٤٥٦٧٨٩٣",
        "１２３４５６７８９３",
        "1234\x006789",
        "9" * 5000,
    ],
)
def test_anything_but_ten_plain_digits_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="exactly ten digits") as problem:
        Npi(text)
    assert problem.value.field == "npi"


def test_npis_sort_as_text() -> None:
    assert sorted([Npi("2000000002"), Npi("1234567893")])[0] == Npi("1234567893")
