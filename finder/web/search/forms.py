"""The search form of home and results: labels, hints, choices, and what could not be used."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict
from wtforms import Form

from finder.domain.errors import InvalidSearch
from finder.domain.search import (
    INTERVENTIONAL_RADIOLOGY,
    LONGEST_TEXT,
    PARAMETERS,
    SearchRequest,
    parse_search,
)
from finder.web.fields import ChoiceField, SwitchField, TextField
from finder.web.filters.words import LANGUAGES

_USUAL = ("balanced", INTERVENTIONAL_RADIOLOGY)
MORE_CHOICES = tuple(name for name in PARAMETERS if name not in ("q", "near", "page", "per_page"))


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One line of the error summary; ``field_id`` is the input that it links to."""

    field_id: str
    message: str


class SearchForm(Form):
    """A GET form: its address is the search, and any field may be missing from it."""

    q = TextField(
        "What do you need?",
        description="Such as: kyphoplasty doctors near me",
        render_kw={"maxlength": LONGEST_TEXT, "autocomplete": "off", "spellcheck": "true"},
    )
    near = TextField(
        "ZIP code or city",
        description="Such as: 60601 or Duluth, MN",
        render_kw={
            "maxlength": LONGEST_TEXT,
            "autocomplete": "postal-code",
            "inputmode": "text",
            "enterkeyhint": "search",
        },
    )
    procedure = ChoiceField(
        "Procedure",
        choices={
            "": "As I wrote above",
            "any": "Either one",
            "kyphoplasty": "Kyphoplasty (with a balloon)",
            "vertebroplasty": "Vertebroplasty",
        },
    )
    radius = TextField(
        "Distance in miles",
        description="If empty, we look as far as needed.",
        render_kw={"maxlength": 10, "autocomplete": "off", "inputmode": "decimal"},
    )
    preset = ChoiceField(
        "What should count most?",
        choices={
            "": "Balanced: distance and checked facts",
            "nearest": "Nearest: mostly distance",
            "most-checked": "Most checked: mostly checked facts",
        },
    )
    specialty = ChoiceField(
        "Specialty",
        choices={
            "": "Interventional radiologists",
            "any": "Also spine surgeons, pain doctors and others",
        },
    )
    language = ChoiceField(
        "Language spoken at the practice",
        choices={"": "Any language", **LANGUAGES},
    )
    certified = SwitchField("Board certification checked with the board")
    member = SwitchField("Member of the Society of Interventional Radiology (SIR), checked")
    new_patients = SwitchField("Takes new patients")
    telehealth = SwitchField("Offers telehealth")
    medicare = SwitchField("Takes Medicare")

    def __init__(self, parameters: Mapping[str, str]) -> None:
        self.parameters = {name: parameters.get(name, "") for name in PARAMETERS}
        shown = {name: _showable(value) for name, value in self.parameters.items()}
        super().__init__(MultiDict(shown))
        self._keep_unusual_choices()
        self.problems: list[FieldProblem] = []

    def read(self) -> SearchRequest | None:
        """The request; ``None`` when something cannot be used, which the fields then say."""
        try:
            return parse_search(self.parameters)
        except InvalidSearch as refused:
            for name, sentence in refused.problems:
                self._tell(name, sentence)
            return None

    @property
    def chosen_count(self) -> int:
        """How many of the further choices were made."""
        return sum(1 for name in MORE_CHOICES if self.parameters[name])

    def _tell(self, name: str, sentence: str) -> None:
        field = self[name] if name in self else self["q"]
        field.errors = [*field.errors, sentence]
        self.problems.append(FieldProblem(field.id, sentence))

    def _keep_unusual_choices(self) -> None:
        """A link may say the usual value in full, or a language that the list does not have."""
        for name in ("procedure", "preset", "specialty", "language"):
            field = self[name]
            if field.data in _USUAL:
                field.data = ""
            field.choices.setdefault(field.data, field.data)


def _showable(text: str) -> str:
    """What was typed without control characters, which no page may hold."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cs"))
