"""The page on which a practice answers what was reported, by the link that it was sent."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import DirectoryUnavailable
from finder.domain.reports.replies import NewReply, read_reply
from finder.domain.sentences import Sentence
from finder.services.answer_report import asked_practice, receive_reply
from finder.services.show_about import directory_facts
from finder.web.csrf import shows_again
from finder.web.headers import keep_no_copy
from finder.web.logs import log_fault, request_id
from finder.web.reports.forms import ReplyForm
from finder.web.reports.words import KINDS
from finder.web.transaction import reading, resources, writing

_NOT_NOW = Sentence(
    "We cannot take your answer at this moment. Your words are still here. Wait a minute, then "
    "press the button again."
)


def add_to(blueprint: Blueprint) -> None:
    blueprint.route("/reply/<code>", methods=["GET", "POST"], endpoint="reply")(reply)


def reply(code: str) -> Response:
    keep_no_copy()
    form = ReplyForm(request.form)
    if request.method != "POST":
        return make_response(_page(code, form))
    if form.is_from_a_program:
        return make_response(_page(code, form, is_answered=True))
    answer = form.read_with(read_reply)
    if answer is None:
        return make_response(_page(code, form), 400)
    return _receive(code, answer)


@shows_again("reports.reply")
def reply_again(problem: str, code: str) -> str:
    """The form as it was sent, with the sentence that says why it was not read."""
    keep_no_copy()
    form = ReplyForm(request.form)
    form.tell(problem)
    return _page(code, form)


def _receive(code: str, answer: NewReply) -> Response:
    try:
        with writing() as session:
            receive_reply(session, resources(), code, answer, request_id())
    except DirectoryUnavailable as error:
        # Such as during a long import, which no answer is worth losing for.
        log_fault(error)
        return make_response(reply_again(_NOT_NOW, code), 503, {"Retry-After": "60"})
    return redirect(url_for("reports.reply", code=code), 303)


def _page(code: str, form: ReplyForm, is_answered: bool = False) -> str:
    with reading() as session:
        asked = asked_practice(session, resources(), code)
        directory = directory_facts(session)
    return render_template(
        "pages/reports/reply.html",
        asked=asked,
        code=code,
        form=form,
        kinds=KINDS,
        is_answered=asked.is_answered or is_answered,
        directory=directory,
    )
