"""Single cells, for any text at all."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.errors import InvalidValue
from finder.importers.cells import (
    clean_text,
    date_from_digits,
    date_or_none,
    iso_date,
    npi_or_empty,
    shown,
)
from finder.importers.postal import mended_zip, phone_digits
from finder.importers.prefilter import any_of

TEXT = st.text(max_size=120)
BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(TEXT)
def test_clean_text_is_one_line_in_normal_form_without_controls(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned == " ".join(cleaned.split())
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {unicodedata.category(letter) for letter in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(cleaned) & BIDI_CONTROLS
    assert clean_text(cleaned) == cleaned


@given(st.text())
def test_no_cell_makes_a_lenient_parser_fail(text: str) -> None:
    for parse in (date_from_digits, date_or_none, npi_or_empty, phone_digits, shown):
        parse(text)
    zip5, zip4 = mended_zip(text, "MA")
    assert len(zip5) in (0, 5)
    assert len(zip4) in (0, 4)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_in_each_notation(day: date) -> None:
    assert date_from_digits(day.strftime("%Y%m%d")) == day
    assert date_or_none(day.strftime("%m/%d/%Y")) == day
    assert date_or_none(day.isoformat()) == day
    assert iso_date(day.isoformat(), "day") == day


@pytest.mark.parametrize("text", ["2026-1-2", "20260102", "２０２６-01-02", "2026-01-02T00", "0"])
def test_only_a_full_iso_date_is_a_roster_day(text: str) -> None:
    with pytest.raises(InvalidValue, match="YYYY-MM-DD"):
        iso_date(text, "day")


@given(
    st.sets(st.from_regex(r"[0-9A-Z]{5,10}", fullmatch=True), min_size=1, max_size=6),
    st.binary(max_size=20),
    st.booleans(),
)
def test_the_prefilter_never_misses_a_code(
    codes: set[str], around: bytes, in_lower_case: bool
) -> None:
    pattern = any_of(codes)
    for code in codes:
        written = (code.lower() if in_lower_case else code).encode()
        assert pattern.search(around + written + around)


def test_the_prefilter_of_no_codes_finds_nothing() -> None:
    assert any_of(()).search(b"22513") is None
