"""The first page and the list of results."""

from flask import Blueprint, render_template, request

from finder.services.search_providers import search_providers
from finder.services.show_about import directory_facts
from finder.web.search.forms import SearchForm
from finder.web.search.links import Links
from finder.web.search.summary import summary_of
from finder.web.transaction import reading, resources

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
def home() -> str:
    with reading() as session:
        directory = directory_facts(session)
    form = SearchForm(request.args)
    return render_template("pages/search/home.html", form=form, directory=directory)


@blueprint.get("/search")
def results() -> str | tuple[str, int]:
    form = SearchForm(request.args)
    asked = form.read()
    with reading() as session:
        if asked is None:
            directory = directory_facts(session)
            page = render_template("pages/search/refused.html", form=form, directory=directory)
            return page, 400
        found = search_providers(session, resources(), asked)
    links = Links(form.parameters)
    return render_template(
        "pages/search/results.html",
        form=form,
        results=found,
        summary=summary_of(found),
        links=links,
        pager=links.pager(found),
        directory=found,
    )
