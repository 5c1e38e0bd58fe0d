"""The forms of the administrators' pages: columns are named as in the rosters."""

from collections.abc import Mapping
from enum import StrEnum

from finder.domain.accounts import Role
from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    DurationType,
    Issuer,
    MaintenanceStatus,
)
from finder.domain.memberships import MembershipCategory
from finder.web.fields import ChoiceField, TextField, UnseenField
from finder.web.forms import PostedForm

_DAY = {"inputmode": "numeric", "placeholder": "2026-11-23", "maxlength": 10, "autocomplete": "off"}
_ADDRESS = {"inputmode": "url", "maxlength": 500, "autocomplete": "off", "spellcheck": "false"}


class ScreenForm(PostedForm):
    """One of several forms on a screen: its ids begin with the name of what it does."""

    begins = ""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        for field in self:
            field.id = f"{self.begins}-{field.name}"


def _choices(words: type[StrEnum]) -> dict[str, str]:
    return {word.value: word.value for word in words}


class CertificationCheckForm(ScreenForm):
    """What the board's own page says of one certificate."""

    begins = "certification"

    kind = UnseenField()
    issuer = ChoiceField("Board", choices=_choices(Issuer))
    certificate = ChoiceField("Certificate", choices=_choices(Certificate))
    board_status = ChoiceField("What the board says", choices=_choices(BoardStatus))
    duration_type = ChoiceField("How long it lasts", choices=_choices(DurationType))
    maintenance_status = ChoiceField(
        "Continuing certification", choices=_choices(MaintenanceStatus)
    )
    issued_on = TextField("Issued on", description="If shown", render_kw=_DAY)
    expires_on = TextField(
        "Last day", description="Only if it lasts a limited time", render_kw=_DAY
    )
    source_url = TextField("Address of the page you looked at", render_kw=_ADDRESS)
    checked_on = TextField("Day you looked", render_kw=_DAY)
    reason = TextField("Note (optional)", render_kw={"maxlength": 500})


class MembershipCheckForm(ScreenForm):
    """What the society's own directory says."""

    begins = "membership"

    kind = UnseenField()
    society = UnseenField()
    category = ChoiceField("Category", choices=_choices(MembershipCategory))
    valid_through = TextField("Valid through", description="If shown", render_kw=_DAY)
    source_url = TextField("Address of the page you looked at", render_kw=_ADDRESS)
    checked_on = TextField("Day you looked", render_kw=_DAY)
    reason = TextField("Note (optional)", render_kw={"maxlength": 500})


class ReasonForm(ScreenForm):
    """Why something is to happen: the record keeps it."""

    begins = "listing"

    reason = TextField("Reason", render_kw={"maxlength": 500})


class InvitationForm(PostedForm):
    """Who is to have an account."""

    email = TextField("E-mail address", render_kw={"inputmode": "email", "maxlength": 254})
    role = ChoiceField("Role", choices=_choices(Role))
    npi = TextField("NPI", description="Only for a clinician", render_kw={"inputmode": "numeric"})
