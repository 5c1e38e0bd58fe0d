"""What forms that are posted have in common: problems told beside their fields and in a summary."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import Form

from finder.domain.errors import InvalidForm

T = TypeVar("T")

# The id of the button that sends a form: a problem of the whole form leads to it.
SEND = "send"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One line of the error summary; ``field_id`` is the input that it links to."""

    field_id: str
    message: str


class PostedForm(Form):
    """A form that shows again what was typed; the domain reads and judges its values."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(MultiDict({name: showable(text) for name, text in values.items()}))
        # Of a value that is sent twice the first counts.
        self.values = {field.name: values.get(field.name, "") for field in self}
        self.problems: list[FieldProblem] = []

    def read_with(self, read: Callable[[Mapping[str, str]], T]) -> T | None:
        """What ``read`` makes of the values; ``None`` when it refuses and the fields say why."""
        try:
            return read(self.values)
        except InvalidForm as refused:
            for name, sentence in refused.problems:
                self[name].errors = [*self[name].errors, sentence]
                self.problems.append(FieldProblem(self[name].id, sentence))
            return None

    def tell_field(self, name: str, sentence: str) -> None:
        """A problem that only the service could find, told beside its field."""
        field = self[name] if name in self else next(iter(self))
        field.errors = [*field.errors, sentence]
        self.problems.append(FieldProblem(field.id, sentence))

    def tell(self, sentence: str) -> None:
        """A problem of the whole form: whoever reads it goes on to the button."""
        self.problems.append(FieldProblem(SEND, sentence))


def showable(text: str) -> str:
    """What was typed without the control characters that no page may hold."""
    return "".join(
        letter
        for letter in text
        if letter in "\t\n\r" or unicodedata.category(letter) not in ("Cc", "Cs")
    )
