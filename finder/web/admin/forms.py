"""The forms of the administrators' pages: columns are named as in the rosters."""

from collections.abc import Mapping
from enum import StrEnum

from finder.domain.accounts import Role
from finder.web.fields import ChoiceField, TextField
from finder.web.forms import PostedForm


class ScreenForm(PostedForm):
    """One of several forms on a screen: its ids begin with the name of what it does."""

    begins = ""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        for field in self:
            field.id = f"{self.begins}-{field.name}"


def choices(words: type[StrEnum]) -> dict[str, str]:
    return {word.value: word.value for word in words}


class ReasonForm(ScreenForm):
    """Why something is to happen: the record keeps it."""

    begins = "listing"

    reason = TextField("Reason", render_kw={"maxlength": 500})


class NpiConfirmationForm(PostedForm):
    """How somebody knows that an NPI belongs to the person behind an account."""

    reason = TextField("How do you know?", render_kw={"maxlength": 500, "autocomplete": "off"})

    def __init__(self, values: Mapping[str, str], account_id: int) -> None:
        super().__init__(values)
        self.account_id = account_id
        self.reason.id = f"reason-{account_id}"


class InvitationForm(PostedForm):
    """Who is to have an account."""

    email = TextField("E-mail address", render_kw={"inputmode": "email", "maxlength": 254})
    role = ChoiceField("Role", choices=choices(Role))
    npi = TextField(
        "NPI",
        description="For a clinician; for others if they are listed here",
        render_kw={"inputmode": "numeric"},
    )
