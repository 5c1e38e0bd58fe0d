"""What can go wrong in finder's own terms; the text of each error is a sentence for the person."""

from finder.domain.sentences import Sentence, joined


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


class MergedInto(NotListed):
    """The record of this NPI is of the same person as that of ``npi``, which is kept."""

    def __init__(self, npi: str) -> None:
        super().__init__(
            Sentence("This NPI belongs to the same person as %(npi)s, which is listed.", npi=npi)
        )
        self.npi = npi


class UnknownReport(DomainError):
    """No report has this reference number."""


class ClosedReply(DomainError):
    """The link by which a practice answers a report is past its time, or was withdrawn."""


class UnknownReferral(DomainError):
    """No letter has this code, or it is the letter of somebody else."""


class ClosedReferral(DomainError):
    """The code was right once: it was withdrawn, or its time is over."""


class NotAMember(DomainError):
    """The account is in no practice that shares a list."""


class InputRefused(DomainError):
    """A whole file is refused and nothing was changed."""


class DirectoryUnavailable(DomainError):
    """The database is locked, missing or not migrated."""


class StoredDataDamaged(DomainError):
    """What is stored contradicts itself."""
