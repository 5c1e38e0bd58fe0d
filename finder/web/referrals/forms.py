"""The fields of a letter as a form: each element of the record is one field of its name."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wtforms import Field

from finder.domain.referral import ELEMENTS, LEVELS, USE_NAMES, Diagnosis, Element, Kind, Reader
from finder.web.fields import (
    ChoiceField,
    ComponentWidget,
    DayField,
    LongTextField,
    PickField,
    SeveralField,
    SuggestField,
    TextField,
)
from finder.web.forms import FieldProblem, PostedForm

_UNKNOWN = {"": "Not recorded"}
_YES_NO = {"yes": "Yes", "no": "No", **_UNKNOWN}
# Kinds whose inputs show nothing but the values that they know.
_CLOSED = (Kind.DATE, Kind.CHOICE, Kind.YES_NO, Kind.LEVELS, Kind.CODES)
# Nothing about a patient is offered again by the browser.
_ATTRIBUTES = {"autocomplete": "off", "spellcheck": "false"}


class LetterForm(PostedForm):
    """All fields of the letter; those of other steps travel along unseen.

    Lists, boxes and calendars know one spelling of each value: what can be read is shown in that,
    and what cannot as it was typed.
    """

    def __init__(self, values: Mapping[str, str], reader: Reader) -> None:
        super().__init__(values)
        self["icd10"].groups = _code_groups(reader.diagnoses.values())
        for field in self:
            element = ELEMENTS[field.name]
            if element.kind not in _CLOSED or not field.data:
                continue
            shown = reader.shown(element, field.data)
            field.data = field.data if shown is None else shown
            if shown is None and not (element.kind is Kind.DATE and _is_day(field.data)):
                field.widget = ComponentWidget("field")

    def tell_problems(self, problems: Iterable[tuple[str, str]]) -> None:
        """Each problem beside its field, with the field's name in the summary."""
        for name, sentence in problems:
            if name not in ELEMENTS:
                self.tell(sentence)
                continue
            field = self[name]
            field.errors = [*field.errors, sentence]
            label = ELEMENTS[name].label
            self.problems.append(FieldProblem(field.id, f"{label}: {sentence}"))


def _field(element: Element) -> Field:
    label = f"{element.label} ({element.unit})" if element.unit else element.label
    attributes: dict[str, object] = {**_ATTRIBUTES}
    options: dict[str, Any] = {"description": _hint(element), "render_kw": attributes}
    match element.kind:
        case Kind.YES_NO:
            return PickField(label, choices=_YES_NO, **options)
        case Kind.CHOICE:
            return ChoiceField(label, choices={"": "Not recorded", **element.options}, **options)
        case Kind.OPEN:
            return SuggestField(label, choices=element.options, **options)
        case Kind.DATE:
            return DayField(label, **options)
        case Kind.TEXT:
            attributes.update(rows=3, spellcheck="true")
            return LongTextField(label, **options)
        case Kind.LEVELS:
            return SeveralField(label, groups=[("", {level: level for level in LEVELS})], **options)
        case Kind.CODES:
            return SeveralField(label, groups=[], **options)
        case Kind.NUMBER:
            attributes["inputmode"] = "numeric" if element.is_whole else "decimal"
    return TextField(label, **options)


def _hint(element: Element) -> str:
    if element.kind is not Kind.NUMBER:
        return element.hint
    bounds = f"From {element.low} to {element.high}, such as {element.example}."
    return f"{bounds} {element.hint}".strip()


def _code_groups(diagnoses: Iterable[Diagnosis]) -> list[tuple[str, dict[str, str]]]:
    groups: dict[str, dict[str, str]] = {}
    for diagnosis in diagnoses:
        group = groups.setdefault(USE_NAMES[diagnosis.use], {})
        group[diagnosis.code] = f"{diagnosis.code} {diagnosis.title}"
    return list(groups.items())


def _is_day(typed: str) -> bool:
    try:
        return date.fromisoformat(typed).isoformat() == typed
    except ValueError:
        return False


for _element in ELEMENTS.values():
    setattr(LetterForm, _element.name, _field(_element))
