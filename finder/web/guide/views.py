"""The guide, questions to ask, how the list is ordered, where the data come from, and privacy."""

from flask import Blueprint, render_template
from werkzeug.exceptions import NotFound

from finder.domain.questions import Audience, QuestionKind
from finder.services.show_about import directory_facts, show_about
from finder.services.show_methodology import show_methodology
from finder.services.show_questions import load_questions
from finder.web.transaction import reading, resources

blueprint = Blueprint("guide", __name__)


@blueprint.get("/guide")
def index() -> str:
    with reading() as session:
        directory = directory_facts(session)
    return render_template(
        "pages/guide/index.html", topics=resources().guide.topics, directory=directory
    )


@blueprint.get("/guide/<topic_id>")
def topic(topic_id: str) -> str:
    guide = resources().guide
    shown = guide.topic(topic_id)
    if shown is None:
        raise NotFound
    with reading() as session:
        directory = directory_facts(session)
    return render_template(
        "pages/guide/topic.html",
        topic=shown,
        prior_authorization_rule=guide.prior_authorization,
        today=resources().today(),
        directory=directory,
    )


@blueprint.get("/questions")
def questions() -> str:
    with reading() as session:
        directory = directory_facts(session)
    return render_template(
        "pages/guide/questions.html",
        questions=load_questions(resources().settings.data / "questions.toml"),
        research=resources().guide.finding("in-short"),
        audiences=Audience,
        kinds=QuestionKind,
        directory=directory,
    )


@blueprint.get("/methodology")
def methodology() -> str:
    with reading() as session:
        directory = directory_facts(session)
    return render_template(
        "pages/guide/methodology.html",
        method=show_methodology(resources().rules),
        directory=directory,
    )


@blueprint.get("/about")
def about() -> str:
    with reading() as session:
        shown = show_about(session, resources())
    return render_template("pages/guide/about.html", about=shown, directory=shown.directory)


@blueprint.get("/privacy")
def privacy() -> str:
    with reading() as session:
        directory = directory_facts(session)
    return render_template("pages/guide/privacy.html", directory=directory)
