"""Facts from the text cells in which one statement brings them all."""

from collections.abc import Sequence
from datetime import date

from finder.domain.conflicts import Conflict, ConflictField
from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    Certification,
    DurationType,
    Issuer,
    MaintenanceStatus,
    PrimarySourceCheck,
)
from finder.domain.memberships import Membership, MembershipCategory
from finder.domain.picks import Pick, Side
from finder.domain.practitioner import Exclusion, StateLicense, Taxonomy
from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.provenance import Provenance, Source


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _check(url: str, day: str | None, by: str) -> PrimarySourceCheck | None:
    return PrimarySourceCheck(url, date.fromisoformat(day), by) if day else None


def taxonomy(cells: Sequence[str]) -> Taxonomy:
    return Taxonomy(int(cells[0]), cells[1], cells[2] in ("1", "true"))


def license(cells: Sequence[str]) -> StateLicense:
    return StateLicense(
        cells[0], cells[1], Provenance(Source(cells[2]), date.fromisoformat(cells[3]))
    )


def certification(cells: Sequence[str]) -> Certification:
    return Certification(
        issuer=Issuer(cells[0]),
        certificate=Certificate(cells[1]),
        duration_type=DurationType(cells[3]),
        issued_on=_day(cells[4]),
        expires_on=_day(cells[5]),
        board_status=BoardStatus(cells[6]),
        maintenance_status=MaintenanceStatus(cells[7]),
        check=_check(cells[8], cells[9], cells[10]),
    )


def membership(cells: Sequence[str]) -> Membership:
    return Membership(
        society=cells[0],
        category=MembershipCategory(cells[2]),
        valid_through=_day(cells[3]),
        check=_check(cells[4], cells[5], cells[6]),
    )


def volume(cells: Sequence[str]) -> ProcedureVolume:
    return ProcedureVolume(
        Procedure(cells[0]),
        VolumeKind(cells[2]),
        low=float(cells[3]),
        high=float(cells[4]),
        year=int(cells[1]),
        source=cells[5],
        observed_on=_day(cells[6]),
    )


def deactivation(cells: Sequence[str]) -> date:
    return date.fromisoformat(cells[0])


def exclusion(cells: Sequence[str]) -> Exclusion:
    return Exclusion(cells[0], _day(cells[1]), _day(cells[2]), cells[3])


def pick(cells: Sequence[str]) -> Pick:
    conflict = Conflict(
        ConflictField(cells[0]), cells[1], Source(cells[2]), cells[3], Source(cells[4]), cells[5]
    )
    return Pick(conflict, Side(cells[6]))
