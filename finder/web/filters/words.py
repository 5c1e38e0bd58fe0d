"""What codes and states are called on pages."""

from datetime import date

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    CertificationClass,
    CertificationStanding,
    Issuer,
)
from finder.domain.memberships import MembershipCategory
from finder.domain.practitioner import PracticeLocation
from finder.domain.procedures import Procedure, ProcedureVolume
from finder.domain.reasons import (
    CATEGORY_NAMES,
    CERTIFICATE_FIELDS,
    ISSUER_NAMES,
    volume_reason,
)
from finder.domain.sentences import day
from finder.services.show_profile import TimelineEntry
from finder.web.filters.numbers import address_case

LANGUAGES = {
    "am": "Amharic",
    "ar": "Arabic",
    "hy": "Armenian",
    "bn": "Bengali",
    "zh": "Chinese",
    "en": "English",
    "fa": "Farsi",
    "fr": "French",
    "de": "German",
    "el": "Greek",
    "gu": "Gujarati",
    "ht": "Haitian Creole",
    "he": "Hebrew",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "km": "Khmer",
    "ko": "Korean",
    "lo": "Lao",
    "nv": "Navajo",
    "ne": "Nepali",
    "pl": "Polish",
    "pt": "Portuguese",
    "pa": "Punjabi",
    "ro": "Romanian",
    "ru": "Russian",
    "so": "Somali",
    "es": "Spanish",
    "sw": "Swahili",
    "tl": "Tagalog",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yi": "Yiddish",
}
PROCEDURES = {
    Procedure.KYPHOPLASTY: "kyphoplasty",
    Procedure.VERTEBROPLASTY: "vertebroplasty",
    Procedure.ANY: "kyphoplasty or vertebroplasty",
}
FLAGS = {
    "certification-not-checked": "We hold no current check of a board certification.",
    "certification-expired": "The board certification has expired. Ask the doctor about it.",
    "not-certified": "The board says that there is no current certification.",
    "listing-not-confirmed": "Nobody has confirmed this address lately. Call before you go.",
    "no-new-patients": "The practice says it takes no new patients now.",
    "corresponding-member": "Corresponding members of SIR work outside the United States.",
}
STATUSES = {
    BoardStatus.CERTIFIED: "certified",
    BoardStatus.NOT_CERTIFIED: "not certified",
    BoardStatus.EXPIRED: "expired",
    BoardStatus.REVOKED_OR_SURRENDERED: "revoked or given up",
    BoardStatus.CONVERTED: "turned into another certificate",
    BoardStatus.RETIRED: "retired",
    BoardStatus.BOARD_ELIGIBLE: "board eligible: trained, exam still to come",
    BoardStatus.NOT_FOUND: "not found",
}


def shown_day(when: date | None) -> str:
    return day(when) if when else ""


def certification_badge(standing: CertificationStanding) -> str:
    """Who was asked and when: never more than that."""
    record = standing.certification
    if record is None or record.check is None:
        return "Stated, not checked" if standing.state == "stated" else "Not checked"
    checked = f"{ISSUER_NAMES[record.issuer]} on {day(record.check.checked_on)}"
    is_certified = record.board_status is BoardStatus.CERTIFIED
    match standing.state:
        case "verified":
            return f"Checked with {checked}"
        case "expired" if is_certified and record.expires_on:
            return f"Expired on {day(record.expires_on)}, last checked with {checked}"
        case "expired":
            return f"Expired, checked with {checked}"
        case "not-certified":
            return f"Not certified, checked with {checked}"
        case _ if is_certified:
            return f"Last checked with {checked}, a new check is overdue"
        case _:
            return f"Looked up with {checked}: nothing current"


def certification_subject(standing: CertificationStanding) -> str:
    """What a badge speaks of: it names the field of a certificate that is not the usual one."""
    record = standing.certification
    if record is None or standing.rung is not CertificationClass.OTHER_BOARD:
        return "Board certification"
    return f"Board certification in {CERTIFICATE_FIELDS[record.certificate]}"


def language_name(code: str) -> str:
    return LANGUAGES.get(code, code)


def yes_or_no(answer: bool | None) -> str:
    """``None`` means that nobody has said."""
    return "not known" if answer is None else ("yes" if answer else "no")


def is_from_roster(location: PracticeLocation) -> bool:
    """Whether the practice roster adds something to the address, which no federal file holds."""
    answers = (
        location.accepts_new_patients,
        location.telehealth,
        location.medicare,
        location.wheelchair_access,
    )
    said = (location.name, location.website, location.languages, location.confirmed_on)
    return any(said) or any(answer is not None for answer in answers)


def check_words(entry: TimelineEntry) -> str:
    """One look at a source: what was looked up, and what it said."""
    if entry.kind == "listing":
        return f"Practice details at {address_case(entry.subject)}: {entry.outcome}"
    if entry.kind == "membership":
        category = category_name(MembershipCategory(entry.outcome))
        return f"Membership of {entry.subject}: {category}"
    issuer, _, certificate = entry.subject.partition(" ")
    field = CERTIFICATE_FIELDS[Certificate(certificate)]
    status = STATUSES[BoardStatus(entry.outcome)]
    return f"Certificate in {field}, {ISSUER_NAMES[Issuer(issuer)]}: {status}"


def category_name(category: MembershipCategory) -> str:
    return CATEGORY_NAMES.get(category, "no membership found")


def volume_words(volume: ProcedureVolume) -> str:
    """The reason as a part of a longer line, which has named the procedure."""
    words = volume_reason(volume).removeprefix("Number of procedures: ")
    return words[0].lower() + words[1:]
