"""Rosters through the page: upload and trial, what would change, and the load itself."""

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.services import load_roster as rosters_of
from finder.web import signed_in as who
from finder.web.admin.denials import keep_denial
from finder.web.admin.upload_forms import ROSTERS, RosterForm
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]


def add_to(blueprint: Blueprint) -> None:
    one = "/rosters/<code>"
    blueprint.get("/rosters", endpoint="rosters")(rosters)
    blueprint.post("/rosters", endpoint="try_roster")(try_roster)
    blueprint.get(one, endpoint="staged_roster")(staged_roster)
    blueprint.post(f"{one}/apply", endpoint="apply_roster")(apply_roster)
    blueprint.post(f"{one}/discard", endpoint="discard_roster")(discard_roster)
    blueprint.get("/rosters/<roster>/header.csv", endpoint="roster_header")(roster_header)


def rosters() -> Answer:
    return _page(RosterForm({}))


def try_roster() -> Answer:
    form = RosterForm(request.form.to_dict())
    sent = request.files.get("file")
    content = sent.stream.read() if sent is not None else b""
    try:
        with writing() as session:
            code = rosters_of.try_roster(
                session, resources(), who.actor(), form.values["roster"], content
            )
    except InvalidValue as problem:
        keep_denial(problem)
        form.tell_field(problem.field, str(problem))
        return _page(form), 400
    return redirect(url_for("admin.staged_roster", code=code), 303)


def staged_roster(code: str) -> Answer:
    return _one(code)


def apply_roster(code: str) -> Answer:
    try:
        with writing() as session:
            rosters_of.apply_roster(session, resources(), who.actor(), code)
    except InvalidValue as problem:
        keep_denial(problem)
        return _one(code, str(problem)), 409
    return redirect(url_for("admin.staged_roster", code=code), 303)


def discard_roster(code: str) -> Answer:
    try:
        with writing() as session:
            rosters_of.discard_roster(session, resources(), who.actor(), code)
    except InvalidValue as problem:
        return _one(code, str(problem)), 409
    return redirect(url_for("admin.rosters"), 303)


def roster_header(roster: str) -> Answer:
    columns = rosters_of.roster_columns(roster)
    if not columns:
        abort(404)
    answer = make_response(",".join(columns) + "\r\n")
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{roster}.csv"'
    return answer


def _page(form: RosterForm) -> str:
    with reading() as session:
        uploaded = rosters_of.show_rosters(session, resources())
    return render_template(
        "pages/admin/rosters.html",
        form=form,
        uploaded=uploaded,
        words=ROSTERS,
        threshold=rosters_of.MOST_WITHOUT_SECOND,
    )


def _one(code: str, refused: str = "") -> str:
    name = who.actor().name
    with reading() as session:
        page = rosters_of.show_roster(session, resources(), name, code)
    return render_template(
        "pages/admin/staged_roster.html",
        page=page,
        roster=page.roster,
        trial=page.trial,
        words=ROSTERS,
        refused=refused,
        threshold=rosters_of.MOST_WITHOUT_SECOND,
    )
