"""What staff do with a report of the public, from taking it up to its decision."""

from finder.services.handle_report.ask_practice import (
    MadeLink,
    make_reply_link,
    withdraw_reply_link,
)
from finder.services.handle_report.decide import decide
from finder.services.handle_report.show import (
    HandledReport,
    ReportLists,
    list_reports,
    show_report,
)
from finder.services.handle_report.steps import ReportChanged
from finder.services.handle_report.take_up import take_up

__all__ = [
    "HandledReport",
    "MadeLink",
    "ReportChanged",
    "ReportLists",
    "decide",
    "list_reports",
    "make_reply_link",
    "show_report",
    "take_up",
    "withdraw_reply_link",
]
