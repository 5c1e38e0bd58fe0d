"""Components rendered alone."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, get_template_attribute

from finder.web.search.forms import FieldProblem, SearchForm
from finder.web.search.links import Links, Pager

Render = Callable[..., str]


@pytest.fixture
def render(app: Flask) -> Render:
    """Calls the macro of a component within a request."""

    def call(component: str, *values: Any, **options: Any) -> str:
        with app.test_request_context("/"):
            macro = get_template_attribute(f"components/{component}.html", component)
            return str(macro(*values, **options))

    return call


def test_a_summary_links_each_message_to_its_field_and_escapes_it(render: Render) -> None:
    shown = render("error_summary", [FieldProblem("near", "No <b>such</b> place.")])
    assert '<a href="#near">No &lt;b&gt;such&lt;/b&gt; place.</a>' in shown


def test_one_page_needs_no_pagination(render: Render) -> None:
    assert "nav" not in render("pagination", Pager(1, 1, None, None))


def test_the_last_page_has_no_next(render: Render) -> None:
    shown = render("pagination", Pager(3, 3, "/search?page=2", None))
    assert 'rel="prev"' in shown
    assert 'rel="next"' not in shown
    assert "Page 3 of 3" in shown


def test_a_row_of_a_table_begins_with_its_heading(render: Render) -> None:
    shown = render("table", "Weights", ["Fact", "Weight"], [("Volume", "35%")])
    assert '<th scope="row">Volume</th><td>35%</td>' in shown
    assert "<caption>Weights</caption>" in shown


def test_a_field_has_a_label_and_a_hint_that_it_names(app: Flask) -> None:
    with app.test_request_context("/"):
        shown = str(SearchForm({}).near())
    assert '<label for="near">' in shown
    assert 'aria-describedby="near-hint"' in shown


def test_what_was_typed_cannot_leave_its_attribute(app: Flask) -> None:
    with app.test_request_context("/"):
        shown = str(SearchForm({"near": '"><script>'}).near())
    assert "<script>" not in shown
    assert "&#34;&gt;&lt;script&gt;" in shown


def test_a_language_outside_the_list_stays_chosen(app: Flask) -> None:
    with app.test_request_context("/"):
        shown = str(SearchForm({"language": "cy"}).language())
    assert '<option value="cy" selected>cy</option>' in shown


def test_the_usual_value_in_full_is_the_usual_choice(app: Flask) -> None:
    with app.test_request_context("/"):
        form = SearchForm({"preset": "balanced", "specialty": "interventional-radiology"})
        assert "selected>Balanced" in str(form.preset())
        assert "selected>Interventional radiologists" in str(form.specialty())


def test_a_change_of_the_search_starts_at_its_first_page(app: Flask) -> None:
    with app.test_request_context("/"):
        links = Links({"near": "60601", "page": "3", "q": ""})
        assert links.to(preset="nearest") == "/search?near=60601&preset=nearest"
