"""The forms with which staff take a report up and decide it."""

from collections.abc import Mapping

from finder.domain.reports import ReportOutcome, Severity
from finder.web.fields import ChoiceField, LongTextField, SwitchField, UnseenField
from finder.web.forms import FieldProblem, PostedForm

SEVERITIES = {
    Severity.SAFETY: "Safety: a patient could come to harm",
    Severity.DEPARTED: "Departed: the doctor has left or retired (5 business days)",
    Severity.FACT: "Fact: address, telephone number, procedure (2 business days)",
    Severity.DISPUTE: "Dispute: a certificate or a membership (30 days)",
    Severity.MINOR: "Minor: a slip; the listing does not say that it is under review",
}
OUTCOMES = {
    ReportOutcome.CORRECTED: "Corrected: the report was right, and the listing is changed",
    ReportOutcome.REMOVED: "Removed: the listing is closed",
    ReportOutcome.FOUND_RIGHT: "Found right: the listing is right as it is",
    ReportOutcome.NOT_CONFIRMED: "Not confirmed: nobody could find out for sure",
}
_NOTHING_CHOSEN = {"": "Choose one"}


class StepForm(PostedForm):
    """A step of a report: it carries the version that whoever sends it has seen."""

    version = UnseenField()

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        for field in self:
            field.id = f"step-{field.name.replace('_', '-')}"

    @property
    def seen_version(self) -> int:
        """Zero, which no report has, where the form was tampered with."""
        text = self.values["version"]
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def tell_at(self, place: str, sentence: str) -> None:
        """A problem that is of no field; the summary leads to a place of the page."""
        self.problems.append(FieldProblem(place, sentence))


class TriageForm(StepForm):
    """What a report means for patients: it sets the clock."""

    severity = ChoiceField(
        "What does it mean for patients?",
        choices={each.value: words for each, words in SEVERITIES.items()},
    )


class DecisionForm(StepForm):
    """How a report ends, and why in words that the public reads."""

    outcome = ChoiceField(
        "How does it end?",
        choices={**_NOTHING_CHOSEN, **{each.value: words for each, words in OUTCOMES.items()}},
    )
    reason = LongTextField(
        "Why, in plain words",
        description=(
            "This goes out: whoever has the number of the report reads it. Nothing about a "
            "patient, no name of who reported, no way to reach anybody."
        ),
        render_kw={"rows": 3, "maxlength": 500, "autocomplete": "off"},
    )
    unchanged_because = LongTextField(
        "Nothing had to be changed, because",
        description=(
            "Only for “Corrected” where nothing was changed on the record since the report came. "
            "The record keeps it, the public does not see it."
        ),
        render_kw={"rows": 2, "maxlength": 500, "autocomplete": "off"},
    )
    not_asked = SwitchField("I did not ask the practice")
    not_asked_because = LongTextField(
        "Because",
        description="Only if you ticked the box; the record keeps it, the public does not see it.",
        render_kw={"rows": 2, "maxlength": 500, "autocomplete": "off"},
    )
