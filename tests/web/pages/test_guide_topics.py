"""The pages of the guide: their sources, their balance, the warning, and the ways on."""

import html
import re
from pathlib import Path

import pytest
from flask import Flask

from finder.domain import red_flags
from finder.services.show_guide import load_guide
from tests.web.strict_client import StrictClient

GUIDE = load_guide(Path(__file__).parents[3] / "data" / "guide")
TOPICS = [topic.id for topic in GUIDE.topics]


def read(client: StrictClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(answer.text))


def test_the_list_leads_to_every_topic(client: StrictClient) -> None:
    page = read(client, "/guide")
    for topic in GUIDE.topics:
        assert f'<a href="/guide/{topic.id}">{topic.title.en}</a>' in page


@pytest.mark.parametrize("topic_id", TOPICS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_topic_shows_every_statement_with_its_source(
    client: StrictClient, topic_id: str, language: str
) -> None:
    page = read(client, f"/guide/{topic_id}?lang={language}")
    topic = GUIDE.topic(topic_id)
    assert topic
    for statement in topic.statements:
        assert statement.text.in_language(language) in page
        assert statement.quote in page
        for source in statement.sources:
            assert f">{source.label.in_language(language)}</span>" in page
    for source in topic.sources:
        assert page.count(f'id="source-{source.id}"') == 1


@pytest.mark.parametrize("topic_id", TOPICS)
def test_whoever_sells_the_procedure_is_named_where_the_article_is_used(
    client: StrictClient, topic_id: str
) -> None:
    page = read(client, f"/guide/{topic_id}")
    topic = GUIDE.topic(topic_id)
    assert topic
    uses_it = any(source.id == "article" for source in topic.sources)
    assert uses_it is ("Liv Hospital, which published the article, sells these" in page)


def test_most_topics_use_the_article_and_one_does_not() -> None:
    without = [
        topic.id
        for topic in GUIDE.topics
        if all(source.id != "article" for source in topic.sources)
    ]
    assert without == ["compression-fracture"]


@pytest.mark.parametrize("path", ["/guide", *(f"/guide/{topic}" for topic in TOPICS)])
def test_the_warning_and_the_ways_on_stand_on_every_page(client: StrictClient, path: str) -> None:
    page = read(client, path)
    assert '<aside class="red-flags"' in page
    assert page.count(red_flags.CALL_911) >= 1
    for address in ("/", "/questions", "/take-away.pdf"):
        assert f'<a href="{address}">' in page.partition('id="next-steps"')[2]


def test_the_list_of_topics_names_every_sign(client: StrictClient) -> None:
    page = read(client, "/guide")
    for sign in (red_flags.LEAD, *red_flags.SIGNS, red_flags.REASON):
        assert sign in page


@pytest.mark.parametrize("path", ["/", "/search?near=60601", "/questions", "/nowhere"])
def test_the_foot_of_every_page_warns_in_the_same_words(client: StrictClient, path: str) -> None:
    page = html.unescape(client.get(path).text)
    assert f"<strong>{red_flags.HEADING}.</strong> {red_flags.CALL_911}" in page


def test_a_disputed_line_of_the_table_has_the_research_below_it(client: StrictClient) -> None:
    page = read(client, "/guide/kyphoplasty-and-vertebroplasty")
    leaks = page.partition("Cement leaks out</th>")[2].partition("</tbody>")[0]
    assert "<td>" in leaks.partition("But see the research on this line.")[0]
    assert "One review saw no difference." in leaks
    assert page.count("But see the research on these 2 lines.") == 1


def test_a_table_names_its_column_in_every_cell(client: StrictClient) -> None:
    """Narrow screens show the cells below each other."""
    page = read(client, "/guide/risks")
    assert '<span class="cell-label">Vertebroplasty:</span> No balloon' in page
    assert '<span class="cell-label">Kyphoplasty:</span> Can happen, rare' in page


@pytest.mark.parametrize(
    "phrase",
    [
        "One had 131 people, the other 78.",
        "From the first day to 12 months there was no difference",
        "44 of 100 with cement had pain below 4. With a pretend procedure it was 21 of 100.",
        "does not support routine use",
        "no demonstrable clinically significant benefit over placebo",
        "support bone cement for some patients",
        "no study that tested kyphoplasty against a pretend procedure",
        "saw no clear difference in height",
        "One review saw no difference.",
        "33 of 100 treated bones",
        "Four patients needed surgery",
        "18 of 100 people had another broken spine bone",
        "This is not proven.",
        "failure of the lungs or the heart, and deaths",
        "In 2015 it was 43 of 100.",
        "6.5 of 100 cases",
        "that one is about varicose veins",
    ],
)
def test_the_page_on_research_holds_every_dispute(client: StrictClient, phrase: str) -> None:
    assert phrase in read(client, "/guide/research")


def test_the_rule_on_approval_says_since_when_where_and_how_well_we_know_it(
    client: StrictClient,
) -> None:
    page = read(client, "/guide/cost-and-medicare")
    assert "Arizona, New Jersey, Ohio, Oklahoma, Texas, Washington (the state)" in page
    for term, day in [
        ("Planned from", "1 Jan 2026"),
        ("Planned until", "31 Dec 2031"),
        ("As known on", "5 Jan 2026"),
    ]:
        assert f"<dt>{term}</dt><dd>{day}</dd>" in page
    assert "By this plan the rule holds today." in page
    assert "Ask Medicare or your plan" in page


@pytest.mark.parametrize("path", ["/guide/nowhere", "/guide/", "/guide/sources", "/guide/FAQ"])
def test_an_unknown_topic_is_a_page_that_is_not_there(client: StrictClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_what_stays_in_english_says_so_on_a_spanish_page(client: StrictClient) -> None:
    page = read(client, "/guide/finding-a-doctor?lang=es")
    assert '<blockquote lang="en"><p>“A doctor with many successful procedures is better.”' in page
    assert '<span lang="en">World Neurosurgery, 2022</span>' in page
    assert '<span lang="en">Journal of Vascular and Interventional Radiology (JVIR)</span>' in page


def test_the_menu_has_the_guide_and_marks_where_the_reader_is(client: StrictClient) -> None:
    assert '<a href="/guide">Guide</a>' in read(client, "/")
    assert '<a href="/guide" aria-current="page">Guide</a>' in read(client, "/guide")
    assert '<a href="/guide" aria-current="true">Guide</a>' in read(client, "/guide/faq")


def test_the_guide_is_in_the_site_map(client: StrictClient, app: Flask) -> None:
    listed = client.get("/sitemap.xml").text
    assert "<loc>http://localhost/guide</loc>" in listed
    for topic in TOPICS:
        assert f"<loc>http://localhost/guide/{topic}</loc>" in listed


def test_every_page_that_a_statement_leads_to_is_there(client: StrictClient, app: Flask) -> None:
    """The strict client follows each link of ours; an endpoint must exist for that."""
    named = {
        statement.link.to
        for topic in GUIDE.topics
        for statement in topic.statements
        if statement.link and not statement.link.leads_away
    }
    endpoints = {name for name in named if "." in name}
    assert endpoints == {"guide.questions", "guide.methodology", "search.home"}
    assert endpoints <= set(app.view_functions)
