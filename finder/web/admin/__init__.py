"""The pages of those who keep the directory: work list, one screen a practitioner, accounts."""

from flask import Blueprint

from finder.web.admin import accounts, providers, work

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
for part in (work, providers, accounts):
    part.add_to(blueprint)

__all__ = ["blueprint"]
