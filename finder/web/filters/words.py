"""What codes and states are called on pages."""

from collections.abc import Iterable
from datetime import date

from finder.domain.credentials import BoardStatus, Certificate
from finder.domain.memberships import MembershipCategory
from finder.domain.practitioner import PracticeLocation
from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.reasons import CATEGORY_NAMES, PROCEDURE_PLURALS
from finder.domain.sentences import Sentence, day, joined

LANGUAGES = {
    "am": Sentence("Amharic"),
    "ar": Sentence("Arabic"),
    "hy": Sentence("Armenian"),
    "bn": Sentence("Bengali"),
    "zh": Sentence("Chinese"),
    "en": Sentence("English"),
    "fa": Sentence("Farsi"),
    "fr": Sentence("French"),
    "de": Sentence("German"),
    "el": Sentence("Greek"),
    "gu": Sentence("Gujarati"),
    "ht": Sentence("Haitian Creole"),
    "he": Sentence("Hebrew"),
    "hi": Sentence("Hindi"),
    "it": Sentence("Italian"),
    "ja": Sentence("Japanese"),
    "km": Sentence("Khmer"),
    "ko": Sentence("Korean"),
    "lo": Sentence("Lao"),
    "nv": Sentence("Navajo"),
    "ne": Sentence("Nepali"),
    "pl": Sentence("Polish"),
    "pt": Sentence("Portuguese"),
    "pa": Sentence("Punjabi"),
    "ro": Sentence("Romanian"),
    "ru": Sentence("Russian"),
    "so": Sentence("Somali"),
    "es": Sentence("Spanish"),
    "sw": Sentence("Swahili"),
    "tl": Sentence("Tagalog"),
    "ta": Sentence("Tamil"),
    "te": Sentence("Telugu"),
    "th": Sentence("Thai"),
    "tr": Sentence("Turkish"),
    "uk": Sentence("Ukrainian"),
    "ur": Sentence("Urdu"),
    "vi": Sentence("Vietnamese"),
    "yi": Sentence("Yiddish"),
}
PROCEDURES = {
    Procedure.KYPHOPLASTY: Sentence("kyphoplasty"),
    Procedure.VERTEBROPLASTY: Sentence("vertebroplasty"),
    Procedure.ANY: Sentence("kyphoplasty or vertebroplasty"),
}
PROCEDURE_TITLES = {
    Procedure.KYPHOPLASTY: Sentence("Kyphoplasty"),
    Procedure.VERTEBROPLASTY: Sentence("Vertebroplasty"),
    Procedure.ANY: Sentence("Kyphoplasty or vertebroplasty"),
}
FIELD_TITLES = {
    Certificate.IR_DR: Sentence("Interventional radiology"),
    Certificate.DR: Sentence("Diagnostic radiology"),
    Certificate.VIR_LEGACY: Sentence("Vascular and interventional radiology"),
    Certificate.AOBR_DR: Sentence("Diagnostic radiology"),
    Certificate.AOBR_VIR: Sentence("Vascular and interventional radiology"),
    Certificate.NEURORAD: Sentence("Neuroradiology"),
    Certificate.OTHER: Sentence("Another specialty"),
}
FLAGS = {
    "certification-not-checked": Sentence("We hold no current check of a board certification."),
    "certification-expired": Sentence(
        "The board certification has expired. Ask the doctor about it."
    ),
    "not-certified": Sentence("The board says that there is no current certification."),
    "listing-not-confirmed": Sentence(
        "Nobody has confirmed this address lately. Call before you go."
    ),
    "no-new-patients": Sentence("The practice says it takes no new patients now."),
    "corresponding-member": Sentence(
        "Corresponding members of SIR work outside the United States."
    ),
}
STATUSES = {
    BoardStatus.CERTIFIED: Sentence("certified"),
    BoardStatus.NOT_CERTIFIED: Sentence("not certified"),
    BoardStatus.EXPIRED: Sentence("expired"),
    BoardStatus.REVOKED_OR_SURRENDERED: Sentence("revoked or given up"),
    BoardStatus.CONVERTED: Sentence("turned into another certificate"),
    BoardStatus.RETIRED: Sentence("retired"),
    BoardStatus.BOARD_ELIGIBLE: Sentence("board eligible: trained, exam still to come"),
    BoardStatus.NOT_FOUND: Sentence("not found"),
}
STATUS_TITLES = {
    BoardStatus.CERTIFIED: Sentence("Certified"),
    BoardStatus.NOT_CERTIFIED: Sentence("Not certified"),
    BoardStatus.EXPIRED: Sentence("Expired"),
    BoardStatus.REVOKED_OR_SURRENDERED: Sentence("Revoked or given up"),
    BoardStatus.CONVERTED: Sentence("Turned into another certificate"),
    BoardStatus.RETIRED: Sentence("Retired"),
    BoardStatus.BOARD_ELIGIBLE: Sentence("Board eligible: trained, exam still to come"),
    BoardStatus.NOT_FOUND: Sentence("Not found"),
}


def shown_day(when: date | None) -> str:
    return day(when) if when else ""


def language_name(code: str) -> str:
    return LANGUAGES.get(code, code)


def language_names(codes: Iterable[str]) -> Sentence:
    """Languages beside each other; empty where none is named."""
    return joined(", ", *(language_name(code) for code in codes))


def yes_or_no(answer: bool | None) -> Sentence:
    """``None`` means that nobody has said."""
    if answer is None:
        return Sentence("not known")
    return Sentence("yes") if answer else Sentence("no")


def is_from_roster(location: PracticeLocation) -> bool:
    """Whether the practice roster adds something to the address, which no federal file holds."""
    listing = location.listing
    listed_name = listing.group_name if listing else ""
    answers = (
        location.accepts_new_patients,
        None if listing and listing.telehealth else location.telehealth,
        None if listing and listing.takes_assignment else location.medicare,
        location.wheelchair_access,
    )
    said = (location.website, location.languages, location.confirmed_by)
    has_own_name = location.name not in ("", listed_name)
    return has_own_name or any(said) or any(answer is not None for answer in answers)


def category_name(category: MembershipCategory) -> Sentence:
    return CATEGORY_NAMES.get(category, Sentence("no membership found"))


def volume_words(volume: ProcedureVolume) -> Sentence:
    """The reason as a part of a longer line, which has named the procedure."""
    what, year = PROCEDURE_PLURALS[volume.procedure], str(volume.year)
    match volume.kind:
        case VolumeKind.EXACT:
            return Sentence(
                "at least %(count)s %(procedures)s paid by Medicare in %(year)s",
                count=f"{volume.low:g}",
                procedures=what,
                year=year,
            )
        case VolumeKind.INTERVAL:
            return Sentence(
                "between %(low)s and %(high)s %(procedures)s paid by Medicare in %(year)s",
                low=f"{volume.low:g}",
                high=f"{volume.high:g}",
                procedures=what,
                year=year,
            )
        case VolumeKind.NOT_PUBLISHED:
            return Sentence(
                "no number published by Medicare for %(year)s. Medicare does not publish small "
                "numbers, so we do not treat this as zero",
                year=year,
            )
        case VolumeKind.UNKNOWN:
            return Sentence("not known, which we do not treat as zero")
