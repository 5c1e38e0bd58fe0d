"""A line is let pass only if it begins idly and holds nothing that is looked for."""

import re

import pytest

from finder.importers.prefilter import Prefilter, any_of


@pytest.mark.parametrize(
    ("codes", "line", "is_found"),
    [
        (["2085R0204X", "207X00000X"], b'"a","2085r0204x"', True),
        (["2085R0204X", "207X00000X"], b"207X00000X,b", True),
        (["2085R0204X"], b"2085R0202X", False),
        (["22513"], b"1.22513.0", True),
        ([], b"22513", False),
    ],
)
def test_a_code_is_found_however_it_is_written(
    codes: list[str], line: bytes, is_found: bool
) -> None:
    assert bool(any_of(codes).search(line)) is is_found


def test_a_line_matters_by_its_beginning_or_by_what_it_holds() -> None:
    prefilter = Prefilter(re.compile(rb"idle").match, re.compile(rb"code"))
    assert not prefilter.matters(b"idle,b")
    assert prefilter.matters(b"idle,code")
    assert prefilter.matters(b"busy,b")
    assert Prefilter(re.compile(rb"idle").match).matters(b"code")
