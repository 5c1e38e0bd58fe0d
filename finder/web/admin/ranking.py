"""What changed in the ranking's numbers, and who knows of it."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.verification import StepRefused
from finder.services.watch_ranking import acknowledge_rules, show_ranking
from finder.web import signed_in as who
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/ranking", endpoint="ranking")(ranking)
    blueprint.post("/ranking", endpoint="acknowledge_ranking")(acknowledge)


def ranking() -> str:
    return _page()


def acknowledge() -> Answer:
    digest = request.form.get("digest", "")
    try:
        with writing() as session:
            acknowledge_rules(session, resources(), who.actor(), digest)
    except StepRefused as problem:
        return _page(str(problem)), 400
    return redirect(url_for("admin.ranking"), 303)


def _page(problem: str = "") -> str:
    with reading() as session:
        shown = show_ranking(session, resources())
    return render_template("pages/admin/ranking.html", shown=shown, problem=problem)
