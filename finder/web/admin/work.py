"""The list of what waits for somebody, the most pressing first."""

from flask import Blueprint, render_template, request

from finder.services.list_work import list_work
from finder.web.transaction import reading, resources


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("", endpoint="work_list")(work_list)


def work_list() -> str:
    with reading() as session:
        work = list_work(session, resources(), request.args.get("kind", ""))
    return render_template("pages/admin/work_list.html", work=work)
