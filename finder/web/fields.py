"""Form fields whose widgets render the component of the same kind, such as a checkbox."""

from collections.abc import Mapping
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup
from wtforms import Field, StringField


class ComponentWidget:
    """Renders a field with the macro of ``templates/components/<component>.html``."""

    def __init__(self, component: str) -> None:
        self.component = component

    def __call__(self, field: Field, **attributes: Any) -> Markup:
        macro = get_template_attribute(f"components/{self.component}.html", self.component)
        rendered: Markup = macro(field, attributes)
        return rendered


class TextField(StringField):
    """One line of text; ``description`` is its hint, ``render_kw`` its further attributes."""

    widget = ComponentWidget("field")


class ChoiceField(StringField):
    """One of a few choices, by value; a value that is none of them is for the search to refuse."""

    widget = ComponentWidget("choice")

    def __init__(self, *arguments: Any, choices: Mapping[str, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.choices = dict(choices)


class PickField(ChoiceField):
    """One of a few choices that are all in sight."""

    widget = ComponentWidget("radio_group")


class SuggestField(ChoiceField):
    """One line of text with a few suggestions; other words are as good."""

    widget = ComponentWidget("suggest_field")


class SeveralField(StringField):
    """Any of many choices in groups, as values with blanks between them.

    ``groups`` are headings with their choices by value; an only group needs no heading.
    """

    widget = ComponentWidget("several")

    def __init__(
        self, *arguments: Any, groups: list[tuple[str, Mapping[str, str]]], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.groups = groups


class DayField(StringField):
    """A day; what is sent is written 2026-12-01."""

    widget = ComponentWidget("day_field")


class LongTextField(StringField):
    """Text of several lines."""

    widget = ComponentWidget("text_area")


class FileField(StringField):
    """A file to choose; a page never shows it again, so its name and content are no value."""

    widget = ComponentWidget("file_field")


class UnseenField(StringField):
    """A value that the page carries for the form."""

    widget = ComponentWidget("unseen")


class HoneypotField(StringField):
    """A field that no person sees or hears of: whatever fills it is a program."""

    widget = ComponentWidget("honeypot")


class SwitchField(Field):
    """A box to tick, which sends 1; ``count`` is how many results it would leave, if known."""

    widget = ComponentWidget("checkbox")
    count: int | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = bool(valuelist) and valuelist[0] == "1"
