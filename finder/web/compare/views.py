"""Doctors side by side, and the printed sheet: both live from their link alone."""

from flask import Blueprint, Response, current_app, render_template, request

from finder.domain.chosen import Choice, parse_choice
from finder.services.compare_practitioners import compare_practitioners
from finder.services.make_take_away_sheet import make_take_away_sheet, print_take_away_sheet
from finder.web.compare.links import DIFFERENCES, ONLY, CompareLinks
from finder.web.compare.rows import rows_of
from finder.web.language import spoken
from finder.web.transaction import reading, resources

_REPORT = "reports.report"

blueprint = Blueprint("compare", __name__)


@blueprint.get("/compare")
def side_by_side() -> str:
    choice = _choice()
    with reading() as session:
        comparison = compare_practitioners(session, resources(), choice)
    rows = rows_of(comparison) if comparison.compared else []
    has_several = len(comparison.compared) > 1
    only = DIFFERENCES if has_several and request.args.get(ONLY) == DIFFERENCES else ""
    return render_template(
        "pages/compare/side_by_side.html",
        comparison=comparison,
        rows=[row for row in rows if row.differs] if only else rows,
        links=CompareLinks(comparison, choice.near, request.args.get("procedure", ""), only),
        only_differences=bool(only),
        report_endpoint=_REPORT if _REPORT in current_app.view_functions else "",
        directory=comparison.directory,
    )


@blueprint.get("/take-away.pdf")
def take_away() -> Response:
    choice = _choice()
    with reading() as session:
        sheet = make_take_away_sheet(session, resources(), choice, spoken())
    answer = Response(print_take_away_sheet(resources(), sheet), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="questions-to-ask.pdf"'
    return answer


def _choice() -> Choice:
    asked = request.args
    return parse_choice(asked.getlist("npi"), asked.get("near", ""), asked.get("procedure", ""))
