"""Rows of the three rosters: certifications, memberships and practices."""

from collections.abc import Iterator
from random import Random

from days import Days
from people import Person
from shares import LISTING_DAYS

Row = dict[str, str]
# A certificate, and how many days ago it was checked; None where it is only stated.
Checked = tuple[Row, int | None]

_ISSUER_PAGES = {
    "ABR": "https://www.theabr.org/",
    "AOBR": "https://certification.osteopathic.org/",
    "ABMS-other": "https://www.certificationmatters.org/",
}
_SIR_PAGE = "https://www.sirweb.org/"
_CHECKERS = ("Demonstration verifier A", "Demonstration verifier B", "Demonstration verifier C")
_LANGUAGES = ("en", "en;es", "en;zh", "en;vi", "en;ko", "en;tl", "en;ar", "en;ru", "en;hi", "en;fr")
_MORE_LANGUAGES = ("en", "en", "en", "en;es", "en;es", "en;es;pt", "en;ht", "en;pl", "", "")
_OFTEN = ("yes", "yes", "yes", "no", "")
_SELDOM = ("yes", "no", "")
# Days from the reference day to the last day of an osteopathic certificate.
_DAYS_LEFT = {"aobr": 1400, "ending_soon": 40, "expired": -120}


def certification_rows(person: Person, days: Days, random: Random) -> Iterator[Row]:
    for certificate, days_ago in _certificates(person, days, random):
        page = _ISSUER_PAGES[certificate["issuer"]]
        yield {"npi": person.npi, **certificate, **_check(page, days_ago, days, random)}


def membership_rows(person: Person, days: Days, random: Random) -> Iterator[Row]:
    state, category = person.membership, person.membership
    if state == "none":
        return
    days_left, days_ago = random.randrange(20, 360), random.randrange(5, 330)
    if state in ("lapsed", "in_grace"):
        days_left, days_ago = (-200 if state == "lapsed" else -15), 300
    if state in ("lapsed", "in_grace", "stated"):
        category = "member"
    has_no_end = state in ("none_found", "emeritus", "stated")
    yield {
        "npi": person.npi,
        "society": "SIR",
        "category": category,
        "valid_through": "" if has_no_end else days.iso(-days_left),
        **_check(_SIR_PAGE, None if state == "stated" else days_ago, days, random),
    }


def practice_rows(person: Person, days: Days, random: Random) -> Iterator[Row]:
    """The first location unless nobody ever told, about half of the others."""
    is_signed = person.listing in LISTING_DAYS
    for number, office in enumerate(person.offices):
        is_told = person.listing != "never" and (number == 0 or random.randrange(2) == 1)
        if not is_told and office.origin != "practices":
            continue
        days_ago = random.randrange(*LISTING_DAYS.get(person.listing, (10, 60)))
        yield {
            "npi": person.npi,
            "practice_name": office.practice,
            "line1": office.line1,
            "line2": office.line2,
            "city": office.city,
            "state": office.state,
            "zip": office.zip_code,
            "phone": office.phone,
            "fax": office.fax,
            "accepts_new_patients": random.choice(_OFTEN),
            "telehealth": random.choice(_SELDOM),
            "medicare": random.choice(_OFTEN),
            "wheelchair_access": random.choice(_OFTEN),
            "languages": random.choice(_LANGUAGES + _MORE_LANGUAGES),
            "website": random.choice(("", "https://example.org/")),
            "confirmed_on": days.iso(days_ago) if person.listing != "never" else "",
            "confirmed_by": "Demonstration office" if is_signed else "",
        }


def _certificates(person: Person, days: Days, random: Random) -> list[Checked]:
    """What the roster says in each state that people.py may draw."""
    issued_on = {"issued_on": days.iso(random.randrange(400, 2800))}
    ir = _certificate("ABR", "IR_DR", "continuous", maintenance_status="maintained", **issued_on)
    dr = _certificate("ABR", "DR", "lifetime", maintenance_status="not_required")
    other = _certificate("ABMS-other", "OTHER", "continuous", **issued_on)
    neurorad = _certificate("ABR", "NEURORAD", "continuous", **issued_on)
    legacy = _certificate("ABR", "VIR_LEGACY", "unknown", board_status="retired")
    recently = random.randrange(5, 330)
    states: dict[str, list[Checked]] = {
        "ir": [(ir, recently)],
        "ir_after_dr": [(ir, recently), (dr | {"board_status": "converted"}, recently)],
        "dr_legacy": [(dr, recently), (legacy, recently)],
        "dr": [(dr, recently)],
        "neurorad": [(dr, recently), (neurorad, recently)],
        "in_grace": [(ir, 380)],
        "overdue": [(ir, 440)],
        "revoked": [(ir, 120), (dr | {"board_status": "revoked_or_surrendered"}, 20)],
        "not_certified": [(ir | {"board_status": "not_certified", "issued_on": ""}, recently)],
        "board_eligible": [(ir | {"board_status": "board_eligible", "issued_on": ""}, recently)],
        "not_found": [(ir | {"board_status": "not_found", "issued_on": ""}, recently)],
        "stated": [((other if "2085" not in person.taxonomies[0] else ir), None)],
        "other": [(other, recently)],
        "other_expired": [(other | {"board_status": "expired"}, recently)],
        "none": [],
    }
    if person.certification in _DAYS_LEFT:
        return _osteopathic(_DAYS_LEFT[person.certification], recently, days)
    return states[person.certification]


def _osteopathic(days_left: int, recently: int, days: Days) -> list[Checked]:
    """Diagnostic radiology with interventional radiology upon it, ten years each."""
    return [
        (
            _certificate(
                "AOBR",
                certificate,
                "time_limited",
                issued_on=days.iso(3652 - days_left),
                expires_on=days.iso(-days_left),
            ),
            recently,
        )
        for certificate in ("AOBR_DR", "AOBR_VIR")
    ]


def _certificate(issuer: str, certificate: str, duration_type: str, **more: str) -> Row:
    return {
        "issuer": issuer,
        "certificate": certificate,
        "duration_type": duration_type,
        "issued_on": "",
        "expires_on": "",
        "board_status": "certified",
        "maintenance_status": "",
        **more,
    }


def _check(page: str, days_ago: int | None, days: Days, random: Random) -> Row:
    if days_ago is None:
        return {"source_url": "", "checked_on": "", "checked_by": ""}
    checked_by = random.choice(_CHECKERS)
    return {"source_url": page, "checked_on": days.iso(days_ago), "checked_by": checked_by}
