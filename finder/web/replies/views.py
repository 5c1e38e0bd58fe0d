"""The page behind the code of a letter: how it stands, an answer, a question, taking it back."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.domain.referral_task import OfficeQuestion
from finder.services import referrals
from finder.web.csrf import shows_again
from finder.web.forms import PostedForm
from finder.web.headers import keep_no_copy
from finder.web.logs import request_id
from finder.web.referral_words import QUESTIONS, REASONS, STATUSES
from finder.web.replies.forms import AnswerForm, QuestionForm, Said, read_answer, read_question
from finder.web.transaction import reading, resources, writing

blueprint = Blueprint("replies", __name__)

Step = Callable[[Session], None]


@blueprint.route("/r/<code>", methods=["GET", "POST"])
def reply(code: str) -> Response:
    keep_no_copy()
    if request.method != "POST":
        return make_response(_page(code))
    form, step = _asked(code)
    if step is None:
        return make_response(_page(code, form), 400)
    try:
        with writing() as session:
            step(session)
    except InvalidValue as problem:
        _tell(form, problem)
        return make_response(_page(code, form), 400)
    return redirect(url_for("replies.reply", code=code), 303)


@shows_again("replies.reply")
def reply_again(problem: str, code: str) -> str:
    """The page as it was sent, with the sentence that says why nothing was done."""
    keep_no_copy()
    form = AnswerForm(request.form.to_dict(), ())
    form.tell(problem)
    return _page(code, form)


def _asked(code: str) -> tuple[PostedForm, Step | None]:
    """The form that was sent and what it asks for; nothing where it cannot be read."""
    values = request.form.to_dict()
    match values.get("step"):
        case "undo":
            return AnswerForm(values, ()), partial(_take_back, code)
        case "ask":
            asking = QuestionForm(values)
            question = asking.read_with(read_question)
            return asking, partial(_ask, code, question) if question else None
        case _:
            form = AnswerForm(values, ())
            said = form.read_with(read_answer)
            return form, partial(_answer, code, said) if said else None


def _take_back(code: str, session: Session) -> None:
    referrals.take_back(session, resources(), request_id(), code)


def _ask(code: str, question: OfficeQuestion, session: Session) -> None:
    referrals.ask(session, resources(), request_id(), code, question)


def _answer(code: str, said: Said, session: Session) -> None:
    referrals.answer(
        session, resources(), request_id(), code, said.answer, said.appointment_on, said.reason
    )


def _page(code: str, form: PostedForm | None = None) -> str:
    with reading() as session:
        shown = referrals.open_reply(session, resources(), code)
    answers = shown.task.answers_open()
    answering = AnswerForm(form.values if isinstance(form, AnswerForm) else {}, answers)
    asking = form if isinstance(form, QuestionForm) else QuestionForm({})
    if isinstance(form, AnswerForm):
        for name in ("answer", "appointment_on", "reason"):
            answering[name].errors = form[name].errors
    return render_template(
        "pages/replies/reply.html",
        shown=shown,
        code=code,
        form=answering,
        asking=asking,
        problems=form.problems if form else [],
        statuses=STATUSES,
        reasons=REASONS,
        questions=QUESTIONS,
        directory=shown.directory,
    )


def _tell(form: PostedForm, problem: InvalidValue) -> None:
    if problem.field in form:
        form.tell_field(problem.field, str(problem))
    else:
        form.tell(str(problem))
