"""The first page and the list of results."""

from flask import Blueprint, render_template, request

from finder.domain.chosen import MOST_CHOSEN, npis_in
from finder.services.draw_map import draw_map
from finder.services.search_providers import Extras, search_providers
from finder.services.show_about import directory_facts
from finder.web.errors import wants_json
from finder.web.language import spoken
from finder.web.search.chosen import PARAMETER, chosen_of
from finder.web.search.forms import SearchForm
from finder.web.search.links import Links
from finder.web.search.parts import mended, parts_of
from finder.web.search.summary import summary_of
from finder.web.transaction import reading, resources

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
def home() -> str:
    with reading() as session:
        directory = directory_facts(session)
    form = SearchForm(request.args, npis_in(request.args.getlist(PARAMETER))[:MOST_CHOSEN])
    return render_template("pages/search/home.html", form=form, directory=directory)


@blueprint.get("/search")
def results() -> str | tuple[str, int]:
    asked_for = npis_in(request.args.getlist(PARAMETER))
    chosen = tuple(asked_for[:MOST_CHOSEN])
    form = SearchForm(request.args, chosen)
    asked = form.read()
    if form.refused and wants_json():
        raise form.refused
    with reading() as session:
        if asked is None:
            directory = directory_facts(session)
            page = render_template("pages/search/refused.html", form=form, directory=directory)
            return page, 400
        extras = Extras(chosen, with_counts=True)
        found = search_providers(session, resources(), asked, extras)
    form.tell(found)
    links = Links(form.parameters, form.chosen)
    return render_template(
        "pages/search/results.html",
        form=form,
        results=found,
        summary=summary_of(found),
        parts=parts_of(found, links),
        mended=mended(found, links),
        chosen=chosen_of(found, links, len(asked_for)),
        links=links,
        has_few=found.total < resources().rules.enough_results,
        pager=links.pager(found),
        picture=draw_map(resources(), found, spoken()),
        directory=found,
    )
