"""Facts of several practitioners as rows: one fact a row, one practitioner a cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from finder.domain.contact import address_case, phone, zip_shown
from finder.domain.procedures import ProcedureVolume, VolumeKind
from finder.domain.reasons import certification_reason, distance_reason, membership_reason
from finder.domain.sentences import Sentence, day
from finder.services.compare_practitioners import Compared, Comparison
from finder.web.filters.numbers import plain
from finder.web.filters.words import FLAGS, PROCEDURE_TITLES, language_names, yes_or_no

NOT_KNOWN = Sentence("not known")
_NOT_YET = Sentence("not yet")
_NO_CHECK = Sentence("no check yet")
_NOTHING = Sentence("nothing to add")

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One fact; ``differs`` where not all cells say the same, ``name`` for the template."""

    name: str
    label: str
    cells: tuple[Lines, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.cells)) > 1


def rows_of(comparison: Comparison) -> list[Row]:
    """Every fact in the order of the page; distance only where a place was given."""
    people = comparison.compared
    rows = [_row(name, label, lines, people) for name, label, lines in _FACTS]
    if comparison.place is None:
        rows = [row for row in rows if row.name not in ("distance", "reasons")]
    at = next(index for index, row in enumerate(rows) if row.name == "confirmed")
    return [*rows[:at], *_volume_rows(people), *rows[at:]]


def _row(
    name: str, label: str, lines: Callable[[Compared], Lines], people: Sequence[Compared]
) -> Row:
    return Row(name, label, tuple(lines(person) for person in people))


def _volume_rows(people: Sequence[Compared]) -> list[Row]:
    return [
        Row("volume", _volume_label(counts[0]), tuple((_volume(count),) for count in counts))
        for counts in zip(*(person.volumes for person in people), strict=True)
    ]


def _volume_label(volume: ProcedureVolume) -> Sentence:
    title = PROCEDURE_TITLES[volume.procedure]
    if volume.year is None:
        return Sentence("%(procedure)s, Medicare only", procedure=title)
    return Sentence(
        "%(procedure)s in %(year)s, Medicare only", procedure=title, year=str(volume.year)
    )


def _volume(volume: ProcedureVolume) -> Sentence:
    low, high = plain(volume.low or 0), plain(volume.high or 0)
    match volume.kind:
        case VolumeKind.EXACT:
            return Sentence("at least %(number)s", number=low)
        case VolumeKind.INTERVAL:
            return Sentence("between %(low)s and %(high)s", low=low, high=high)
        case VolumeKind.NOT_PUBLISHED:
            return Sentence("not published, which is not zero")
        case VolumeKind.UNKNOWN:
            return Sentence("not known, which is not zero")


def _distance(person: Compared) -> Lines:
    return (NOT_KNOWN if person.miles is None else distance_reason(person.miles),)


def _where(person: Compared) -> Lines:
    place = person.location
    if place is None:
        return ()
    town = f"{address_case(place.city)}, {place.state} {zip_shown(place.zip_code)}"
    return (place.name, *place.lines, town, phone(place.phone))


def _certification_due(person: Compared) -> Lines:
    record = person.standing.certification.certification
    return (day(record.next_due_on) if record and record.next_due_on else _NO_CHECK,)


def _membership_due(person: Compared) -> Lines:
    record = person.standing.membership.membership
    return (day(record.next_due_on) if record and record.next_due_on else _NO_CHECK,)


def _confirmed(person: Compared) -> Lines:
    confirmed_on = person.standing.confirmed_on
    return (day(confirmed_on) if confirmed_on else _NOT_YET,)


def _answer(name: str) -> Callable[[Compared], Lines]:
    """What the practice says of itself: yes, no, or that nobody has said."""

    def lines(person: Compared) -> Lines:
        return (yes_or_no(getattr(person.location, name, None)),)

    return lines


def _languages(person: Compared) -> Lines:
    codes = person.location.languages if person.location else ()
    return (language_names(codes) if codes else NOT_KNOWN,)


def _flags(person: Compared) -> Lines:
    return tuple(FLAGS[flag] for flag in person.flags if flag in FLAGS) or (_NOTHING,)


_FACTS: tuple[tuple[str, Sentence, Callable[[Compared], Lines]], ...] = (
    ("specialty", Sentence("Specialty"), lambda person: (person.specialty or NOT_KNOWN,)),
    ("distance", Sentence("Distance"), _distance),
    ("where", Sentence("Where patients are seen"), _where),
    (
        "certification",
        Sentence("Board certification"),
        lambda person: (certification_reason(person.standing.certification),),
    ),
    ("certification-due", Sentence("Next check of the certification due"), _certification_due),
    (
        "membership",
        Sentence("Society of Interventional Radiology (SIR)"),
        lambda person: (membership_reason(person.standing.membership) or NOT_KNOWN,),
    ),
    ("membership-due", Sentence("Next check of the membership due"), _membership_due),
    ("confirmed", Sentence("Practice details confirmed on"), _confirmed),
    ("new-patients", Sentence("New patients"), _answer("accepts_new_patients")),
    ("telehealth", Sentence("Telehealth"), _answer("telehealth")),
    ("medicare", Sentence("Takes Medicare"), _answer("medicare")),
    ("wheelchair", Sentence("Wheelchair access"), _answer("wheelchair_access")),
    ("languages", Sentence("Languages"), _languages),
    ("flags", Sentence("What to know"), _flags),
    ("reasons", Sentence("In short"), lambda person: person.reasons),
)
