"""Verification: from a claim and what was seen of it to a fact that the directory tells."""

from finder.services.verify.close_listing import propose_hiding, propose_showing
from finder.services.verify.decide import approve, npi_of_claim, record_denial, reject, withdraw
from finder.services.verify.known import Cells, Facts
from finder.services.verify.record_check import Outcome, record_check

__all__ = [
    "Cells",
    "Facts",
    "Outcome",
    "approve",
    "npi_of_claim",
    "propose_hiding",
    "propose_showing",
    "record_check",
    "record_denial",
    "reject",
    "withdraw",
]
