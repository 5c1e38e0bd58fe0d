"""The facts of many practitioners in one statement: rows of different shapes as text columns."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

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
from finder.domain.practitioner import Exclusion, StateLicense, Taxonomy
from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.provenance import Provenance, Source
from finder.store.tables import (
    CertificationRow,
    DeactivatedNpiRow,
    ExclusionRow,
    MembershipRow,
    PractitionerRow,
    ProcedureVolumeRow,
    StateLicenseRow,
    TaxonomyRow,
)

# As many text columns as the widest shape needs; the others are padded.
_WIDTH = 11
Facts = dict[int, dict[str, list[Any]]]


def facts_of(session: Session, ids: list[int]) -> Facts:
    statement = union_all(*(_branch(shape, ids) for shape in _SHAPES))
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for row in sorted(session.execute(statement).all(), key=lambda row: row[:3]):
        facts[row[1]][row[0]].append(_SHAPES[row[0]][3](row[2:]))
    return facts


def _branch(shape: str, ids: list[int]) -> Select[Any]:
    table, owner, columns, _ = _SHAPES[shape]
    cells: list[ColumnElement[Any]] = [cast(column, Text) for column in columns]
    cells += [cast(null(), Text)] * (_WIDTH - len(cells))
    statement = select(literal(shape), owner, *cells)
    if owner is PractitionerRow.id:
        statement = statement.select_from(PractitionerRow).join(
            table, table.npi == PractitionerRow.npi
        )
    return statement.where(owner.in_(ids))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _check(url: str, day: str | None, by: str) -> PrimarySourceCheck | None:
    return PrimarySourceCheck(url, date.fromisoformat(day), by) if day else None


def _taxonomy(cells: Sequence[str]) -> Taxonomy:
    return Taxonomy(int(cells[0]), cells[1], cells[2] in ("1", "true"))


def _license(cells: Sequence[str]) -> StateLicense:
    return StateLicense(
        cells[0], cells[1], Provenance(Source(cells[2]), date.fromisoformat(cells[3]))
    )


def _certification(cells: Sequence[str]) -> Certification:
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


def _membership(cells: Sequence[str]) -> Membership:
    return Membership(
        society=cells[0],
        category=MembershipCategory(cells[2]),
        valid_through=_day(cells[3]),
        check=_check(cells[4], cells[5], cells[6]),
    )


def _volume(cells: Sequence[str]) -> ProcedureVolume:
    return ProcedureVolume(
        Procedure(cells[0]),
        VolumeKind(cells[2]),
        low=float(cells[3]),
        high=float(cells[4]),
        year=int(cells[1]),
        source=cells[5],
        observed_on=_day(cells[6]),
    )


def _deactivation(cells: Sequence[str]) -> date:
    return date.fromisoformat(cells[0])


def _exclusion(cells: Sequence[str]) -> Exclusion:
    return Exclusion(cells[0], _day(cells[1]), _day(cells[2]), cells[3])


_SHAPES: dict[str, tuple[Any, Any, tuple[Any, ...], Callable[[Any], Any]]] = {
    "taxonomy": (
        TaxonomyRow,
        TaxonomyRow.practitioner_id,
        (TaxonomyRow.slot, TaxonomyRow.code, TaxonomyRow.is_primary),
        _taxonomy,
    ),
    "license": (
        StateLicenseRow,
        StateLicenseRow.practitioner_id,
        (
            StateLicenseRow.state,
            StateLicenseRow.number,
            StateLicenseRow.source,
            StateLicenseRow.observed_on,
        ),
        _license,
    ),
    "certification": (
        CertificationRow,
        CertificationRow.practitioner_id,
        (
            CertificationRow.issuer,
            CertificationRow.certificate,
            CertificationRow.is_stated,
            CertificationRow.duration_type,
            CertificationRow.issued_on,
            CertificationRow.expires_on,
            CertificationRow.board_status,
            CertificationRow.maintenance_status,
            CertificationRow.source_url,
            CertificationRow.checked_on,
            CertificationRow.checked_by,
        ),
        _certification,
    ),
    "membership": (
        MembershipRow,
        MembershipRow.practitioner_id,
        (
            MembershipRow.society,
            MembershipRow.is_stated,
            MembershipRow.category,
            MembershipRow.valid_through,
            MembershipRow.source_url,
            MembershipRow.checked_on,
            MembershipRow.checked_by,
        ),
        _membership,
    ),
    "volume": (
        ProcedureVolumeRow,
        ProcedureVolumeRow.practitioner_id,
        (
            ProcedureVolumeRow.procedure,
            ProcedureVolumeRow.year,
            ProcedureVolumeRow.kind,
            ProcedureVolumeRow.low,
            ProcedureVolumeRow.high,
            ProcedureVolumeRow.source,
            ProcedureVolumeRow.observed_on,
        ),
        _volume,
    ),
    "deactivation": (
        DeactivatedNpiRow,
        PractitionerRow.id,
        (DeactivatedNpiRow.deactivated_on,),
        _deactivation,
    ),
    "exclusion": (
        ExclusionRow,
        PractitionerRow.id,
        (
            ExclusionRow.exclusion_type,
            ExclusionRow.excluded_on,
            ExclusionRow.reinstated_on,
            ExclusionRow.waiver_state,
        ),
        _exclusion,
    ),
}
