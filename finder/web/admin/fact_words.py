"""What the columns of a roster say, in words for staff: names, days, and no codes."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from finder.domain.credentials import BoardStatus, Certificate, Issuer
from finder.domain.memberships import MembershipCategory
from finder.domain.reasons import CERTIFICATE_FIELDS, ISSUER_NAMES
from finder.domain.sentences import day
from finder.web.filters.words import STATUSES, category_name, language_names

NOTHING = "nothing"
_DURATIONS = {
    "lifetime": "for life",
    "time_limited": "for a limited time",
    "continuous": "continuous",
    "unknown": "not known",
}
_MAINTENANCE = {
    "maintained": "takes part",
    "not_participating": "does not take part",
    "not_required": "not required",
    "unknown": "not known",
}


def field_words(column: str, text: str) -> str:
    """A cell as people say it; whatever is no word of ours stays as it is."""
    if not text:
        return NOTHING
    if column.endswith(("_on", "_through")):
        return _day(text)
    read = _READ.get(column)
    if read is None:
        return text
    try:
        return read(text)
    except (KeyError, ValueError):
        return text


def choices(column: str, words: type[StrEnum]) -> dict[str, str]:
    """The values of a column as people say them, with the code where that is another word."""
    return {word.value: _option(field_words(column, word.value), word.value) for word in words}


def _option(said: str, code: str) -> str:
    is_told = code.replace("_", " ") == said or code in said
    return said if is_told else f"{said} ({code})"


def certificate_words(cells: Mapping[str, str]) -> str:
    """A whole certificate in one line: its status, how long it lasts, and when that was seen."""
    if not cells.get("board_status"):
        return "nothing on record"
    status = cells["board_status"]
    parts = [field_words("board_status", status)]
    if cells.get("expires_on"):
        last_day = field_words("expires_on", cells["expires_on"])
        parts.append(f"{'until' if status == 'certified' else 'last day'} {last_day}")
    elif status == "certified" and cells.get("duration_type", "unknown") != "unknown":
        parts.append(field_words("duration_type", cells["duration_type"]))
    parts.append(_seen(cells.get("checked_on", "")))
    return ", ".join(parts)


def membership_words(cells: Mapping[str, str]) -> str:
    if not cells.get("category"):
        return "nothing on record"
    parts = [field_words("category", cells["category"])]
    if cells.get("valid_through"):
        parts.append(f"through {_day(cells['valid_through'])}")
    parts.append(_seen(cells.get("checked_on", "")))
    return ", ".join(parts)


def certificate_name(cells: Mapping[str, str]) -> str:
    """Its board and its field, such as ABR, diagnostic radiology."""
    parts = (field_words(name, cells.get(name, "")) for name in ("issuer", "certificate"))
    return ", ".join(parts)


def _seen(checked_on: str) -> str:
    return f"as seen on {_day(checked_on)}" if checked_on else "stated, not checked"


def _day(text: str) -> str:
    try:
        return str(day(date.fromisoformat(text.strip())))
    except ValueError:
        return text


_READ: dict[str, Callable[[str], str]] = {
    "board_status": lambda text: STATUSES[BoardStatus(text)],
    "duration_type": lambda text: _DURATIONS[text],
    "maintenance_status": lambda text: _MAINTENANCE[text],
    "category": lambda text: category_name(MembershipCategory(text)),
    "certificate": lambda text: f"{CERTIFICATE_FIELDS[Certificate(text)]} ({text})",
    "issuer": lambda text: ISSUER_NAMES[Issuer(text)],
    "languages": lambda text: language_names(text.split(";")),
}
