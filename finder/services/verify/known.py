"""What the record says of each fact, in the columns of its roster: the ground a check stands on."""

from collections.abc import Iterable, Mapping

from finder.domain.addresses import line_key
from finder.domain.credentials import Certification
from finder.domain.memberships import Membership
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.provenance import Source
from finder.store.queries.claims import StoredClaim

Cells = dict[str, str]
Facts = dict[str, Cells]

KINDS = {
    Source.CERTIFICATIONS: "board-certification",
    Source.MEMBERSHIPS: "membership",
    Source.PRACTICES: "listing",
}
SOURCES = {kind: source for source, kind in KINDS.items()}
# No column of a roster: what is proposed of the fact and waits for a second person.
WAITING = "waiting"


def key_of(source: Source, cells: Mapping[str, str]) -> str:
    """What the cells of a row speak of: one certificate, one society, one door."""
    if source is Source.CERTIFICATIONS:
        return f"{cells.get('issuer', '')} {cells.get('certificate', '')}"
    if source is Source.MEMBERSHIPS:
        return cells.get("society", "")
    return f"{cells.get('zip', '').strip()[:5]} {line_key(cells.get('line1', ''))}"


def known_facts(person: Practitioner, source: Source, claims: Iterable[StoredClaim]) -> Facts:
    """Every fact of one kind by what it speaks of; a check stands before a statement."""
    rows: list[Cells]
    if source is Source.CERTIFICATIONS:
        stated_first = sorted(person.certifications, key=lambda record: record.check is not None)
        rows = [certification_cells(record) for record in stated_first]
    elif source is Source.MEMBERSHIPS:
        members = sorted(person.memberships, key=lambda record: record.check is not None)
        rows = [membership_cells(record) for record in members]
    else:
        rows = [practice_cells(location) for location in person.locations]
    facts = {key_of(source, row): row for row in rows}
    for claim in claims:
        if claim.kind == KINDS[source]:
            what = claim.said.get("board_status") or claim.said.get("category", "")
            waiting = f"{what} by {claim.case.submitted_by}"
            facts.setdefault(key_of(source, claim.said), {})[WAITING] = waiting
    return facts


def certification_cells(record: Certification) -> Cells:
    return _texts(
        issuer=record.issuer.value,
        certificate=record.certificate.value,
        board_status=record.board_status.value,
        duration_type=record.duration_type.value,
        maintenance_status=record.maintenance_status.value,
        issued_on=record.issued_on,
        expires_on=record.expires_on,
        source_url=record.check.source_url if record.check else "",
        checked_on=record.check.checked_on if record.check else "",
        checked_by=record.check.checked_by if record.check else "",
    )


def membership_cells(record: Membership) -> Cells:
    return _texts(
        society=record.society,
        category=record.category.value,
        valid_through=record.valid_through,
        source_url=record.check.source_url if record.check else "",
        checked_on=record.check.checked_on if record.check else "",
        checked_by=record.check.checked_by if record.check else "",
    )


def practice_cells(place: PracticeLocation) -> Cells:
    line1, *further = place.lines or ("",)
    return _texts(
        practice_name=place.name,
        line1=line1,
        line2=" ".join(further),
        city=place.city,
        state=place.state,
        zip=place.zip_code,
        phone=place.phone,
        fax=place.fax,
        accepts_new_patients=_yes_no(place.accepts_new_patients),
        telehealth=_yes_no(place.telehealth),
        medicare=_yes_no(place.medicare),
        wheelchair_access=_yes_no(place.wheelchair_access),
        languages=";".join(place.languages),
        website=place.website,
        confirmed_on=place.confirmed_on,
        confirmed_by=place.confirmed_by,
    )


def _yes_no(answer: bool | None) -> str:
    return "" if answer is None else "yes" if answer else "no"


def _texts(**values: object) -> Cells:
    return {name: "" if value is None else str(value) for name, value in values.items()}


def said_in_full(claim: StoredClaim, known: Cells) -> Cells:
    """What the claim says, with what falls away because a whole check lacks it.

    A check replaces the one on record, while practice details that are not sent stay.
    """
    if claim.kind not in (KINDS[Source.CERTIFICATIONS], KINDS[Source.MEMBERSHIPS]):
        return dict(claim.said)
    lost = {name: "" for name, text in known.items() if text not in ("", "unknown")}
    return {**lost, **claim.said}
