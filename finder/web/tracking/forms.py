"""The forms beside a clinician's letters; none of them has room for a patient."""

from finder.services.referrals import LONGEST_WORDS
from finder.services.referring_practice import LONGEST_NAME
from finder.services.trusted_list import LONGEST_NOTE
from finder.web.fields import ChoiceField, LongTextField, SwitchField, TextField
from finder.web.forms import PostedForm

_NOT_KEPT = {"autocomplete": "off", "spellcheck": "false"}


class PlaceForm(PostedForm):
    """Where the patient lives; it is posted, so that no address and no history holds it."""

    near = TextField(
        "The patient's ZIP code",
        description="It is used for this one search and kept nowhere.",
        render_kw={**_NOT_KEPT, "inputmode": "numeric", "maxlength": 40},
    )
    procedure = ChoiceField(
        "Procedure",
        choices={
            "any": "Either one",
            "kyphoplasty": "Kyphoplasty",
            "vertebroplasty": "Vertebroplasty",
        },
    )
    radius = TextField(
        "Distance in miles",
        description="If empty, as far as needed.",
        render_kw={**_NOT_KEPT, "inputmode": "decimal", "maxlength": 10},
    )
    medicare = SwitchField("Takes Medicare")


class FindForm(PostedForm):
    """Words of the practice's side; posted, because somebody may type a patient's name."""

    words = TextField(
        "Find a letter",
        description="Doctor, practice, city, NPI or number of the letter. This list knows no "
        "patient.",
        render_kw={**_NOT_KEPT, "maxlength": LONGEST_WORDS},
    )


class TrustedForm(PostedForm):
    """A doctor on the list of the practice."""

    npi = TextField(
        "NPI of the doctor", render_kw={**_NOT_KEPT, "inputmode": "numeric", "maxlength": 10}
    )
    note = LongTextField(
        "Note for your practice",
        description="About the doctor or the office. Never about a patient: everyone in your "
        f"practice reads it. At most {LONGEST_NOTE} characters.",
        render_kw={**_NOT_KEPT, "rows": 3, "maxlength": LONGEST_NOTE},
    )
    is_preferred = SwitchField("We refer to this doctor first")


class FoundingForm(PostedForm):
    """A practice that is new here."""

    name = TextField(
        "Name of your practice",
        description="Such as Lakeside Family Medicine.",
        render_kw={"autocomplete": "organization", "maxlength": LONGEST_NAME},
    )


class JoiningForm(PostedForm):
    """The invitation of a colleague."""

    code = TextField(
        "Code from a colleague",
        description="Ten letters and digits, such as ABCDE-23456.",
        render_kw={**_NOT_KEPT, "maxlength": 20, "autocapitalize": "characters"},
    )
