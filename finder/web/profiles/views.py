"""One practitioner: every fact with its source and date."""

from flask import Blueprint, render_template, request

from finder.domain.chosen import npis_in
from finder.services.show_profile import show_profile
from finder.web.transaction import reading, resources

blueprint = Blueprint("profiles", __name__)


@blueprint.get("/providers/<npi>")
def profile(npi: str) -> str:
    with reading() as session:
        shown = show_profile(session, resources(), npi)
    return render_template(
        "pages/profiles/profile.html",
        profile=shown,
        directory=shown.directory,
        today=resources().today(),
        to_compare=[*npis_in(request.args.getlist("npi")), shown.practitioner.npi],
    )
