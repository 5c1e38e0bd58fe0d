"""What the kinds and ends of reports are called on pages."""

from finder.domain.reports import ReportKind, ReportOutcome
from finder.domain.sentences import Sentence

KINDS = {
    ReportKind.MOVED: Sentence("The doctor moved, or the address is wrong"),
    ReportKind.WRONG_PHONE: Sentence("The phone number is wrong"),
    ReportKind.RETIRED: Sentence("The doctor no longer sees patients"),
    ReportKind.DOES_NOT_DO_THIS: Sentence("The doctor does not do this procedure"),
    ReportKind.WRONG_CHECK: Sentence("A board certificate or a membership is wrong"),
    ReportKind.OTHER: Sentence("Something else"),
}
OUTCOMES = {
    ReportOutcome.CORRECTED: Sentence("You were right. We changed the listing."),
    ReportOutcome.REMOVED: Sentence("You were right. The listing is no longer shown."),
    ReportOutcome.FOUND_RIGHT: Sentence("We checked it. What the listing says is right."),
    ReportOutcome.NOT_CONFIRMED: Sentence(
        "We could not find out for sure, so the listing stays as it is. Call the office before "
        "you go."
    ),
}
