"""Cells that several rosters share: an NPI, one of some words, a day, a check of a source."""

import re
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from finder.domain.credentials import PrimarySourceCheck
from finder.domain.errors import InvalidValue
from finder.importers.cells import clean_text, iso_date, required_npi, shown
from finder.importers.rows import Cells

Word = TypeVar("Word", bound=StrEnum)

# The characters of RFC 3986: nothing that could end an attribute of a page.
_URL = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]{3,490}", re.ASCII | re.IGNORECASE)


def roster_npi(cells: Cells) -> str:
    return required_npi(cells.bare("npi"), "npi")


def one_of(words: type[Word], cells: Cells, column: str) -> Word:
    """The cell as one of the allowed words; the sentence lists them."""
    text = cells.bare(column)
    try:
        return words(text)
    except ValueError as error:
        allowed = ", ".join(words)
        raise InvalidValue(
            f"{shown(text) or 'An empty cell'} cannot be used for {column}. Use one of: {allowed}.",
            column,
        ) from error


def roster_day(cells: Cells, column: str) -> date | None:
    return iso_date(cells.bare(column), column)


def past_day(cells: Cells, column: str, today: date) -> date | None:
    """A day on which somebody has already done something."""
    day = roster_day(cells, column)
    if day is not None and day > today:
        raise InvalidValue(f"{day.isoformat()} is in the future.", column)
    return day


def web_address(cells: Cells, column: str) -> str:
    """An address that is safe to show as a link, or empty."""
    text = cells.bare(column)
    if text and not _is_web_address(text):
        raise InvalidValue(
            f"{shown(text)} is not a web address. Begin it with https:// or http://, then the full "
            "name of the site.",
            column,
        )
    return text


def source_check(cells: Cells, today: date) -> PrimarySourceCheck | None:
    """Source, day and person make a check; a row that lacks one of them is a statement."""
    source_url = web_address(cells, "source_url")
    checked_on = past_day(cells, "checked_on", today)
    checked_by = clean_text(cells.bare("checked_by"), "checked_by")
    if source_url and checked_on and checked_by:
        return PrimarySourceCheck(source_url, checked_on, checked_by)
    return None


def _is_web_address(text: str) -> bool:
    if not _URL.fullmatch(text):
        return False
    try:
        split = urlsplit(text)
        # Asked for, because a port beyond 65535 raises only then.
        return "." in (split.hostname or "").strip(".") and split.port != 0
    except ValueError:
        return False
