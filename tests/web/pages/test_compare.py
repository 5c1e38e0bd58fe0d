"""Doctors side by side: a page that is its link, with a mark where facts differ."""

import html
import re
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.conftest import Statements
from tests.factories import npi_of
from tests.web.conftest import BARE, CHECKED, NEURO, SCRIPTED, STATED
from tests.web.strict_client import StrictClient, text_of

EVERYONE = (CHECKED, STATED, BARE, SCRIPTED)


def address(*numbers: int, **parameters: str) -> str:
    named = [*(("npi", npi_of(number)) for number in numbers), *parameters.items()]
    return "/compare?" + "&".join(f"{name}={value}" for name, value in named)


def read(client: StrictClient, *numbers: int, **parameters: str) -> str:
    answer = client.get(address(*numbers, **parameters))
    assert answer.status_code == 200
    return html.unescape(answer.text)


def table_of(client: StrictClient, *numbers: int, **parameters: str) -> dict[str, list[str]]:
    """The cells of each row by its heading; what differs has that word in its heading."""
    page = client.get(address(*numbers, **parameters)).text
    root = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False).parse(
        page
    )
    rows = [row for row in root.iter("tr") if row.find("td") is not None]
    return {text_of(first(row, "th")): [text_of(cell) for cell in row.iter("td")] for row in rows}


def first(row: Element, tag: str) -> Element:
    found = row.find(tag)
    assert found is not None
    return found


def test_every_row_has_a_heading_and_one_cell_a_doctor(client: StrictClient) -> None:
    table = table_of(client, *EVERYONE, near="60601")
    assert len(table) > 15
    assert {len(cells) for cells in table.values()} == {4}


def test_doctors_stand_in_the_order_of_the_link(client: StrictClient) -> None:
    page = read(client, BARE, CHECKED, near="60601")
    headings = re.findall(r'<th scope="col" role="columnheader"(?: lang="en")?>([^<]+)</th>', page)
    assert headings == ["Fact", "Ada Maplewood, MD", "Ada Oakley, MD"]
    assert "We do not say who is better." in page


def test_facts_are_told_with_their_days_and_what_is_missing_is_said(client: StrictClient) -> None:
    table = table_of(client, CHECKED, BARE)
    checked, bare = table["Board certification differs"]
    assert "checked with ABR on 3 Oct 2026" in checked
    assert "not checked, counts as unknown" in bare
    assert table["Next check of the certification due differs"][0].endswith("3 Oct 2027")
    assert table["Kyphoplasty in 2024, Medicare only differs"][0].endswith("at least 40")
    assert table["Kyphoplasty in 2024, Medicare only differs"][1].endswith("not zero")
    assert table["New patients differs"] == ["Ada Oakley yes", "Ada Maplewood not known"]
    assert table["Languages differs"][0].endswith("English, Spanish")
    assert table["Telehealth"] == ["Ada Oakley not known", "Ada Maplewood not known"]


def test_a_row_in_which_all_say_the_same_is_not_marked(client: StrictClient) -> None:
    table = table_of(client, CHECKED, STATED)
    assert "Specialty" in table
    assert "Where patients are seen differs" in table


def test_distance_and_reasons_need_a_place_and_are_those_of_the_search(
    client: StrictClient,
) -> None:
    without = table_of(client, CHECKED, BARE)
    assert not any(heading.startswith(("Distance", "In short")) for heading in without)
    table = table_of(client, CHECKED, BARE, near="60601")
    assert "miles away (straight line)" in table["Distance differs"][1]
    said = "Board certification in interventional radiology checked with ABR on 3 Oct 2026"
    assert said in table["In short differs"][0]
    assert said in client.get("/search?near=60601").text


def test_only_the_rows_that_differ_are_shown_by_a_link(client: StrictClient) -> None:
    page = read(client, CHECKED, STATED)
    assert f"{address(CHECKED, STATED)}&only=differences" in page
    rows = table_of(client, CHECKED, STATED, only="differences")
    assert all(heading.endswith("differs") for heading in rows if heading != "Doctor")
    assert len(rows) < len(table_of(client, CHECKED, STATED))
    assert "Show all rows" in read(client, CHECKED, STATED, only="differences")


def test_one_alone_has_nothing_to_differ_from(client: StrictClient) -> None:
    page = read(client, CHECKED, only="differences")
    assert "Choose a second one" in page
    assert "differs</span>" not in page
    assert "Board certification" in page


def test_a_doctor_is_taken_out_by_a_link_that_keeps_the_others(client: StrictClient) -> None:
    page = read(client, CHECKED, STATED, near="60601")
    assert f'href="{address(STATED, near="60601")}"' in page
    assert f'href="{address(CHECKED, near="60601")}"' in page


def test_each_column_leads_to_its_profile_and_to_a_report(client: StrictClient) -> None:
    page = read(client, CHECKED, STATED)
    for number in (CHECKED, STATED):
        assert f'href="/providers/{npi_of(number)}"' in page
        assert f'href="/providers/{npi_of(number)}/report"' in page


def test_the_sheet_is_about_the_same_doctors(client: StrictClient) -> None:
    page = read(client, CHECKED, STATED, near="60601", procedure="kyphoplasty")
    assert (
        f'href="/take-away.pdf?npi={npi_of(CHECKED)}&npi={npi_of(STATED)}'
        '&near=60601&procedure=kyphoplasty"'
    ) in page


def test_nobody_chosen_is_told_how_to_choose(client: StrictClient) -> None:
    page = read(client)
    assert "Nobody is chosen yet." in page
    assert 'href="/"' in page
    assert "<table" not in page


def test_a_number_that_is_not_listed_is_named_and_the_others_are_shown(
    client: StrictClient,
) -> None:
    page = read(client, CHECKED, 77, NEURO)
    assert f"Nobody with the number (NPI) {npi_of(77)} is listed here." in page
    assert "Ada Hazelton" in page


def test_more_than_four_are_left_out_and_the_page_says_so(client: StrictClient) -> None:
    page = read(client, *EVERYONE, NEURO)
    assert "You can compare up to 4 doctors. 1 more was left out." in page
    assert "Hazelton" not in page


@pytest.mark.parametrize(
    "query", ["npi=12", "npi=abcdefghij", "npi=2000000011&npi=1", "procedure=x", "near=91,0"]
)
def test_what_cannot_be_read_is_refused_with_a_sentence(client: StrictClient, query: str) -> None:
    answer = client.get(f"/compare?{query}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_a_name_with_markup_is_shown_as_text(client: StrictClient) -> None:
    answer = client.get(address(CHECKED, SCRIPTED, near="60601"))
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text.lower()


def test_a_form_asks_for_the_place_and_keeps_the_choice(client: StrictClient) -> None:
    page = read(client, CHECKED, STATED, only="differences", lang="es")
    for name, value in (("npi", npi_of(STATED)), ("only", "differences"), ("lang", "es")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_the_page_keeps_nothing_of_the_visitor(client: StrictClient) -> None:
    assert "Set-Cookie" not in client.get(address(CHECKED, STATED, near="60601")).headers


@pytest.mark.parametrize("numbers", [(), (CHECKED,), EVERYONE])
def test_three_statements_are_enough(
    client: StrictClient, statements: Statements, numbers: tuple[int, ...]
) -> None:
    for path in (
        address(*numbers, near="60601"),
        address(*numbers).replace("compare", "take-away.pdf"),
    ):
        with statements() as seen:
            assert client.get(path).status_code == 200
        assert 1 <= len(seen) <= 3, seen
