"""The printed sheet over HTTP: a PDF in the reader's language that opens in the browser."""

import pytest

from tests.factories import npi_of
from tests.pdf_text import letters_of, squeezed
from tests.web.conftest import BARE, CHECKED, SCRIPTED, STATED, MakeApp
from tests.web.strict_client import StrictClient

SHEET = "/take-away.pdf"
MOST_A_MINUTE = 30


def with_npis(*numbers: int) -> str:
    return SHEET + "?" + "&".join(f"npi={npi_of(number)}" for number in numbers)


@pytest.mark.parametrize("count", range(5))
def test_none_to_four_doctors_give_a_pdf_that_opens_in_place(
    client: StrictClient, count: int
) -> None:
    answer = client.get(with_npis(*[CHECKED, STATED, BARE, SCRIPTED][:count]) + "&near=60601")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="questions-to-ask.pdf"'
    assert "Set-Cookie" not in answer.headers
    assert answer.data.startswith(b"%PDF")


def test_a_name_with_markup_is_printed_as_text(client: StrictClient) -> None:
    letters = letters_of(client.get(with_npis(SCRIPTED)).data)
    assert "<script>alert(1)</script>" in letters.lower()


@pytest.mark.parametrize(
    ("address", "browser", "title"),
    [
        (SHEET, "en", "Questions to ask the doctor"),
        (SHEET, "es", "Preguntas para el médico"),
        (f"{SHEET}?lang=es", "en", "Preguntas para el médico"),
        (f"{SHEET}?lang=en", "es", "Questions to ask the doctor"),
    ],
)
def test_the_sheet_speaks_the_language_of_its_address_or_browser(
    client: StrictClient, address: str, browser: str, title: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": browser})
    assert letters_of(answer.data).startswith(squeezed(title))
    assert answer.headers["Content-Language"] == ("es" if "P" in title else "en")
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_sheet_that_the_browser_holds_already_is_not_sent_again(client: StrictClient) -> None:
    first = client.get(with_npis(CHECKED))
    again = client.get(with_npis(CHECKED), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("query", ["npi=1", "npi=%00", "procedure=x", "near=91,0", "near=%00"])
def test_what_cannot_be_read_is_refused_with_a_page(client: StrictClient, query: str) -> None:
    answer = client.get(f"{SHEET}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")


def test_a_place_that_nobody_knows_is_told_on_the_sheet(client: StrictClient) -> None:
    letters = letters_of(client.get(with_npis(CHECKED) + "&near=00000").data)
    assert "00000" in letters
    assert "AdaOakley" in letters


def test_sheets_are_limited_before_searches_are(make_app: MakeApp) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    statuses = {client.get(SHEET).status_code for _ in range(MOST_A_MINUTE)}
    assert statuses == {200}
    refused = client.get(SHEET)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= 60
    assert "Wait a minute" in refused.text
    assert client.get("/compare").status_code == 200
    assert client.get("/search?near=60601").status_code == 200
