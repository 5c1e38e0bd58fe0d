"""What the names of the published files say: release, full or weekly, year, which ZIP member."""

import re
from dataclasses import dataclass
from datetime import date

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.importers.cells import date_from_digits
from finder.importers.options import ReadingOptions

# Full NPPES files span all years since 2005, weekly ones seven days.
_LONGEST_WEEKLY_DAYS = 31
_RANGE = re.compile(r"_pfile_([0-9]{8})-([0-9]{8})", re.ASCII | re.IGNORECASE)
# A day in a name: 20261109 or 2026-11-09, and 110926 as the report of deactivated NPIs has it.
_DAY = re.compile(r"(?<![0-9])(20[0-9]{2})[-_]?([0-9]{2})[-_]?([0-9]{2})(?![0-9])", re.ASCII)
_SHORT_DAY = re.compile(r"_Report_([0-9]{4})([0-9]{2})(?![0-9])", re.ASCII | re.IGNORECASE)
# CMS writes the year of service as D23 or DY23, beside release and version numbers.
_YEAR = re.compile(r"_(?:DY?(?:20)?|20)([0-9]{2})(?=[_.])", re.ASCII | re.IGNORECASE)
_SUPPLEMENT = re.compile(r"[0-9]{4}(?:excl|rein)\.csv", re.ASCII | re.IGNORECASE)
_MAIN_MEMBERS = {Source.NPPES: "npidata_pfile_", Source.NPPES_LOCATIONS: "pl_pfile_"}
_SIBLINGS = ("npidata_pfile_", "pl_pfile_", "othername_pfile_", "endpoint_pfile_", "._")
_DATED_BY_NAME = (Source.NPPES_DEACTIVATED, Source.MEDICARE_CLINICIANS, Source.ORDER_REFERRING)
_ROSTERS = (Source.CERTIFICATIONS, Source.MEMBERSHIPS, Source.PRACTICES)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file before its first row."""

    release_on: date | None
    is_full: bool
    year: int | None = None


def file_facts(
    source: Source, file_name: str, data_name: str, options: ReadingOptions
) -> FileFacts:
    """Facts from ``--release`` first, then from the name of the data file, then of its ZIP."""
    if source is Source.MEDICARE_VOLUME:
        year = _medicare_year(file_name, data_name, options)
        last_day = date(year, 12, 31) if year else None
        return FileFacts(options.release_on or last_day, is_full=True, year=year)
    if source is Source.EXCLUSIONS and _SUPPLEMENT.fullmatch(data_name):
        raise InputRefused(
            f"{file_name} is a monthly supplement. Import the full list, UPDATED.csv: it replaces "
            "the one before."
        )
    if source in _DATED_BY_NAME:
        named = _day_in(data_name) or _day_in(file_name)
        return FileFacts(options.release_on or named, is_full=True)
    span = _range(data_name) or _range(file_name)
    release_on = options.release_on or (span[1] if span else None)
    if source in _MAIN_MEMBERS:
        is_short = span is not None and (span[1] - span[0]).days <= _LONGEST_WEEKLY_DAYS
        return FileFacts(release_on, is_full=not (is_short or "weekly" in file_name.lower()))
    return FileFacts(release_on, is_full=source not in _ROSTERS)


def main_members(source: Source, names: list[str]) -> list[str]:
    """Which of the names in a ZIP hold the rows asked for."""
    endings = (".csv", ".xlsx") if source is Source.NPPES_DEACTIVATED else (".csv",)
    tables = [
        name
        for name in names
        if name.lower().endswith(endings) and "fileheader" not in name.lower()
    ]
    prefix = _MAIN_MEMBERS.get(source, "")
    if prefix and (published := [name for name in tables if name.lower().startswith(prefix)]):
        return published
    return [name for name in tables if not name.lower().startswith(_SIBLINGS)]


def _range(name: str) -> tuple[date, date] | None:
    found = _RANGE.search(name)
    if found is None:
        return None
    first, last = date_from_digits(found[1]), date_from_digits(found[2])
    return (first, last) if first and last else None


def _day_in(name: str) -> date | None:
    if found := _DAY.search(name):
        return date_from_digits("".join(found.groups()))
    if found := _SHORT_DAY.search(name):
        return date_from_digits(f"20{found[2]}{found[1]}")
    return None


def _medicare_year(file_name: str, data_name: str, options: ReadingOptions) -> int | None:
    if options.release_on is not None:
        return options.release_on.year
    found = _YEAR.search(data_name) or _YEAR.search(file_name)
    return 2000 + int(found[1]) if found else None
