"""The patient's own copy of a referral, in plain words and large print; it holds no findings."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from finder.documents.rendering import render_pdf
from finder.documents.take_away_sheet import SheetQuestion, SheetRedFlags

TEMPLATE = Path("documents") / "patient_copy.typ"


@dataclass(frozen=True, slots=True)
class CopyRecipient:
    """Whom the patient will see; ``map_url`` leads to a map of the address."""

    name: str
    specialty: str
    address: tuple[str, ...]
    phone: str
    map_url: str


@dataclass(frozen=True, slots=True)
class PatientCopy:
    """The whole copy; ``words`` are the fixed ones by name, ``told`` what is said of this visit.

    In an emergency nobody waits for a visit: nothing to bring and no questions.
    """

    language: str
    words: Mapping[str, str]
    patient_name: str
    sender_name: str
    sender_phone: str
    made_on: str
    letter_id: str
    told: tuple[str, ...]
    how_soon: str
    is_emergency: bool
    recipient: CopyRecipient
    red_flags: SheetRedFlags
    bring: tuple[str, ...]
    credit: tuple[str, ...]
    questions: tuple[SheetQuestion, ...]
    remarks: tuple[str, ...]


def patient_copy_pdf(copy: PatientCopy, templates: Path) -> bytes:
    """The copy as PDF/UA-1."""
    return render_pdf(templates / TEMPLATE, asdict(copy))
