"""Founding a practice, letting in a colleague, joining and leaving."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.services.referring_practice import (
    found_practice,
    invite_colleague,
    join_practice,
    leave_practice,
)
from finder.web import signed_in as who
from finder.web.tracking.forms import FoundingForm, JoiningForm
from finder.web.tracking.trusted import Answer, page
from finder.web.transaction import resources, writing


def add_to(blueprint: Blueprint) -> None:
    blueprint.post("/practice", endpoint="found_practice")(found)
    blueprint.post("/practice/invitation", endpoint="invite_colleague")(invite)
    blueprint.post("/practice/join", endpoint="join_practice")(join)
    blueprint.post("/practice/leave", endpoint="leave_practice")(leave)


def found() -> Answer:
    form = FoundingForm(request.form.to_dict())
    try:
        with writing() as session:
            found_practice(session, resources(), who.actor(), who.account(), form.values["name"])
    except InvalidValue as problem:
        form.tell_field("name", str(problem))
        return page(founding=form), 400
    return _back()


def invite() -> Answer:
    with writing() as session:
        made = invite_colleague(session, resources(), who.actor(), who.account())
    return page(made=made)


def join() -> Answer:
    form = JoiningForm(request.form.to_dict())
    try:
        with writing() as session:
            join_practice(session, resources(), who.actor(), who.account(), form.values["code"])
    except InvalidValue as problem:
        form.tell_field("code", str(problem))
        return page(joining=form), 400
    return _back()


def leave() -> Answer:
    with writing() as session:
        leave_practice(session, resources(), who.actor(), who.account())
    return _back()


def _back() -> Response:
    return redirect(url_for("tracking.trusted"), 303)
