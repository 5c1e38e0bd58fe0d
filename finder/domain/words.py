"""What the free words of a search ask for, part by part, before any place is looked up."""

from dataclasses import dataclass

from finder.domain.procedures import Procedure


@dataclass(frozen=True, slots=True)
class Understood:
    """One recognised part: the words as typed, what they were taken as, and the value.

    ``as_`` is one of procedure, place, radius, certified, member, language, new_patients,
    telehealth, medicare, specialty, insurance, near-me, name, npi, not-a-distance.
    """

    text: str
    as_: str
    value: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A misspelling that was mended."""

    from_: str
    to: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything the words ask for; ``None`` or ``False`` where they are silent.

    ``radius_miles`` lies within 1-500; ``language`` is an ISO 639-1 code; ``npi`` is ten digits
    whose check digit was not looked at; ``near_me`` is false once a place is named.
    """

    procedure: Procedure | None = None
    place_text: str | None = None
    near_me: bool = False
    radius_miles: float | None = None
    certified: bool = False
    member: bool = False
    language: str | None = None
    new_patients: bool = False
    telehealth: bool = False
    medicare: bool = False
    specialty: str | None = None
    npi: str | None = None
    name_text: str | None = None
    not_a_distance: str | None = None
    understood: tuple[Understood, ...] = ()
    corrections: tuple[Correction, ...] = ()
