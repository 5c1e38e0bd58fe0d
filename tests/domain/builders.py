"""Invented practitioners and their facts with sensible defaults, seen from one fixed day."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from finder.domain.codes import INTERVENTIONAL_RADIOLOGY
from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    Certification,
    DurationType,
    Issuer,
    PrimarySourceCheck,
)
from finder.domain.geography import Point
from finder.domain.memberships import Membership, MembershipCategory
from finder.domain.names import PersonName
from finder.domain.place import Setting
from finder.domain.practitioner import Exclusion, PracticeLocation, Practitioner, Taxonomy
from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.provenance import Provenance, Source
from finder.domain.quality import Quality, quality_of, standing_on
from finder.domain.ranking import Candidate, Contributions, Weighing, contributions
from finder.domain.rules import ranking_rules
from finder.domain.volumes import volume_for

RANKING_FILE = Path(__file__).parents[2] / "data" / "ranking.toml"
RULES = ranking_rules(tomllib.loads(RANKING_FILE.read_text(encoding="utf-8")))
TODAY = date(2026, 11, 22)
A_MONTH_AGO = TODAY - timedelta(days=30)
NEWEST_YEAR = 2024
IN_REGISTER = Provenance(Source.NPPES, date(2026, 11, 8))

_ISSUERS = {
    Certificate.AOBR_DR: Issuer.AOBR,
    Certificate.AOBR_VIR: Issuer.AOBR,
    Certificate.OTHER: Issuer.ABMS_OTHER,
}


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def check(on: date) -> PrimarySourceCheck:
    return PrimarySourceCheck("https://board.example/look-up", on, "R. Verifier")


def certification(
    certificate: Certificate = Certificate.IR_DR,
    status: BoardStatus = BoardStatus.CERTIFIED,
    *,
    issuer: Issuer | None = None,
    checked_on: date | None = A_MONTH_AGO,
    expires_on: date | None = None,
    duration_type: DurationType | None = None,
) -> Certification:
    """A certificate as checked; only stated where ``checked_on`` is ``None``."""
    by_expiry = DurationType.TIME_LIMITED if expires_on else DurationType.CONTINUOUS
    return Certification(
        issuer=issuer or _ISSUERS.get(certificate, Issuer.ABR),
        certificate=certificate,
        duration_type=duration_type or by_expiry,
        board_status=status,
        expires_on=expires_on,
        check=check(checked_on) if checked_on else None,
    )


def membership(
    category: MembershipCategory = MembershipCategory.MEMBER,
    *,
    checked_on: date | None = A_MONTH_AGO,
    valid_through: date | None = None,
) -> Membership:
    """A membership as checked; only stated where ``checked_on`` is ``None``."""
    return Membership("SIR", category, valid_through, check(checked_on) if checked_on else None)


def exact(
    count: float, procedure: Procedure = Procedure.KYPHOPLASTY, year: int = NEWEST_YEAR
) -> ProcedureVolume:
    return ProcedureVolume(procedure, VolumeKind.EXACT, count, count, year, "medicare-volume")


def interval(
    low: float,
    high: float,
    procedure: Procedure = Procedure.KYPHOPLASTY,
    year: int = NEWEST_YEAR,
) -> ProcedureVolume:
    return ProcedureVolume(procedure, VolumeKind.INTERVAL, low, high, year, "medicare-volume")


def location(**changes: Any) -> PracticeLocation:
    """A placed practice in Chicago that nobody has confirmed."""
    values: dict[str, Any] = {
        "location_id": 1,
        "name": "Lakeside Imaging",
        "lines": ("100 N Example St",),
        "city": "Chicago",
        "state": "IL",
        "zip_code": "60601",
        "country": "US",
        "phone": "3125550100",
        "fax": "",
        "point": Point(41.88, -87.62),
        "provenance": IN_REGISTER,
    }
    return PracticeLocation(**values | changes)


def exclusion(waiver_state: str = "", reinstated_on: date | None = None) -> Exclusion:
    return Exclusion("1128a1", date(2024, 3, 20), reinstated_on, waiver_state)


def practitioner(**changes: Any) -> Practitioner:
    """An interventional radiologist of whom nothing but the register's facts is known."""
    values: dict[str, Any] = {
        "practitioner_id": 1,
        "npi": "2000000002",
        "name": PersonName("Quillfeather", "Ada"),
        "credentials_text": "MD",
        "provenance": IN_REGISTER,
        "taxonomies": (Taxonomy(1, INTERVENTIONAL_RADIOLOGY, True),),
        "locations": (location(),),
    }
    return Practitioner(**values | changes)


def candidate(**changes: Any) -> Candidate:
    values: dict[str, Any] = {
        "npi": "2000000002",
        "practitioner_id": 1,
        "location_id": 1,
        "miles": 10.0,
        "quality": 0.5,
        "verified_components": 2,
        "most_recent_check": days_ago(30).toordinal(),
    }
    return Candidate(**values | changes)


def weighing(
    setting: Setting = Setting.METRO, preset: str = "balanced", today: date = TODAY
) -> Weighing:
    return Weighing(RULES.presets[preset], setting, today)


def quality_on(
    person: Practitioner, procedure: Procedure = Procedure.KYPHOPLASTY, today: date = TODAY
) -> Quality:
    """The quality of the person's first location, computed afresh for that day."""
    standing = standing_on(person, person.locations[0], RULES, today)
    return quality_of(standing, volume_for(person.volumes, procedure, NEWEST_YEAR), RULES)


def points_of(
    person: Practitioner,
    miles: float,
    setting: Setting = Setting.METRO,
    preset: str = "balanced",
    today: date = TODAY,
) -> Contributions:
    """The score of the person for a kyphoplasty search, taken apart."""
    return contributions(
        miles, quality_on(person, today=today), weighing(setting, preset, today), RULES
    )
