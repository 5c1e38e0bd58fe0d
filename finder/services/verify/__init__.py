"""Verification: from a claim and what was seen of it to a fact that the directory tells."""

from finder.services.verify.close_listing import propose_hiding, propose_showing
from finder.services.verify.decide import approve, reject, withdraw
from finder.services.verify.record_check import Outcome, record_check

__all__ = [
    "Outcome",
    "approve",
    "propose_hiding",
    "propose_showing",
    "record_check",
    "reject",
    "withdraw",
]
