"""Accounts, for administrators: inviting, ending, opening again."""

from collections.abc import Callable

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
    blueprint.post("/accounts/<int:account_id>/link", endpoint="invite_again")(invite_again)
    blueprint.post("/accounts/<int:account_id>/disable", endpoint="disable")(disable)
    blueprint.post("/accounts/<int:account_id>/restore", endpoint="restore_access")(restore_access)


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


def invite_again(account_id: int) -> Answer:
    try:
        with writing() as session:
            email = kept.account_of(session, account_id).email
            made = kept.invite_again(session, resources(), who.actor(), email)
    except InvalidValue as problem:
        return _refused(problem)
    return _page(InvitationForm({}), made)


def disable(account_id: int) -> Answer:
    return _change(kept.disable, account_id)


def restore_access(account_id: int) -> Answer:
    return _change(kept.restore_access, account_id)


def _change(change: Callable[..., None], account_id: int) -> Answer:
    try:
        with writing() as session:
            email = kept.account_of(session, account_id).email
            change(session, resources(), who.actor(), email)
    except InvalidValue as problem:
        return _refused(problem)
    return redirect(url_for("admin.accounts"), 303)


def _refused(problem: InvalidValue) -> Answer:
    form = InvitationForm({})
    form.tell(str(problem))
    return _page(form), 400


def _page(form: InvitationForm, made: kept.Invitation | None = None) -> str:
    with reading() as session:
        everybody = kept.list_accounts(session)
    link = url_for("account.set_up", token=made.token, _external=True) if made else ""
    return render_template(
        "pages/admin/accounts.html", form=form, accounts=everybody, made=made, link=link
    )
