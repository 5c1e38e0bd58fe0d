"""What speaks against a check before it is recorded: it blocks, or asks to look twice."""

from collections.abc import Mapping
from datetime import date

from finder.domain.credentials import doubts_about
from finder.domain.errors import InvalidValue
from finder.domain.practitioner import Practitioner
from finder.domain.provenance import Source
from finder.domain.sentences import day
from finder.domain.verification import Doubtful, StepRefused
from finder.importers.record import ImportedCertification
from finder.services.verify.consequences import certification_of
from finder.services.verify.known import key_of, known_facts


def refuse_doubtful(
    person: Practitioner, record: object, today: date, despite_doubts: bool
) -> None:
    """What the boards' own rules forbid is refused; what they make unlikely is asked about."""
    if not isinstance(record, ImportedCertification):
        return
    doubts = doubts_about(certification_of(record), person.certifications, today)
    for doubt in doubts:
        if doubt.blocks:
            raise InvalidValue(doubt.sentence, doubt.column)
    if doubts and not despite_doubts:
        raise Doubtful([(doubt.column, doubt.sentence) for doubt in doubts])


def refuse_older(
    person: Practitioner, source: Source, said: Mapping[str, str], what_to_do: str
) -> None:
    """The newest look counts, so what was seen before it would change nothing."""
    column = "confirmed_on" if source is Source.PRACTICES else "checked_on"
    known = known_facts(person, source, ()).get(key_of(source, said), {}).get(column, "")
    if said.get(column, "").strip() < known:
        raise StepRefused(
            f"A newer check of {day(date.fromisoformat(known))} is on record, so this one would "
            f"change nothing. {what_to_do}",
            column,
        )


def refuse_other_door(person: Practitioner, source: Source, typed: Mapping[str, str]) -> None:
    """An address that is none of those on record asks first whether it is a further place."""
    known = known_facts(person, source, ())
    if source is Source.PRACTICES and known and key_of(source, typed) not in known:
        raise Doubtful([("line1", _OTHER_DOOR)])


_OTHER_DOOR = (
    "This is another first line or ZIP than any on record, so it becomes a further practice "
    "location beside the others. Look again at the address."
)
