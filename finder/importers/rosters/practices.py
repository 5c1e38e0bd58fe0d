"""The practices roster: where practitioners see patients, as an administrator has confirmed it."""

import re
from datetime import date

from finder.domain.errors import InvalidValue
from finder.importers.cells import shown
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.options import ReadingOptions
from finder.importers.postal import STATE_CODES, phone_digits, split_zip
from finder.importers.record import (
    ImportedAddress,
    ImportedLocation,
    ImportedPractice,
    Record,
)
from finder.importers.rosters.fields import past_day, roster_npi, web_address
from finder.importers.rows import Cells, Columns, EveryRow

REQUIRED_COLUMNS = ("npi", "line1", "city", "state", "zip")

_YES_NO = {"yes": True, "no": False, "": None}
_LANGUAGE = re.compile(r"[a-z]{2}", re.ASCII)


class PracticeRows(EveryRow):
    """One practice location of one practitioner a row."""

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        self._columns = columns
        self._today = options.today

    def read(self, row: Row) -> Record | None:
        cells = self._columns.cells(row)
        confirmed_on, confirmed_by = _confirmation(cells, self._today)
        return ImportedPractice(
            npi=roster_npi(cells),
            location=ImportedLocation(
                _address(cells),
                phone=_phone(cells, "phone"),
                fax=_phone(cells, "fax"),
                name=cells.text("practice_name"),
            ),
            accepts_new_patients=_yes_no(cells, "accepts_new_patients"),
            telehealth=_yes_no(cells, "telehealth"),
            medicare=_yes_no(cells, "medicare"),
            wheelchair_access=_yes_no(cells, "wheelchair_access"),
            languages=_languages(cells),
            website=web_address(cells, "website"),
            confirmed_on=confirmed_on,
            confirmed_by=confirmed_by,
        )


def _address(cells: Cells) -> ImportedAddress:
    line1, city = (_required_text(cells, column) for column in ("line1", "city"))
    state = cells.bare("state").upper()
    if state not in STATE_CODES:
        raise InvalidValue(
            f"{shown(state) or 'An empty cell'} is not a state. Use its two letters, such as MD.",
            "state",
        )
    zip_code = split_zip(cells.bare("zip"))
    if zip_code is None:
        raise InvalidValue(
            f"{shown(cells.bare('zip')) or 'An empty cell'} is not a ZIP code. "
            "Write five or nine digits, with the leading zero.",
            "zip",
        )
    zip5, zip4 = zip_code
    return ImportedAddress(line1, cells.text("line2"), city, state, zip5, zip4, country="US")


def _required_text(cells: Cells, column: str) -> str:
    text = cells.text(column)
    if not text:
        raise InvalidValue("A practice needs line1, city, state and zip.", column)
    return text


def _phone(cells: Cells, column: str) -> str:
    text = cells.bare(column)
    digits = phone_digits(text)
    if text and not digits:
        raise InvalidValue(
            f"{shown(text)} is not a US telephone number of ten digits, area code first.", column
        )
    return digits


def _yes_no(cells: Cells, column: str) -> bool | None:
    text = cells.bare(column).lower()
    if text not in _YES_NO:
        raise InvalidValue(f"{shown(text)} is not allowed here. Write yes, no or nothing.", column)
    return _YES_NO[text]


def _languages(cells: Cells) -> tuple[str, ...]:
    """ISO 639-1 codes in the order given, each once."""
    codes = [part.strip().lower() for part in cells.bare("languages").split(";") if part.strip()]
    for code in codes:
        if not _LANGUAGE.fullmatch(code):
            raise InvalidValue(
                f"{shown(code)} is not a language code. Write two letters each, such as en;es.",
                "languages",
            )
    return tuple(dict.fromkeys(codes))


def _confirmation(cells: Cells, today: date) -> tuple[date | None, str]:
    """Day and person of a confirmation; one without the other confirms nothing."""
    confirmed_on = past_day(cells, "confirmed_on", today)
    confirmed_by = cells.text("confirmed_by")
    if confirmed_on is None or not confirmed_by:
        return None, ""
    return confirmed_on, confirmed_by
