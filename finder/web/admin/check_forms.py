"""The forms for what was seen at a source: fields are named as the columns of the rosters."""

import json
from collections.abc import Mapping

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    DurationType,
    Issuer,
    MaintenanceStatus,
)
from finder.domain.memberships import MembershipCategory
from finder.domain.provenance import Source
from finder.services.verify import Facts
from finder.web.admin.fact_words import choices
from finder.web.admin.forms import ScreenForm
from finder.web.fields import ChoiceField, TextField, UnseenField
from finder.web.forms import FieldProblem

_DAY = {"inputmode": "numeric", "placeholder": "2026-11-23", "maxlength": 10, "autocomplete": "off"}
_ADDRESS = {"inputmode": "url", "maxlength": 500, "autocomplete": "off", "spellcheck": "false"}
_TEXT = {"maxlength": 500, "autocomplete": "off"}
_PHONE = {"inputmode": "tel", "maxlength": 30, "autocomplete": "off"}
_YES_NO = {"": "not known", "yes": "yes", "no": "no"}
# Carried by the page and no columns of a roster.
_CARRIED = ("kind", "seen", "reason")


class CheckForm(ScreenForm):
    """What was seen at a source, and what the record said when the form was opened."""

    source: Source
    sends = ""
    look = "I looked at the source on the day given here"

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        self.doubts: list[FieldProblem] = []
        self._given = frozenset(values)
        self.has_looked = values.get("looked") == "1"
        self.look_problem = ""

    @property
    def id(self) -> str:
        return f"record-{self.sends}"

    @property
    def cells(self) -> dict[str, str]:
        """The columns that were sent; one that was not says nothing."""
        return {
            name: text
            for name, text in self.values.items()
            if name not in _CARRIED and name in self._given
        }

    @property
    def facts_seen(self) -> Facts | None:
        """What the form was opened with; ``None`` where a form of another make says nothing."""
        if "seen" not in self._given:
            return None
        try:
            read = json.loads(self.values["seen"])
            return {
                key: {name: str(text) for name, text in cells.items()}
                for key, cells in read.items()
            }
        except (ValueError, AttributeError, RecursionError):
            # Whatever was seen then is not what stands there now.
            return {}

    def asks_to_look(self) -> bool:
        """Whether the tick is missing: a form as the page filled it is no look at the source.

        A form that carries nothing of the page was filled by whoever sends it.
        """
        if "seen" not in self._given or self.has_looked:
            return False
        self.look_problem = f"Tick “{self.look}” once you have, then send it again."
        self.problems.append(FieldProblem(f"{self.id}-looked", self.look_problem))
        return True

    def see(self, facts: Facts) -> None:
        """Carries what the record says now."""
        self["seen"].data = json.dumps(facts, ensure_ascii=False, sort_keys=True)

    def doubt(self, problems: list[tuple[str, str]]) -> None:
        """What should be looked at twice; the form then offers to record it all the same."""
        for name, sentence in problems:
            field = self[name] if name in self else next(iter(self))
            self.doubts.append(FieldProblem(field.id, sentence))


class CertificationCheckForm(CheckForm):
    """What the board's own page says of one certificate."""

    begins = "certification"
    sends = "check"
    source = Source.CERTIFICATIONS

    kind = UnseenField()
    seen = UnseenField()
    issuer = ChoiceField("Board", choices=choices("issuer", Issuer))
    certificate = ChoiceField("Certificate", choices=choices("certificate", Certificate))
    board_status = ChoiceField("What the board says", choices=choices("board_status", BoardStatus))
    duration_type = ChoiceField("How long it lasts", choices=choices("duration_type", DurationType))
    maintenance_status = ChoiceField(
        "Continuing certification", choices=choices("maintenance_status", MaintenanceStatus)
    )
    issued_on = TextField("Issued on", description="If shown", render_kw=_DAY)
    expires_on = TextField(
        "Last day", description="Only if it lasts a limited time", render_kw=_DAY
    )
    source_url = TextField("Address of the page you looked at", render_kw=_ADDRESS)
    checked_on = TextField("Day you looked", render_kw=_DAY)
    reason = TextField("Note (optional)", render_kw=_TEXT)


class MembershipCheckForm(CheckForm):
    """What the society's own directory says."""

    begins = "membership"
    sends = "membership"
    source = Source.MEMBERSHIPS

    kind = UnseenField()
    seen = UnseenField()
    society = UnseenField()
    category = ChoiceField("Category", choices=choices("category", MembershipCategory))
    valid_through = TextField("Valid through", description="If shown", render_kw=_DAY)
    source_url = TextField("Address of the page you looked at", render_kw=_ADDRESS)
    checked_on = TextField("Day you looked", render_kw=_DAY)
    reason = TextField("Note (optional)", render_kw=_TEXT)


class ListingCheckForm(CheckForm):
    """What the practice says of one location; a field that is emptied is empty from then on."""

    begins = "place"
    sends = "listing"
    look = "The practice was asked on the day given here"
    source = Source.PRACTICES

    kind = UnseenField()
    seen = UnseenField()
    practice_name = TextField("Name of the practice", render_kw=_TEXT)
    line1 = TextField("Street and number", render_kw=_TEXT)
    line2 = TextField("Second line", render_kw=_TEXT)
    city = TextField("City", render_kw=_TEXT)
    state = TextField("State", description="Two letters", render_kw={**_TEXT, "maxlength": 2})
    zip = TextField("ZIP code", render_kw={"inputmode": "numeric", "maxlength": 10})
    phone = TextField("Telephone", render_kw=_PHONE)
    fax = TextField("Fax", render_kw=_PHONE)
    accepts_new_patients = ChoiceField("Takes new patients", choices=_YES_NO)
    telehealth = ChoiceField("Telehealth", choices=_YES_NO)
    medicare = ChoiceField("Takes Medicare", choices=_YES_NO)
    wheelchair_access = ChoiceField("Wheelchair access", choices=_YES_NO)
    languages = TextField(
        "Languages", description="Two letters each, such as en;es", render_kw=_TEXT
    )
    website = TextField("Website", render_kw=_ADDRESS)
    confirmed_on = TextField("Day the practice was asked", render_kw=_DAY)
    reason = TextField("Note (optional)", render_kw=_TEXT)


FORMS: dict[str, type[CheckForm]] = {
    "certification": CertificationCheckForm,
    "membership": MembershipCheckForm,
    "listing": ListingCheckForm,
}
