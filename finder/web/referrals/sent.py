"""What a form of a letter has sent, by the names of the record; a field may come twice."""

from werkzeug.datastructures import MultiDict

from finder.domain.errors import InvalidForm
from finder.domain.referral import ELEMENTS, Reader

LETTER_ID = "letter_id"
NO_RED_FLAG = "redflag_none"
# Between two answers to one question: nothing but free words can be read with it.
_BETWEEN = " | "
_SENT_TWICE = "This was sent with more than one answer. Keep one of them."


def typed_values(form: MultiDict[str, str], reader: Reader) -> dict[str, str]:
    """What may be several is joined by blanks; different answers to one question stay in sight."""
    values = {}
    for name in (*ELEMENTS, LETTER_ID):
        if name in form:
            sent = _answers(form, name, reader)
            is_repeated = name in ELEMENTS and ELEMENTS[name].is_repeated
            values[name] = (" " if is_repeated else _BETWEEN).join(sent)
    if form.get(NO_RED_FLAG):
        flags = [element.name for element in ELEMENTS.values() if element.is_red_flag]
        values |= {name: "no" for name in flags if not values.get(name)}
    return values


def refuse_contradictions(form: MultiDict[str, str], reader: Reader) -> None:
    """Raises ``InvalidForm`` where one question was answered in two ways."""
    problems = [
        (name, _SENT_TWICE)
        for name, element in ELEMENTS.items()
        if not element.is_repeated and len(_answers(form, name, reader)) > 1
    ]
    if problems:
        raise InvalidForm(problems)


def _answers(form: MultiDict[str, str], name: str, reader: Reader) -> list[str]:
    """What was sent for one field, each answer once however it is spelled."""
    element = ELEMENTS.get(name)
    answers: dict[str, str] = {}
    for text in filter(str.strip, form.getlist(name)):
        meant = reader.shown(element, text) if element else text
        answers.setdefault(meant or text, text)
    return [*answers.values()]
