"""Sentences for people: English where they are made, sayable in another language later.

A `Sentence` is its English text and remembers how it was put together. Whoever shows it to a reader
of another language asks `said_in` for it; everybody else uses it as the text that it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from finder.domain.texts import Text

Value = str | int | date


class Sentence(str):
    """English text made from a template, ``%(name)s`` standing for each value.

    A value that is itself a sentence, or a date, is said in the same language as the whole.
    A template without values is taken as it is, per cent signs included.
    """

    __slots__ = ("number", "plural", "template", "values")

    template: str
    plural: str
    number: int
    values: dict[str, Value]

    def __new__(cls, template: str, **values: Value) -> "Sentence":
        return cls._made(template, "", 1, values)

    @classmethod
    def _made(cls, template: str, plural: str, count: int, values: dict[str, Value]) -> "Sentence":
        chosen = template if not plural or count == 1 else plural
        for name, value in values.items():
            if isinstance(value, date):
                values[name] = day(value)
        made = str.__new__(cls, chosen % values if values else chosen)
        made.template, made.plural, made.number, made.values = template, plural, count, values
        return made

    def __str__(self) -> str:
        # The text of an exception stays what it is, so that a refusal can be translated too.
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Sentence._made, (self.template, self.plural, self.number, self.values)


def counted(one: str, many: str, count: int, **values: Value) -> Sentence:
    """A sentence that depends on a whole number, which ``%(count)s`` shows with thousands marks."""
    return Sentence._made(one, many, count, {"count": f"{count:,}", **values})


def joined(separator: str, *parts: str) -> Sentence:
    """Parts beside each other, each said in the language of the whole; empty ones are left out."""
    kept = [part for part in parts if part]
    names = [f"part{number}" for number in range(len(kept))]
    template = separator.replace("%", "%%").join(f"%({name})s" for name in names)
    return Sentence(template, **dict(zip(names, kept, strict=True)))


@dataclass(frozen=True, slots=True)
class Language:
    """A language that pages are written in; ``code`` is ISO 639-1.

    ``gettext`` and ``ngettext`` give back the English where they know no translation.
    """

    code: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    def say(self, text: object) -> str:
        """A sentence, a text of both languages or a day in this one; any other text as it is."""
        if isinstance(text, Sentence):
            if self is ENGLISH:
                return str.__str__(text)
            template = (
                self.ngettext(text.template, text.plural, text.number)
                if text.plural
                else self.gettext(text.template)
                if text.template
                else ""
            )
            said = {name: self.say(value) for name, value in text.values.items()}
            return template % said if said else template
        if isinstance(text, Text):
            return text.in_language(self.code)
        if isinstance(text, date):
            return self.say(day(text))
        return str(text)


@lru_cache(maxsize=4096)
def day(when: date) -> Sentence:
    """A date as people say it: 3 Oct 2026."""
    return Sentence(_DAYS[when.month - 1].template, day=when.day, year=when.year)


# One line a month, so that a language can put the parts of a date in its own order.
_DAYS = (
    Sentence("%(day)s Jan %(year)s", day="", year=""),
    Sentence("%(day)s Feb %(year)s", day="", year=""),
    Sentence("%(day)s Mar %(year)s", day="", year=""),
    Sentence("%(day)s Apr %(year)s", day="", year=""),
    Sentence("%(day)s May %(year)s", day="", year=""),
    Sentence("%(day)s Jun %(year)s", day="", year=""),
    Sentence("%(day)s Jul %(year)s", day="", year=""),
    Sentence("%(day)s Aug %(year)s", day="", year=""),
    Sentence("%(day)s Sep %(year)s", day="", year=""),
    Sentence("%(day)s Oct %(year)s", day="", year=""),
    Sentence("%(day)s Nov %(year)s", day="", year=""),
    Sentence("%(day)s Dec %(year)s", day="", year=""),
)

ENGLISH = Language("en", lambda text: text, lambda one, many, count: one if count == 1 else many)
