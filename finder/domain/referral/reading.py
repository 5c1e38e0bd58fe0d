"""The fields of a posted form read together; every problem is told at once."""

from collections.abc import Iterable, Mapping

from finder.domain.errors import InvalidValue
from finder.domain.npi import Npi
from finder.domain.referral.ages import age_words
from finder.domain.referral.catalogue import ELEMENTS
from finder.domain.referral.diagnoses import Diagnosis
from finder.domain.referral.elements import Element, Kind
from finder.domain.referral.letter import Value
from finder.domain.referral.spoken import is_negation, spoken_answer
from finder.domain.referral.values import Reader, Typed
from finder.domain.typed import Reading

_NEEDED = {
    "npi": "Type the NPI of the doctor to whom you write, or start from a search.",
    "urgency": "Choose how urgent it is.",
    "patient_name": "Type the patient's name.",
    "patient_dob": "Type the patient's date of birth.",
    "levels": "Choose the fractured levels. The diagnosis code alone does not name them.",
}
ADVISE_ON_HOLDING = "Please advise on holding."
# Fields of free words that record systems fill with a sign for yes or no.
_ANSWERED = ("anticoagulant", "allergies", "pregnancy", "infection", "neuro_deficit")


def read_values(
    values: Mapping[str, str], reader: Reader, elements: Iterable[Element] = ELEMENTS.values()
) -> dict[str, Value]:
    """The filled fields in the order of printing; raises ``InvalidForm``."""
    reading = Reading(values)
    found: dict[str, Value] = {}
    for element in elements:

        def read(typed: str, element: Element = element) -> Value | None:
            return _value(element, typed, reader)

        value = reading.value(element.name, read, None)
        if value is not None:
            found[element.name] = value
    reading.finish()
    return found


def _value(element: Element, typed: str, reader: Reader) -> Value | None:
    held = reader.read(element, typed)
    if held is None:
        if element.is_required:
            raise InvalidValue(_NEEDED[element.name])
        return None
    text, value = held
    if element.name == "npi":
        text = value = str(Npi(text))
    return Value(element, text, value, printed(element, text, value, reader))


def printed(element: Element, text: str, value: Typed, reader: Reader) -> str:
    """The words of the letter: units, ages and meanings beside what was typed."""
    match element.kind:
        case Kind.CHOICE:
            return element.options[text]
        case Kind.NUMBER:
            return f"{text} {element.unit}".replace(" %", "%").strip()
        case Kind.DATE:
            age = age_words(element.since, value, reader.today)
            return f"{text} ({age})" if age else text
        case Kind.LEVELS:
            return text.replace(" ", ", ")
        case Kind.CODES:
            codes = text.split()
            return "; ".join(f"{code} {_title(code, reader.diagnoses)}" for code in codes)
    words = spoken_answer(text) if element.name in _ANSWERED else text
    if element.name == "anticoagulant" and not is_negation(text):
        return f"{words}{'' if words.endswith('.') else '.'} {ADVISE_ON_HOLDING}"
    return words


def _title(code: str, diagnoses: Mapping[str, Diagnosis]) -> str:
    return f"({diagnoses[code].title})"
