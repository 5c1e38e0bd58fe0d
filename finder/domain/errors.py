"""What can go wrong in finder's own terms; the text of each error is a sentence for the person."""

from finder.domain.sentences import joined


class DomainError(Exception):
    """A rule of the field was broken; ``str()`` says which and what to do next."""


class InvalidValue(DomainError):
    """A value is not of the kind asked for; ``field`` names the parameter or column it came in."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class InvalidSearch(DomainError):
    """Several parameters of one search are wrong; ``problems`` are (field, sentence) pairs."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__(joined(" ", *(sentence for _, sentence in problems)))
        self.problems = problems


class InvalidForm(DomainError):
    """Several fields of one form are wrong; ``problems`` are (field, sentence) pairs."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__(joined(" ", *(sentence for _, sentence in problems)))
        self.problems = problems


class UnknownPlace(DomainError):
    """No point can be given for what was asked: not a place, or a ZIP without a location."""


class NotListed(DomainError):
    """The directory shows no practitioner with this NPI."""


class UnknownReport(DomainError):
    """No report has this reference number."""


class InputRefused(DomainError):
    """A whole file is refused and nothing was changed."""


class DirectoryUnavailable(DomainError):
    """The database is locked, missing or not migrated."""


class StoredDataDamaged(DomainError):
    """What is stored contradicts itself."""
