"""The pages of those who keep the directory: work list, dashboard, one screen a practitioner."""

from flask import Blueprint

from finder.web.admin import (
    accounts,
    checks,
    clinicians,
    conflicts,
    dashboard,
    evidence,
    exports,
    merging,
    providers,
    ranking,
    releases,
    reports,
    reviews,
    rosters,
    work,
)

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
for part in (
    *(work, dashboard, providers, checks, reports, evidence, rosters),
    *(exports, clinicians, reviews, conflicts, merging, ranking, releases, accounts),
):
    part.add_to(blueprint)

__all__ = ["blueprint"]
