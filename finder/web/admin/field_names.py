"""What the columns of a roster are called on the pages of staff: as the forms call them."""

from finder.domain.verification import ChangedMeanwhile
from finder.services.verify.known import WAITING
from finder.web.admin.check_forms import FORMS
from finder.web.admin.fact_words import field_words

# What no field of a form is called.
_NAMES = {
    "checked_by": "Who looked",
    "confirmed_by": "Who asked",
    "society": "Society",
    WAITING: "Waits for a second person",
}


def field_name(column: str) -> str:
    """What the forms call it."""
    return _LABELS.get(column, column.replace("_", " "))


def difference_lines(changed: ChangedMeanwhile | None) -> list[tuple[str, ...]]:
    """Each field that says anything: its name, what was seen, what stands there, what was typed."""
    return [
        (field_name(each.field), *(field_words(each.field, text) for text in told))
        for each in (changed.differences if changed else ())
        if any(told := (each.seen, each.found, each.typed))
    ]


def _labels() -> dict[str, str]:
    fields = {name: field for form in FORMS.values() for name, field in form({})._fields.items()}
    return {name: field.label.text for name, field in fields.items()} | _NAMES


_LABELS = _labels()
