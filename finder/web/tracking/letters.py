"""The clinician's own letters: the list, one letter, its reminder and its end."""

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from finder.services import referrals
from finder.web import signed_in as who
from finder.web.numbers import number_in
from finder.web.paging import Pages
from finder.web.referral_words import QUESTIONS, REASONS, STATUSES
from finder.web.reply_links import reply_address
from finder.web.tracking.forms import FindForm, PlaceForm
from finder.web.transaction import reading, resources, writing

STAGES = {
    referrals.Stage.OVERDUE: "Overdue",
    referrals.Stage.ASKED: "The office asks",
    referrals.Stage.OPEN: "On their way",
    referrals.Stage.ENDED: "Ended",
}


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("", endpoint="overview")(overview)
    blueprint.post("/find", endpoint="find")(find)
    blueprint.get("/<letter_id>", endpoint="letter")(letter)
    blueprint.post("/<letter_id>/settle", endpoint="settle")(settle)
    blueprint.post("/<letter_id>/withdraw", endpoint="withdraw")(withdraw)


def overview() -> str:
    with reading() as session:
        listed = _listed(session)
    return _page(listed, FindForm({}))


def find() -> tuple[str, int]:
    """Searched in the words that were posted, which stand in no address and are kept nowhere."""
    form = FindForm(request.form.to_dict())
    words = form.values["words"]
    with reading() as session:
        found = referrals.find_referrals(session, resources(), who.account(), words)
        listed = _listed(session)
    if not words.strip():
        form.tell_field("words", "Type a doctor, a practice, a city, an NPI or a number.")
        return _page(listed, form), 400
    return _page(listed, form, found), 200


def _listed(session: Session) -> referrals.LetterList:
    stage, page = request.args.get("stage", ""), number_in(request.args.get("page", ""), 1)
    return referrals.list_referrals(session, resources(), who.account(), stage, page)


def _page(
    listed: referrals.LetterList, finding: FindForm, found: referrals.FoundLetters | None = None
) -> str:
    stage = listed.stage.value if listed.stage else None
    return render_template(
        "pages/tracking/overview.html",
        list=listed,
        found=found,
        form=PlaceForm({}),
        finding=finding,
        stages=STAGES,
        statuses=STATUSES,
        questions=QUESTIONS,
        pager=Pages(
            listed.page,
            listed.pages,
            lambda page: url_for("tracking.overview", stage=stage, page=page, _anchor="letters"),
        ),
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
