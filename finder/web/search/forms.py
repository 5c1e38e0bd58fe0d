"""The search form of home and results: labels, hints, choices, and what could not be used."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict
from wtforms import Form

from finder.domain.errors import InvalidSearch
from finder.domain.results import SearchResults
from finder.domain.search import (
    INTERVENTIONAL_RADIOLOGY,
    LONGEST_TEXT,
    PARAMETERS,
    SearchRequest,
    parse_search,
)
from finder.domain.sentences import Sentence
from finder.web.fields import ChoiceField, SwitchField, TextField
from finder.web.filters.words import LANGUAGES
from finder.web.forms import FieldProblem, showable

_USUAL = ("balanced", INTERVENTIONAL_RADIOLOGY)
COUNTED = ("certified", "member", "new_patients", "telehealth", "medicare")
MORE_CHOICES = tuple(name for name in PARAMETERS if name not in ("q", "near", "page", "per_page"))


class SearchForm(Form):
    """A GET form: its address is the search, and any field may be missing from it."""

    q = TextField(
        Sentence("What do you need?"),
        description=Sentence("Such as: kyphoplasty doctors near me"),
        render_kw={"maxlength": LONGEST_TEXT, "autocomplete": "off", "spellcheck": "true"},
    )
    near = TextField(
        Sentence("ZIP code or city"),
        description=Sentence("Such as: 60601 or Duluth, MN"),
        render_kw={
            "maxlength": LONGEST_TEXT,
            "autocomplete": "postal-code",
            "inputmode": "text",
            "enterkeyhint": "search",
        },
    )
    procedure = ChoiceField(
        Sentence("Procedure"),
        choices={
            "": Sentence("As I wrote above"),
            "any": Sentence("Either one"),
            "kyphoplasty": Sentence("Kyphoplasty (with a balloon)"),
            "vertebroplasty": Sentence("Vertebroplasty"),
        },
    )
    radius = TextField(
        Sentence("Distance in miles"),
        description=Sentence("If empty, we look as far as needed."),
        render_kw={"maxlength": 10, "autocomplete": "off", "inputmode": "decimal"},
    )
    preset = ChoiceField(
        Sentence("What should count most?"),
        choices={
            "": Sentence("Balanced: distance and checked facts"),
            "nearest": Sentence("Nearest: mostly distance"),
            "most-checked": Sentence("Most checked: mostly checked facts"),
        },
    )
    specialty = ChoiceField(
        Sentence("Specialty"),
        choices={
            "": Sentence("Interventional radiologists"),
            "any": Sentence("Also spine surgeons, pain doctors and others"),
        },
    )
    language = ChoiceField(
        Sentence("Language spoken at the practice"),
        choices={"": Sentence("Any language"), **LANGUAGES},
    )
    certified = SwitchField(Sentence("Board certification checked with the board"))
    member = SwitchField(
        Sentence("Member of the Society of Interventional Radiology (SIR), checked")
    )
    new_patients = SwitchField(Sentence("Takes new patients"))
    telehealth = SwitchField(Sentence("Offers telehealth"))
    medicare = SwitchField(Sentence("Takes Medicare"))

    def __init__(self, parameters: Mapping[str, str], chosen: Sequence[str] = ()) -> None:
        self.chosen = tuple(chosen)
        self.counted_within: float | None = None
        self.parameters = {name: parameters.get(name, "") for name in PARAMETERS}
        shown = {name: showable(value) for name, value in self.parameters.items()}
        super().__init__(MultiDict(shown))
        self._keep_unusual_choices()
        self.problems: list[FieldProblem] = []
        self.refused: InvalidSearch | None = None

    def read(self) -> SearchRequest | None:
        """The request; ``None`` when something cannot be used, which the fields then say."""
        try:
            return parse_search(self.parameters)
        except InvalidSearch as refused:
            self.refused = refused
            for name, sentence in refused.problems:
                self._tell(name, sentence)
            return None

    @property
    def made_count(self) -> int:
        """How many of the further choices were made."""
        return sum(1 for name in MORE_CHOICES if self.parameters[name])

    def tell(self, results: SearchResults) -> None:
        """Puts beside each filter how many results it would leave, and keeps who is chosen."""
        self.chosen = tuple(person.npi for person in results.chosen)
        counts = results.counts
        if counts is None:
            return
        self.counted_within = results.radius_miles
        for name in COUNTED:
            self[name].count = getattr(counts, name)
        languages = self["language"]
        if counts.languages:
            languages.choices |= {
                code: Sentence(
                    "%(language)s (%(count)s here)",
                    language=label,
                    count=f"{counts.languages.get(code, 0):,}",
                )
                for code, label in languages.choices.items()
                if code
            }

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
