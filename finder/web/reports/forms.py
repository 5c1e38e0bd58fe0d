"""The form that reports a problem: for people, without an account."""

from collections.abc import Mapping

from finder.domain.sentences import Sentence
from finder.services.report_problem import new_form_key
from finder.web.fields import (
    HoneypotField,
    LongTextField,
    PickField,
    SwitchField,
    TextField,
    UnseenField,
)
from finder.web.forms import PostedForm
from finder.web.reports.words import KINDS


class ReplyForm(PostedForm):
    """What a practice says about what was reported."""

    text = LongTextField(
        Sentence("Your answer"),
        description=Sentence(
            "Say what is right, such as the new address. Write nothing about patients. You have "
            "room for 2,000 characters."
        ),
        render_kw={"rows": 8, "autocomplete": "off", "spellcheck": "true"},
    )
    name = TextField(
        Sentence("Your name and what you do at the practice"),
        render_kw={"autocomplete": "name", "maxlength": 120},
    )
    contact = TextField(
        Sentence("Your e-mail or phone number (you can leave this empty)"),
        description=Sentence(
            "We use it only to ask you about this answer. We delete it when the report is done."
        ),
        render_kw={"autocomplete": "email", "spellcheck": "false"},
    )
    website = HoneypotField(Sentence("Leave this field empty"))

    @property
    def is_from_a_program(self) -> bool:
        """Whether somebody filled the field that no person can see."""
        return bool(self.values["website"])


class ReportForm(PostedForm):
    """What is wrong, in one choice and a few words."""

    kind = PickField(
        Sentence("What is wrong?"),
        choices={kind.value: label for kind, label in KINDS.items()},
    )
    text = LongTextField(
        Sentence("Tell us more"),
        description=Sentence(
            "Such as the new address or phone number. Write nothing about your health. You have "
            "room for 1,000 characters."
        ),
        render_kw={"rows": 6, "autocomplete": "off", "spellcheck": "true"},
    )
    contact = TextField(
        Sentence("Your e-mail or phone number (you can leave this empty)"),
        description=Sentence(
            "We use it only to ask you about this report. We delete it when the report is done."
        ),
        render_kw={"autocomplete": "email", "spellcheck": "false"},
    )
    is_from_practice = SwitchField(Sentence("I am this doctor, or I work at this practice"))
    website = HoneypotField(Sentence("Leave this field empty"))
    form_key = UnseenField()

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        self.form_key.data = self.form_key.data or new_form_key()

    @property
    def is_from_a_program(self) -> bool:
        """Whether somebody filled the field that no person can see."""
        return bool(self.values["website"])
