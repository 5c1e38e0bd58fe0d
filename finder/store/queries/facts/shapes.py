"""Every kind of fact: its table, whose it is, its cells, and whether it passes to a merged record.

Whoever holds two NPIs has one board certificate: what was found about the person, paid to the
person or decided against the person counts for the record that is kept. Addresses, licences and
specialties stay with the NPI that declared them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, exists, literal, null, select
from sqlalchemy.orm import aliased

from finder.domain.reviews import ReviewKind, Verdict
from finder.store.queries.facts import reading
from finder.store.tables import (
    CertificationRow,
    ConflictRow,
    DeactivatedNpiRow,
    ExclusionRow,
    MembershipRow,
    PractitionerRow,
    ProcedureVolumeRow,
    ReviewRow,
    StateLicenseRow,
    TaxonomyRow,
)

# As many text columns as the widest shape needs; the others are padded.
_WIDTH = 11
_Kept = aliased(PractitionerRow)


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of fact; ``of`` is a table with owners, or joins rows that are found by the NPI."""

    name: str
    columns: tuple[Any, ...]
    read: Callable[[Sequence[str]], Any]
    of: Any
    is_inherited: bool = False

    def statements(self, asked: Callable[[Any], ColumnElement[bool]]) -> list[Select[Any]]:
        """The facts of the ids asked for, and those from records merged into them."""
        own = self._own_id
        found = [self._select(own, own is PractitionerRow.id).where(asked(own))]
        if self.is_inherited:
            found.append(
                self._select(_Kept.id, with_practitioner=True)
                .join(_Kept, _Kept.npi == PractitionerRow.merged_into)
                .where(asked(_Kept.id), PractitionerRow.merged_into != "")
            )
        return found

    @property
    def _own_id(self) -> Any:
        return getattr(self.of, "practitioner_id", PractitionerRow.id)

    def _select(self, owner: Any, with_practitioner: bool) -> Select[Any]:
        cells: list[ColumnElement[Any]] = [cast(column, Text) for column in self.columns]
        cells += [cast(null(), Text)] * (_WIDTH - len(cells))
        statement = select(literal(self.name), owner, *cells)
        if not with_practitioner:
            return statement
        statement = statement.select_from(PractitionerRow)
        if self._own_id is PractitionerRow.id:
            joined: Select[Any] = self.of(statement)
            return joined
        return statement.join(self.of, self._own_id == PractitionerRow.id)


def _deactivated(statement: Select[Any]) -> Select[Any]:
    return statement.join(DeactivatedNpiRow, DeactivatedNpiRow.npi == PractitionerRow.npi)


def _decided(statement: Select[Any]) -> Select[Any]:
    return statement.join(
        ConflictRow, and_(ConflictRow.npi == PractitionerRow.npi, ConflictRow.decision != "")
    )


def _excluded_by_npi(statement: Select[Any]) -> Select[Any]:
    """The very NPI, unless two people found that the entry means somebody else."""
    lifted = exists().where(
        ReviewRow.npi == PractitionerRow.npi,
        ReviewRow.subject == ExclusionRow.identity,
        ReviewRow.kind == ReviewKind.EXCLUDED_NPI.value,
        ReviewRow.decision == Verdict.SOMEBODY_ELSE.value,
    )
    return statement.join(ExclusionRow, ExclusionRow.npi == PractitionerRow.npi).where(~lifted)


def _excluded_by_name(statement: Select[Any]) -> Select[Any]:
    """A name alone, where two people found that it is the same person."""
    return statement.join(
        ReviewRow,
        and_(
            ReviewRow.npi == PractitionerRow.npi,
            ReviewRow.kind == ReviewKind.EXCLUDED_NAME.value,
            ReviewRow.decision == Verdict.SAME_PERSON.value,
        ),
    ).join(ExclusionRow, and_(ExclusionRow.identity == ReviewRow.subject, ExclusionRow.npi == ""))


_EXCLUSION = (
    ExclusionRow.exclusion_type,
    ExclusionRow.excluded_on,
    ExclusionRow.reinstated_on,
    ExclusionRow.waiver_state,
)

SHAPES = (
    Shape(
        "taxonomy",
        (TaxonomyRow.slot, TaxonomyRow.code, TaxonomyRow.is_primary),
        reading.taxonomy,
        TaxonomyRow,
    ),
    Shape(
        "license",
        (
            StateLicenseRow.state,
            StateLicenseRow.number,
            StateLicenseRow.source,
            StateLicenseRow.observed_on,
        ),
        reading.license,
        StateLicenseRow,
    ),
    Shape(
        "certification",
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
        reading.certification,
        CertificationRow,
        is_inherited=True,
    ),
    Shape(
        "membership",
        (
            MembershipRow.society,
            MembershipRow.is_stated,
            MembershipRow.category,
            MembershipRow.valid_through,
            MembershipRow.source_url,
            MembershipRow.checked_on,
            MembershipRow.checked_by,
        ),
        reading.membership,
        MembershipRow,
        is_inherited=True,
    ),
    Shape(
        "volume",
        (
            ProcedureVolumeRow.procedure,
            ProcedureVolumeRow.year,
            ProcedureVolumeRow.kind,
            ProcedureVolumeRow.low,
            ProcedureVolumeRow.high,
            ProcedureVolumeRow.source,
            ProcedureVolumeRow.observed_on,
        ),
        reading.volume,
        ProcedureVolumeRow,
        is_inherited=True,
    ),
    Shape("deactivation", (DeactivatedNpiRow.deactivated_on,), reading.deactivation, _deactivated),
    Shape("exclusion", _EXCLUSION, reading.exclusion, _excluded_by_npi, is_inherited=True),
    Shape("exclusion", _EXCLUSION, reading.exclusion, _excluded_by_name, is_inherited=True),
    Shape(
        "pick",
        (
            ConflictRow.field,
            ConflictRow.place,
            ConflictRow.source_a,
            ConflictRow.value_a,
            ConflictRow.source_b,
            ConflictRow.value_b,
            ConflictRow.decision,
        ),
        reading.pick,
        _decided,
    ),
)
