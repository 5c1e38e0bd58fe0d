"""Reports of visitors: what is wrong on a listing, by when it is looked at, and what came of it.

A report passes ``received → being_checked → decided``. The clocks are those that directories of
health plans are bound by; here they are a promise.
"""

from finder.domain.reports.clocks import Clock, business_days_after, business_days_until
from finder.domain.reports.numbers import (
    REFERENCE_ALPHABET,
    REFERENCE_LENGTH,
    read_reference,
    shown_reference,
    unknown_report,
)
from finder.domain.reports.reading import LONGEST_CONTACT, LONGEST_TEXT, NewReport, read_report
from finder.domain.reports.report import (
    Decision,
    Report,
    ReportKind,
    ReportOutcome,
    ReportState,
    Severity,
    by_due_day,
    usual_severity,
)

__all__ = [
    "LONGEST_CONTACT",
    "LONGEST_TEXT",
    "REFERENCE_ALPHABET",
    "REFERENCE_LENGTH",
    "Clock",
    "Decision",
    "NewReport",
    "Report",
    "ReportKind",
    "ReportOutcome",
    "ReportState",
    "Severity",
    "business_days_after",
    "business_days_until",
    "by_due_day",
    "read_reference",
    "read_report",
    "shown_reference",
    "unknown_report",
    "usual_severity",
]
