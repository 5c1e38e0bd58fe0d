"""A reader of Spanish reads Spanish: every page in every state, with no English left between."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask

from finder.settings import ROOT
from finder.web.access import ACCESS
from tests.factories import npi_of
from tests.web.conftest import BARE, CHECKED, NEURO, STATED, MakeApp
from tests.web.form_filling import carried_by, send_form
from tests.web.strict_client import StrictClient

# Words that every English sentence has some of and Spanish has none of. Left out are those that
# both languages have, such as "a", "no", "me", "he", "once", "son", "use" and "come".
ENGLISH = re.compile(
    r"\b(?:about|after|again|all|also|an|and|any|are|ask|at|be|because|been|before|below|but|by|call"
    r"|can|cannot|check|checked|doctors|does|every|find|for|from|further|has|have|how|if|in"
    r"|into|is|it|its|less|like|made|may|mile|miles|more|most|must|near|nobody|not|number|of|off|on"
    r"|only|or|other|our|out|page|place|practice|result|results|same|search|see|so|some|such|takes"
    r"|than|that|the|their|them|there|these|they|this|those|to|until|was|we|what|when|where|which"
    r"|who|why|will|with|within|without|you|your)\b",
    re.IGNORECASE,
)
NAMES = (
    r"\b[A-Z]{2}\b",
    "Near North Side",
    "Agency for Healthcare Research and Quality",
    "“Questions to Ask Your Provider”",
    # The names and values of parameters, which no form of ours sends wrong.
    r"^Para [a-z_]+ .*",
)
ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "label")
LEAST_READABLE = 65
BLOCKS = ("p", "li", "dd", "td", "blockquote", "figcaption")
# Their addresses are known only to those who were given them; tests of their own walk them.
WALKED_ELSEWHERE = ("reports.status", "reports.reply", "replies.reply")
NOT_PAGES = (
    *("static", "api", "operations", "compare.take_away", "account", "admin"),
    *("referrals", "tracking"),
)

TOPICS = sorted(path.stem for path in (ROOT / "data/guide/topics").glob("*.toml"))
_BESIDE = "/compare?" + "&".join(f"npi={npi_of(number)}" for number in (CHECKED, STATED, BARE))
PAGES = {
    "home": "/",
    "home of one city": "/?near=60601",
    "results": "/search?near=60601&per_page=50&specialty=any",
    "results as asked in English words": "/search?q=kypho+doctors+near+me&near=60601",
    "results with every wish": "/search?near=60601&certified=1&member=1&language=en&new_patients=1",
    "results by presets": "/search?near=60601&preset=nearest&procedure=vertebroplasty",
    "results in one mile": "/search?near=60601&radius=1",
    "results of other specialties": "/search?near=60601&specialty=any&radius=500",
    "results beyond the end": "/search?near=60601&page=9",
    "results over pages": "/search?near=60601&per_page=1&page=2",
    "results with a correction": "/search?q=kyfoplasty+60601",
    "results with a plan": "/search?q=kyphoplasty+aetna+60601",
    "results by time": "/search?q=cifoplastia+a+30+minutos+60601",
    "results by coordinates": "/search?near=41.88,-87.63",
    "nobody found": "/search?near=99950&radius=1&certified=1&telehealth=1&medicare=1&language=es",
    "no place": "/search",
    "an ambiguous place": "/search?near=Springfield",
    "an unknown ZIP": "/search?near=00000",
    "a military ZIP": "/search?near=09001",
    "an unknown place": "/search?near=Xyzzyville",
    "a state": "/search?near=Illinois",
    "by name": "/search?q=Dr+Oakley",
    "by an unknown name": "/search?q=Dr+Qwertzuiop",
    "by NPI": f"/search?q={npi_of(CHECKED)}",
    "by an unknown NPI": f"/search?q={npi_of(77)}",
    "a profile of whom all is known": f"/providers/{npi_of(CHECKED)}",
    "a profile that is stated": f"/providers/{npi_of(STATED)}",
    "a profile of whom nothing is known": f"/providers/{npi_of(BARE)}",
    "a profile of another specialty": f"/providers/{npi_of(NEURO)}",
    "a report": f"/providers/{npi_of(CHECKED)}/report",
    "nothing to compare": "/compare",
    "one doctor": f"/compare?npi={npi_of(CHECKED)}",
    "doctors side by side": _BESIDE,
    "doctors side by side in a place": f"{_BESIDE}&near=60601&procedure=kyphoplasty",
    "doctors side by side near many places": f"{_BESIDE}&near=Springfield",
    "doctors side by side near no place": f"{_BESIDE}&near=Xyzzyville",
    "guide": "/guide",
    **{f"guide to {topic}": f"/guide/{topic}" for topic in TOPICS},
    "questions": "/questions",
    "methodology": "/methodology",
    "about": "/about",
    "privacy": "/privacy",
}
REFUSED = {
    "a wrong distance": ("/search?near=60601&radius=900", 400),
    "everything wrong": (
        "/search?near=60601&radius=x&procedure=x&preset=x&specialty=x&certified=2&language=xyz"
        "&page=0&per_page=99",
        400,
    ),
    "a text too long": (f"/search?q={'x' * 201}", 400),
    "a page that is not there": ("/nowhere", 404),
    "somebody not listed": (f"/providers/{npi_of(77)}", 404),
    "no NPI": ("/providers/123", 404),
    "a number that is no NPI": ("/providers/1234567890", 404),
    "a topic that is not there": ("/guide/nothing", 404),
    "a report of nobody": (f"/providers/{npi_of(77)}/report", 404),
    "a report that nobody made": ("/reports/K7QM-4XP-29T", 404),
    "nobody to compare": (f"/compare?npi={npi_of(77)}&npi={npi_of(CHECKED)}", 200),
    "no NPI to compare": ("/compare?npi=12", 400),
}
EVERY_PAGE = {**{name: (path, 200) for name, path in PAGES.items()}, **REFUSED}


def is_english(text: str) -> bool:
    """Names of places, people and articles stay, as do the words of an address that was made up."""
    shown = re.sub("|".join(NAMES), "", text)
    return ENGLISH.search(shown.replace("’", "")) is not None


def in_spanish(client: StrictClient, path: str, status: int) -> Element:
    answer = client.get(path + ("&" if "?" in path else "?") + "lang=es")
    assert answer.status_code == status
    return parsed(answer.text)


def parsed(page: str) -> Element:
    tree = html5lib.getTreeBuilder("etree")
    return html5lib.HTMLParser(tree, namespaceHTMLElements=False).parse(page)


def read_aloud(element: Element) -> Iterator[str]:
    """What stands in the language of the page: visible text and what is only spoken."""
    if element.get("lang") == "en" or element.tag in ("script", "address"):
        return
    yield from (element.get(name, "") for name in ATTRIBUTES)
    if element.get("type") in ("submit", "button"):
        yield element.get("value", "")
    if element.tag == "meta" and element.get("name") == "description":
        yield element.get("content", "")
    yield element.text or ""
    for child in element:
        yield from read_aloud(child)
        yield child.tail or ""


def syllables(word: str) -> int:
    """Strong and accented vowels each make one; weak ones between them make none of their own."""
    groups = re.findall(r"[aeiouáéíóúü]+|y$", word.lower())
    return max(1, sum(max(1, len(re.findall("[aeoáéíóú]", group))) for group in groups))


def perspicuity(blocks: list[str]) -> float:
    """Szigriszt-Pazos: above 65 is easy, below 55 is for specialists."""
    words = [word for block in blocks for word in re.findall(r"[^\W\d_]+", block)]
    sentences = sum(max(1, len(re.findall(r"[.?!](?:\s|$)", block))) for block in blocks)
    spoken = sum(syllables(word) for word in words)
    return 206.835 - 62.3 * spoken / len(words) - len(words) / sentences


def assert_spanish(root: Element) -> None:
    assert root.get("lang") == "es"
    found = [" ".join(text.split()) for text in read_aloud(root) if is_english(text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_no_english_is_left_between(client: StrictClient, page: str) -> None:
    assert_spanish(in_spanish(client, *EVERY_PAGE[page]))


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"kind": "other", "text": "x" * 1001, "contact": "nobody"},
        {"kind": "other", "text": "\u202e", "contact": "\x00"},
    ],
)
def test_a_report_is_refused_in_spanish(client: StrictClient, typed: dict[str, str]) -> None:
    answer = send_form(client, f"{PAGES['a report']}?lang=es", **typed)
    assert answer.status_code == 400
    assert_spanish(parsed(answer.text))


def test_a_report_without_its_token_is_refused_in_spanish(client: StrictClient) -> None:
    answer = client.post(f"{PAGES['a report']}?lang=es", data={"kind": "other"})
    assert answer.status_code == 400
    assert_spanish(parsed(answer.text))


def test_a_report_is_answered_and_followed_in_spanish(client: StrictClient) -> None:
    answer = send_form(client, f"{PAGES['a report']}?lang=es", kind="wrong_phone", text="Otro.")
    assert answer.status_code == 303
    assert answer.location.endswith("?lang=es")
    assert_spanish(parsed(client.get(answer.location).text))


def test_a_letter_is_answered_in_spanish(
    client: StrictClient, in_addresses: dict[str, str]
) -> None:
    address = f"/r/{in_addresses['code']}?lang=es"
    for typed, status in (
        ({}, 400),
        ({"answer": "scheduled", "appointment_on": "pronto"}, 400),
        ({"answer": "scheduled", "appointment_on": "2020-01-01"}, 400),
        ({"answer": "declined"}, 400),
        ({"answer": "received"}, 303),
        ({"answer": "declined", "reason": "no-capacity"}, 303),
        ({"answer": "accepted"}, 400),
    ):
        data = {**carried_by(client.get(address).text), "step": "answer", **typed}
        answer = client.post(address, data=data)
        assert answer.status_code == status
        shown = answer if status == 400 else client.get(address)
        assert_spanish(parsed(shown.text))
    assert_spanish(in_spanish(client, "/r/none", 404))


def test_a_practice_answers_in_spanish(client: StrictClient, in_addresses: dict[str, str]) -> None:
    address = f"/reply/{in_addresses['answer']}?lang=es"
    assert_spanish(in_spanish(client, f"/reply/{in_addresses['answer']}", 200))
    refused = send_form(client, address, text="", name="x" * 121, contact="nobody")
    assert refused.status_code == 400
    assert_spanish(parsed(refused.text))
    answer = send_form(client, address, text="Nos mudamos.", name="A. Clerk, recepción")
    assert answer.status_code == 303
    assert_spanish(parsed(client.get(answer.location).text))
    assert_spanish(in_spanish(client, "/reply/none", 404))


def test_every_page_is_walked(app: Flask) -> None:
    """A page that is new belongs into the lists above."""
    routes = app.url_map.bind("localhost")
    walked = set()
    for path, status in EVERY_PAGE.values():
        if status == 200:
            walked.add(routes.match(path.partition("?")[0])[0])
    pages = {name for name in ACCESS if not name.startswith((*NOT_PAGES, *WALKED_ELSEWHERE))}
    assert pages - walked == set()


def test_the_walk_would_find_what_is_english() -> None:
    page = parsed("<p lang=en>in the end</p><p title='of it'>sin fin</p><button>Find</button>")
    assert [text for text in read_aloud(page) if is_english(text)] == ["of it", "Find"]


def running_text(root: Element) -> Iterator[str]:
    """Paragraphs and lines of some length; what holds further paragraphs is not one itself."""
    for block in root.iter():
        if block.tag in BLOCKS and not any(part.tag in BLOCKS for part in block.iterfind(".//*")):
            text = " ".join("".join(read_aloud(block)).split())
            if len(text.split()) >= 5:
                yield text


@pytest.mark.parametrize("page", PAGES)
def test_running_text_is_easy_to_read(client: StrictClient, page: str) -> None:
    assert perspicuity([*running_text(in_spanish(client, PAGES[page], 200))]) >= LEAST_READABLE


def test_the_measure_tells_plain_from_learned_spanish() -> None:
    plain = ["Llame antes de ir. Pida una cita y lleve su lista."]
    learned = [
        "La determinación multidisciplinaria de contraindicaciones hematológicas constituye un "
        "requisito indispensable previamente a cualquier procedimiento intervencionista programado."
    ]
    assert perspicuity(plain) > 75
    assert perspicuity(learned) < 40


def test_too_many_searches_are_refused_in_spanish(make_app: MakeApp) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    while client.get("/api/v1/place?text=60601").status_code == 200:
        pass
    root = in_spanish(client, "/search?near=60601", 429)
    assert_spanish(root)
