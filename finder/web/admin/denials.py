"""Tries of a step that somebody else has to take."""

from finder.domain.errors import InvalidValue
from finder.domain.verification import NotThisPerson
from finder.services import verify
from finder.web import signed_in as who
from finder.web.transaction import resources, writing


def keep_denial(problem: InvalidValue, npi: str = "") -> None:
    """One row of the ledger, if that is why the step was refused; other refusals leave none."""
    if isinstance(problem, NotThisPerson):
        with writing() as session:
            about = problem.npi or npi
            verify.record_denial(session, resources(), who.actor(), about, problem)
