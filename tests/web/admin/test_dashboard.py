"""The dashboard says its numbers thrice: drawn, spoken and as tables, however many there are."""

import re

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.web.admin.charts import chart
from tests.conftest import Statements
from tests.services.test_show_dashboard import STATEMENTS
from tests.web.admin.keepers import opened, sent, verifier
from tests.web.conftest import MakeApp
from tests.web.signing_in import Person

# Who is signed in.
BESIDES = 1


@pytest.fixture
def vera(app: Flask) -> Person:
    return verifier(app, "vera")


def page(person: Person) -> str:
    answer = person.client.get("/admin/dashboard")
    assert answer.status_code == 200
    return answer.text


def test_every_chart_is_drawn_spoken_and_written_as_a_table(vera: Person) -> None:
    shown = page(vera)
    charts = re.findall(r'<svg role="img"[^>]*aria-labelledby="(\S+) (\S+)"', shown)
    assert len(charts) == 5
    for title, words in charts:
        assert f'<title id="{title}">' in shown
        (said,) = re.findall(f'<desc id="{words}">([^<]+)</desc>', shown)
        label, _, count = said.split(";")[0].partition(": ")
        assert f'<th scope="row">{label}</th><td>{count}</td>' in shown


def test_the_figures_are_those_of_the_directory(vera: Person) -> None:
    shown = " ".join(page(vera).split())
    assert "<dt>Median age of checks</dt><dd>50 days</dd>" in shown
    assert '20% <span class="quiet">(1 of 5)</span>' in shown
    assert "Counted on 22 Nov 2026" in shown
    assert "never loaded" in shown


def test_what_waits_for_a_second_person_is_counted(vera: Person) -> None:
    sent(vera, opened(vera), board_status="revoked_or_surrendered")
    shown = " ".join(page(vera).split())
    assert 'kind=decision">1</a> <span class="quiet">(oldest: 0 days)' in shown


def test_an_empty_directory_draws_nothing_and_fails_nowhere(make_app: MakeApp, app: Flask) -> None:
    from sqlalchemy import delete

    from finder.store.tables import CertificationRow, MembershipRow, PracticeLocationRow

    with app.extensions["finder"].database.writing() as session:
        for table in (CertificationRow, MembershipRow, PracticeLocationRow):
            session.execute(delete(table))
    shown = page(verifier(app, "vera"))
    assert "no checks yet" in shown
    assert "no listings yet" in shown
    assert "NaN" not in shown
    assert '<rect class="chart-bar" x="0" y="26" width="0%"' in shown


def test_the_longest_bar_fills_the_width_and_thousands_are_marked() -> None:
    drawn = chart("x", "X", "Y", [("a", 0), ("b", 1234), ("c", 617), ("d", 1)])
    assert [bar.width for bar in drawn.bars] == ["0.00%", "100.00%", "50.00%", "0.08%"]
    assert drawn.words == "a: 0; b: 1,234; c: 617; d: 1"
    assert drawn.rows[1] == ("b", "1,234")
    assert chart("x", "X", "Y", []).height == 0


def test_the_number_of_statements_is_pinned(vera: Person, statements: Statements) -> None:
    with statements() as seen:
        page(vera)
    assert len(seen) == STATEMENTS + BESIDES, seen


def test_a_clinician_does_not_see_it(app: Flask) -> None:
    assert Person(app, Role.CLINICIAN).set_up().client.get("/admin/dashboard").status_code == 403
