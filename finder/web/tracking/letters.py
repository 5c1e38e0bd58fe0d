"""The clinician's own letters: the list, one letter, its reminder and its end."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from finder.services import referrals
from finder.web import signed_in as who
from finder.web.referral_words import QUESTIONS, REASONS, STATUSES
from finder.web.reply_links import reply_address
from finder.web.tracking.forms import PlaceForm
from finder.web.transaction import reading, resources, writing


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("", endpoint="overview")(overview)
    blueprint.get("/<letter_id>", endpoint="letter")(letter)
    blueprint.post("/<letter_id>/settle", endpoint="settle")(settle)
    blueprint.post("/<letter_id>/withdraw", endpoint="withdraw")(withdraw)


def overview() -> str:
    with reading() as session:
        listed = referrals.list_referrals(session, resources(), who.account())
    return render_template(
        "pages/tracking/overview.html",
        letters=listed,
        form=PlaceForm({}),
        statuses=STATUSES,
        questions=QUESTIONS,
    )


def letter(letter_id: str) -> str:
    with reading() as session:
        reminder = referrals.reminder_for(session, resources(), who.account(), letter_id)
    return render_template(
        "pages/tracking/letter.html",
        letter=reminder.followed,
        address=reply_address(reminder.code) if reminder.code else "",
        statuses=STATUSES,
        reasons=REASONS,
        questions=QUESTIONS,
    )


def settle(letter_id: str) -> Response:
    with writing() as session:
        referrals.settle_question(session, resources(), who.actor(), who.account(), letter_id)
    return redirect(url_for("tracking.letter", letter_id=letter_id), 303)


def withdraw(letter_id: str) -> Response:
    with writing() as session:
        referrals.withdraw(session, resources(), who.actor(), who.account(), letter_id)
    return redirect(url_for("tracking.letter", letter_id=letter_id), 303)
