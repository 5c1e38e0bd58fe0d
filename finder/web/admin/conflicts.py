"""Where two sources differ: both values, and a button for the one that is shown."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.conflicts import ConflictField
from finder.domain.errors import InvalidValue
from finder.domain.provenance import SOURCE_NAMES
from finder.services.settle_conflicts import (
    OPEN_AGAIN,
    ConflictList,
    list_contradictions,
    settle_conflict,
)
from finder.web import signed_in as who
from finder.web.admin.denials import keep_denial
from finder.web.numbers import number_in
from finder.web.paging import Pages
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]

FIELD_NAMES = {
    ConflictField.NAME: "Name",
    ConflictField.PHONE: "Phone",
    ConflictField.PRACTICE_LOCATION: "Practice location",
    ConflictField.TELEHEALTH: "Telehealth",
    ConflictField.MEDICARE: "Medicare",
}


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/conflicts", endpoint="conflicts")(conflicts)
    blueprint.post("/conflicts/<int:conflict_id>", endpoint="settle_conflict")(settle)


def conflicts() -> str:
    return _page()


def settle(conflict_id: int) -> Answer:
    side, note = request.form.get("side", ""), request.form.get("note", "")
    try:
        with writing() as session:
            seen = request.form.get("seen", "")
            settle_conflict(session, resources(), who.actor(), conflict_id, side, note, seen)
    except InvalidValue as problem:
        keep_denial(problem)
        return _page(str(problem), {conflict_id: note}), 400
    decided = "1" if side == OPEN_AGAIN else None
    return redirect(url_for("admin.conflicts", decided=decided), 303)


def _page(problem: str = "", typed: Mapping[int, str] | None = None) -> str:
    with reading() as session:
        shown = list_contradictions(
            session,
            request.args.get("field", ""),
            request.args.get("decided") == "1",
            number_in(request.args.get("page", ""), 1),
            number_in(request.args.get("conflict", ""), 0) or None,
        )
    return render_template(
        "pages/admin/conflicts.html",
        list=shown,
        problem=problem,
        typed=typed or {},
        fields=FIELD_NAMES,
        sources=SOURCE_NAMES,
        open_again=OPEN_AGAIN,
        href=_href,
        pager=Pages(shown.page, shown.pages, lambda page: _href(shown, shown.field, page=page)),
    )


def _href(
    shown: ConflictList,
    field: ConflictField | None,
    is_decided: bool | None = None,
    page: int = 1,
) -> str:
    """The list of a field, open or decided as it is shown unless said otherwise."""
    decided = shown.is_decided if is_decided is None else is_decided
    return url_for(
        "admin.conflicts",
        field=field.value if field else None,
        decided="1" if decided else None,
        page=page if page > 1 else None,
    )
