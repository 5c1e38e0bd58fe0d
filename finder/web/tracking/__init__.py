"""A clinician's letters on their way, whom to refer to, and the list that a practice shares."""

from flask import Blueprint

from finder.web.tracking import choosing, letters, practice, trusted

blueprint = Blueprint("tracking", __name__, url_prefix="/referrals")
for part in (letters, choosing, trusted, practice):
    part.add_to(blueprint)

__all__ = ["blueprint"]
