"""The pages of an account; only signing out and in change who is signed in."""

from typing import Any

import segno
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from finder.domain.accounts import STAFF, Role, SignIn, Stage
from finder.domain.errors import InvalidValue, StoredDataDamaged
from finder.services import accounts
from finder.web import signed_in as who
from finder.web.access import page_after_sign_in
from finder.web.account.forms import (
    ChangePasswordForm,
    CodeForm,
    NewPasswordForm,
    RecoveryCodesForm,
    SecondFactorForm,
    SignInForm,
)
from finder.web.transaction import reading, resources, writing

blueprint = Blueprint("account", __name__, url_prefix="/account")

Answer = AnyResponse | str | tuple[str, int]
WRONG_PAIR = "The address or the password is not right. Check both."
WRONG_CODE = (
    "This code is not right, or was used before. Wait for the next one that the app shows, or use "
    "a recovery code."
)


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Answer:
    """Password first, then the code, at one address."""
    found = who.signed_in()
    if found is not None and found.stage is Stage.FULL and request.method == "GET":
        return redirect(_first_page(found.account.role))
    if found is not None and found.stage is Stage.HALF and "password" not in request.form:
        return _second_step(found)
    form = SignInForm(request.form.to_dict())
    if request.method == "POST":
        email, password = form.email.data or "", form.password.data or ""
        with reading() as session:
            known = accounts.password_hash_of(session, email)
        proven = known if resources().keeper.is_password(known, password) else ""
        with writing() as session:
            token = accounts.sign_in_with_password(
                session, resources(), who.actor(), email, proven, who.browser()
            )
        if token is not None:
            who.begin(token)
            return redirect(url_for("account.sign_in", next=_asked_for()), 303)
        form.tell_field("password", WRONG_PAIR)
    page = render_template("pages/account/sign_in.html", form=form, asked_for=_asked_for())
    return page, 400 if form.problems else 200


def _second_step(half: SignIn) -> Answer:
    if not half.account.has_second_factor:
        return redirect(url_for("account.second_factor"))
    form = CodeForm(request.form.to_dict())
    if request.method == "POST":
        with writing() as session:
            token = accounts.sign_in_with_code(
                session, resources(), who.actor(), half, form.code.data or ""
            )
        if token is not None:
            who.begin(token)
            return redirect(_first_page(half.account.role), 303)
        form.tell_field("code", WRONG_CODE)
    page = render_template("pages/account/code.html", form=form, asked_for=_asked_for())
    return page, 400 if form.problems else 200


@blueprint.route("/set-up/<token>", methods=["GET", "POST"])
def set_up(token: str) -> Answer:
    """The one-time link: a password, and on to the second factor."""
    with reading() as session:
        account = accounts.open_link(session, resources(), token)
    form = NewPasswordForm(request.form.to_dict())
    if request.method == "POST":
        try:
            with writing() as session:
                number = accounts.set_up(session, resources(), token, form.password.data or "")
                half = accounts.begin_sign_in(
                    session, resources(), number, Stage.HALF, who.browser()
                )
        except InvalidValue as problem:
            form.tell_field("password", str(problem))
            page = render_template("pages/account/set_up.html", form=form, account=account)
            return page, 400
        who.begin(half)
        return redirect(url_for("account.second_factor"), 303)
    return render_template("pages/account/set_up.html", form=form, account=account)


@blueprint.route("/second-factor", methods=["GET", "POST"])
def second_factor() -> Answer:
    """Shows a fresh secret, as text and as a picture, until a code proves that it was taken."""
    half = _current()
    if half.account.has_second_factor:
        return redirect(url_for("account.sign_in"))
    form = SecondFactorForm(request.form.to_dict())
    secret = _sealed_secret(form, half) or accounts.new_secret()
    status = 200
    if request.method == "POST":
        try:
            with writing() as session:
                codes = accounts.confirm_second_factor(
                    session, resources(), half.account, secret, form.code.data or ""
                )
                token = accounts.begin_sign_in(
                    session, resources(), half.account.account_id, Stage.FULL, half.browser
                )
        except InvalidValue as problem:
            form.tell_field("code", str(problem))
            status = 400
        else:
            who.begin(token)
            onward = _first_page(half.account.role)
            return render_template("pages/account/recovery_codes.html", codes=codes, onward=onward)
    form.sealed.data = resources().keeper.seal(_mark(half) + secret)
    offer = accounts.offered_second_factor(resources(), half.account, secret)
    page = render_template(
        "pages/account/second_factor.html",
        form=form,
        offer=offer,
        picture=segno.make(offer.address, error="m").png_data_uri(scale=5, border=4),
    )
    return page, status


@blueprint.get("")
def overview() -> Answer:
    return _overview(ChangePasswordForm({}), RecoveryCodesForm({}))


@blueprint.post("/password")
def password() -> Answer:
    current = _current()
    form = ChangePasswordForm(request.form.to_dict())
    try:
        with writing() as session:
            token = accounts.change_password(
                session,
                resources(),
                who.actor(),
                current,
                form.old_password.data or "",
                form.password.data or "",
            )
    except InvalidValue as problem:
        form.tell_field(problem.field, str(problem))
        return _overview(form, RecoveryCodesForm({})), 400
    who.begin(token)
    return redirect(url_for("account.overview"), 303)


@blueprint.post("/recovery-codes")
def recovery_codes() -> Answer:
    form = RecoveryCodesForm(request.form.to_dict())
    try:
        with writing() as session:
            codes = accounts.renew_recovery_codes(
                session, resources(), _current().account, form.password.data or ""
            )
    except InvalidValue as problem:
        form.tell_field("password", str(problem))
        return _overview(ChangePasswordForm({}), form), 400
    onward = url_for("account.overview")
    return render_template("pages/account/recovery_codes.html", codes=codes, onward=onward)


@blueprint.post("/sign-ins/<int:sign_in_id>/end")
def end_sign_in(sign_in_id: int) -> Answer:
    with writing() as session:
        accounts.end_sign_in(session, resources(), who.actor(), _current(), sign_in_id)
    return redirect(url_for("account.overview"), 303)


@blueprint.post("/sign-out-everywhere")
def sign_out_everywhere() -> Answer:
    with writing() as session:
        accounts.end_all_sign_ins(session, resources(), who.actor(), _current())
    return _signed_out()


@blueprint.post("/sign-out")
def sign_out() -> Answer:
    current = _current()
    with writing() as session:
        accounts.end_sign_in(session, resources(), who.actor(), current, current.sign_in_id)
    return _signed_out()


def _overview(form: ChangePasswordForm, codes_form: RecoveryCodesForm) -> str:
    current = _current()
    with reading() as session:
        mine = accounts.live_sign_ins(session, resources(), current.account.account_id)
        codes_left = accounts.recovery_codes_left(session, current.account.account_id)
    return render_template(
        "pages/account/overview.html",
        form=form,
        codes_form=codes_form,
        problems=[*form.problems, *codes_form.problems],
        codes_left=codes_left,
        current=current,
        sign_ins=mine,
    )


def _signed_out() -> Response:
    who.end()
    return make_response(redirect(url_for("account.sign_in"), 303))


def _current() -> SignIn:
    """Whoever asks; the access table has let nobody else in."""
    found = who.signed_in()
    if found is None:
        raise LookupError("The access table let somebody in who is not signed in.")
    return found


def _sealed_secret(form: Any, half: SignIn) -> str:
    """The secret that an earlier answer sealed into the form; empty for a first or foreign one."""
    try:
        sealed = resources().keeper.unseal(form.sealed.data) if form.sealed.data else ""
    except StoredDataDamaged:
        return ""
    return sealed.removeprefix(_mark(half)) if sealed.startswith(_mark(half)) else ""


def _mark(half: SignIn) -> str:
    """For whom a secret was sealed."""
    return f"{half.account.account_id}:"


def _first_page(role: Role) -> str:
    """The page that was asked for before the sign-in, else the one where the work begins."""
    asked_for = page_after_sign_in(role.value, _asked_for() or "")
    first = "admin.work_list" if role in STAFF else "tracking.overview"
    return asked_for or url_for(first)


def _asked_for() -> str | None:
    return request.args.get("next")
