"""Writing the spatial index: one row per location and stretch of days."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import IntFlag

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from finder.domain.credentials import CertificationState
from finder.domain.geography import earth_centred, latitude_band
from finder.domain.listing import hidden_because, listed_locations
from finder.domain.memberships import MembershipState
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.procedures import Procedure
from finder.domain.quality import QualitySpan, quality_spans
from finder.domain.rules import RankingRules
from finder.domain.volumes import volume_for
from finder.store.tables import LocationIndexRow


class Flag(IntFlag):
    """What a location is known to have on the days of its row; searches ask by mask."""

    INTERVENTIONAL_RADIOLOGY = 1
    CERTIFIED = 2
    PRACTISING_MEMBER = 4
    MEMBERSHIP_VERIFIED = 8
    FRESH = 16
    NEW_PATIENTS = 32
    TELEHEALTH = 64
    MEDICARE = 128
    KYPHOPLASTY_PUBLISHED = 256
    VERTEBROPLASTY_PUBLISHED = 512
    HAS_OTHER_LOCATIONS = 1024
    SPEAKS = 2048


# The filters of a search that a flag answers.
FILTER_FLAGS = {
    "certified": Flag.CERTIFIED,
    "member": Flag.PRACTISING_MEMBER,
    "new_patients": Flag.NEW_PATIENTS,
    "telehealth": Flag.TELEHEALTH,
    "medicare": Flag.MEDICARE,
}
# No latitude lies in it: the rows of practitioners without any location that can be placed.
NOWHERE_BAND = 10_000
PUBLISHED = {
    Procedure.KYPHOPLASTY: Flag.KYPHOPLASTY_PUBLISHED,
    Procedure.VERTEBROPLASTY: Flag.VERTEBROPLASTY_PUBLISHED,
    Procedure.ANY: Flag.KYPHOPLASTY_PUBLISHED | Flag.VERTEBROPLASTY_PUBLISHED,
}


def verified_components(flags: int, procedure: Procedure) -> int:
    """How many of certification, membership, volume and listing are known at the source."""
    asked = (Flag.CERTIFIED, Flag.MEMBERSHIP_VERIFIED, PUBLISHED[procedure], Flag.FRESH)
    return sum(1 for flag in asked if flags & flag)


def replace_index(
    session: Session,
    practitioners: Sequence[Practitioner],
    rules: RankingRules,
    newest_year: int | None,
    today: date,
) -> None:
    """Writes the index rows of these practitioners anew; hidden ones get none."""
    session.execute(
        delete(LocationIndexRow).where(
            LocationIndexRow.practitioner_id.in_(
                [practitioner.practitioner_id for practitioner in practitioners]
            )
        )
    )
    rows = [
        row
        for practitioner in practitioners
        for row in index_rows(practitioner, rules, newest_year, today)
    ]
    if rows:
        session.execute(insert(LocationIndexRow), rows)


def index_rows(
    practitioner: Practitioner, rules: RankingRules, newest_year: int | None, today: date
) -> Iterable[dict[str, object]]:
    """The rows of one practitioner: every listed and placed location, every span from today on.

    Whoever has no placed one keeps the rows of the others in ``NOWHERE_BAND``, to be counted.
    """
    if hidden_because(practitioner):
        return
    listed = listed_locations(practitioner)
    placed = [location for location in listed if location.point is not None]
    common = _common_flags(practitioner, newest_year)
    if len(placed) > 1:
        common |= Flag.HAS_OTHER_LOCATIONS
    for location in placed or listed:
        for span in quality_spans(practitioner, location, rules, newest_year, today):
            yield _row(practitioner, location, span, common | _location_flags(location))


def _row(
    practitioner: Practitioner, location: PracticeLocation, span: QualitySpan, flags: Flag
) -> dict[str, object]:
    point = location.point
    x, y, z = earth_centred(point) if point else (0.0, 0.0, 0.0)
    checked = span.standing.most_recent_check_on
    return {
        "lat_band": latitude_band(point.lat) if point else NOWHERE_BAND,
        "lon": point.lon if point else 0.0,
        "location_id": location.location_id,
        "first_day": span.first_day.toordinal(),
        "last_day": span.last_day.toordinal(),
        "lat": point.lat if point else 0.0,
        "x": x,
        "y": y,
        "z": z,
        "flags": int(flags | _span_flags(span)),
        "practitioner_id": practitioner.practitioner_id,
        "npi": practitioner.npi,
        "kyphoplasty_quality": span.quality[Procedure.KYPHOPLASTY],
        "vertebroplasty_quality": span.quality[Procedure.VERTEBROPLASTY],
        "any_quality": span.quality[Procedure.ANY],
        "most_recent_check": checked.toordinal() if checked else 0,
    }


def _common_flags(practitioner: Practitioner, newest_year: int | None) -> Flag:
    flags = Flag(0)
    if practitioner.is_interventional_radiologist:
        flags |= Flag.INTERVENTIONAL_RADIOLOGY
    for procedure in Procedure.ANY.parts:
        if volume_for(practitioner.volumes, procedure, newest_year).is_published:
            flags |= PUBLISHED[procedure]
    return flags


def _location_flags(location: PracticeLocation) -> Flag:
    flags = Flag(0)
    if location.accepts_new_patients:
        flags |= Flag.NEW_PATIENTS
    if location.telehealth:
        flags |= Flag.TELEHEALTH
    if location.medicare:
        flags |= Flag.MEDICARE
    if location.languages:
        flags |= Flag.SPEAKS
    return flags


def _span_flags(span: QualitySpan) -> Flag:
    standing = span.standing
    flags = Flag(0)
    if standing.certification.state is CertificationState.VERIFIED:
        flags |= Flag.CERTIFIED
    if standing.membership.state is MembershipState.VERIFIED:
        flags |= Flag.MEMBERSHIP_VERIFIED
    if standing.is_practising_member:
        flags |= Flag.PRACTISING_MEMBER
    if standing.is_fresh:
        flags |= Flag.FRESH
    return flags
