"""Deciding between two sources: what is shown, on whose word, and until one of them changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.conflicts import ConflictField
from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.names import PersonName
from finder.domain.picks import Side, sides_of
from finder.domain.verification import StepRefused
from finder.services.index_directory import index_practitioners
from finder.services.resources import Resources
from finder.services.verify.own_record import refuse_own_record
from finder.services.verify.reasons import note_of
from finder.store.queries import conflicts as stored
from finder.store.queries.conflicts import StoredConflict
from finder.store.queries.directory import directory_row
from finder.store.queries.ledger import append
from finder.store.queries.names import names_of
from finder.store.queries.profiles import practitioner_id_of
from finder.store.queries.reports import undecided_reports

PER_PAGE = 50
# How a decision to open a conflict again is sent.
OPEN_AGAIN = "open"
_QUICKER = "Somebody has decided this since you opened it. Look at it again, then decide."


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A contradiction, whom it is about, what can be shown, and what visitors say there."""

    held: StoredConflict
    name: PersonName
    values: Mapping[Side, str]
    reports: int


@dataclass(frozen=True, slots=True)
class ConflictList:
    """One page of the open or of the decided ones, and how many there are of each field."""

    lines: tuple[ConflictLine, ...]
    counts: Mapping[ConflictField, int]
    field: ConflictField | None
    is_decided: bool
    page: int
    pages: int


def list_contradictions(
    session: Session, field: str, is_decided: bool, page: int, only: int | None = None
) -> ConflictList:
    """Fifty of them, or one by its number; an unknown field means all."""
    wanted = ConflictField(field) if field in {*ConflictField} else None
    counts = stored.count_conflicts(session, is_decided)
    count = counts.get(wanted, 0) if wanted else sum(counts.values())
    pages = max(1, -(-count // PER_PAGE))
    page = min(max(page, 1), pages)
    start = (page - 1) * PER_PAGE
    one = stored.conflict_with(session, only) if only is not None else None
    if one is not None:
        return ConflictList(_lines(session, [one]), counts, wanted, one.is_decided, 1, 1)
    found = stored.conflicts_page(session, wanted, is_decided, PER_PAGE, start)
    return ConflictList(_lines(session, found), counts, wanted, is_decided, page, pages)


def _lines(session: Session, found: Sequence[StoredConflict]) -> tuple[ConflictLine, ...]:
    names = names_of(session, {one.npi for one in found})
    reported = [report.npi for report in undecided_reports(session)]
    return tuple(
        ConflictLine(
            one, names.get(one.npi, PersonName(one.npi)), values_of(one), reported.count(one.npi)
        )
        for one in found
    )


def settle_conflict(
    session: Session,
    resources: Resources,
    actor: Actor,
    conflict_id: int,
    side: str,
    note: str,
    seen: str,
) -> None:
    """Picks whose value is shown, or opens the question again for ``open``.

    ``seen`` is that of the conflict as it was shown. Raises
    ``NotListed`` where a source has changed what it says, ``NotThisPerson`` where it is
    about oneself, and ``StepRefused`` where somebody was quicker.
    """
    held = stored.conflict_with(session, conflict_id)
    if held is None:
        raise NotListed("This is no longer there: one of the two sources has changed what it says.")
    refuse_own_record(session, actor, held.npi)
    picked = _picked(held, side)
    if held.seen != seen or held.is_decided == (picked is not None):
        raise StepRefused(_QUICKER)
    note, now = note_of(note, "note"), resources.now()
    if not stored.save_side(session, held, picked, actor.name, now, note):
        raise StepRefused(_QUICKER)
    directory_row(session).generation += 1
    number = practitioner_id_of(session, held.npi)
    if number is not None:
        index_practitioners(session, [number], resources.rules, resources.today())
    append(
        session,
        actor.entry(
            "conflict.settle" if picked else "conflict.open-again",
            f"practitioner:{held.npi}",
            now,
            _changes(held, picked),
            note,
        ),
    )


def values_of(held: StoredConflict) -> dict[Side, str]:
    """What would be shown on either source's word, or on neither's."""
    told = held.conflict
    if told.field is ConflictField.PRACTICE_LOCATION:
        values = {Side.A: told.value_a, Side.B: "not shown here"}
    else:
        first = told.value_b.split(", ")[0] if told.field is ConflictField.PHONE else told.value_b
        values = {Side.A: told.value_a, Side.B: first, Side.NEITHER: "nothing"}
    return {side: values[side] for side in sides_of(told.field)}


def _picked(held: StoredConflict, side: str) -> Side | None:
    if side == OPEN_AGAIN:
        return None
    if side not in {*sides_of(held.conflict.field)}:
        raise InvalidValue("Choose which of the two is shown.", "side")
    return Side(side)


def _changes(held: StoredConflict, picked: Side | None) -> list[tuple[str, object, object]]:
    told, values = held.conflict, values_of(held)
    where = f"{told.field.value} at {told.place}" if told.place else told.field.value
    # Until somebody decides, the first source's word is shown.
    before, after = values[held.side or Side.A], values[picked or Side.A]
    return [
        ("decision", _decision(held, held.side), _decision(held, picked)),
        (where, before, after),
    ]


def _decision(held: StoredConflict, side: Side | None) -> str:
    sources = {Side.A: held.conflict.source_a.value, Side.B: held.conflict.source_b.value}
    return "open" if side is None else sources.get(side, side.value)
