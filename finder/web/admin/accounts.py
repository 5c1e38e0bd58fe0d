"""Accounts, for administrators: inviting, ending, opening again."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.accounts import Role
from finder.domain.errors import InvalidValue
from finder.services import accounts as kept
from finder.web import signed_in as who
from finder.web.admin.forms import InvitationForm
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/accounts", endpoint="accounts")(accounts)
    blueprint.post("/accounts", endpoint="invite")(invite)
    blueprint.post("/accounts/<email>/link", endpoint="invite_again")(invite_again)
    blueprint.post("/accounts/<email>/disable", endpoint="disable")(disable)
    blueprint.post("/accounts/<email>/restore", endpoint="restore_access")(restore_access)


def accounts() -> Answer:
    return _page(InvitationForm({}))


def invite() -> Answer:
    form = InvitationForm(request.form.to_dict())
    try:
        role = Role(form.values["role"])
    except ValueError:
        form.tell_field("role", "Choose one of the roles.")
        return _page(form), 400
    try:
        with writing() as session:
            made = kept.invite(
                session,
                resources(),
                who.actor(),
                form.values["email"],
                role,
                form.values["npi"].strip(),
            )
    except InvalidValue as problem:
        form.tell_field(problem.field, str(problem))
        return _page(form), 400
    return _page(InvitationForm({}), made)


def invite_again(email: str) -> Answer:
    with writing() as session:
        made = kept.invite_again(session, resources(), who.actor(), email)
    return _page(InvitationForm({}), made)


def disable(email: str) -> Answer:
    with writing() as session:
        kept.disable(session, resources(), who.actor(), email)
    return redirect(url_for("admin.accounts"), 303)


def restore_access(email: str) -> Answer:
    with writing() as session:
        kept.restore_access(session, resources(), who.actor(), email)
    return redirect(url_for("admin.accounts"), 303)


def _page(form: InvitationForm, made: kept.Invitation | None = None) -> str:
    with reading() as session:
        everybody = kept.list_accounts(session)
    link = url_for("account.set_up", token=made.token, _external=True) if made else ""
    return render_template(
        "pages/admin/accounts.html", form=form, accounts=everybody, made=made, link=link
    )
