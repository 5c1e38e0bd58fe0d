"""The bundled guide loads whole, says where every word comes from, or says what is wrong."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from finder.domain.errors import StoredDataDamaged
from finder.domain.guide import Statement, StatementKind
from finder.services.show_guide import load_guide

FOLDER = Path(__file__).parents[2] / "data" / "guide"
GUIDE = load_guide(FOLDER)
TOPICS = [
    "compression-fracture",
    "kyphoplasty-and-vertebroplasty",
    "anesthesia",
    "imaging",
    "recovery",
    "risks",
    "cost-and-medicare",
    "finding-a-doctor",
    "faq",
    "research",
]
# Sentences of the article that may be quoted; anything else would need reading it again.
QUOTED = {
    "Involves balloon insertion to restore vertebral height before cement injection",
    "Improves posture, reduces spinal deformity",
    "Primary guidance for needle placement and cement injection",
    "They all agree: both treatments are good",
    "Yes, both procedures are done by interventional radiology specialists.",
    "Also, ask about the costs and the type of anesthesia, like “vertebroplasty anesthesia,” to "
    "understand the total cost.",
    "Also, ask about their success rates and how they handle problems.",
    "What follow-up care do you provide after the procedure?",
    "It’s best to check with your insurance to know what you’ll pay.",
    "Getting a referral from your primary care doctor is a good start.",
    "Board certification in radiology is a must.",
    "Being a member of groups like the Society of Interventional Radiology (SIR) is also good.",
    "A doctor with many successful procedures is better.",
    "But always check the doctor’s credentials.",
    "When searching online, read patient reviews and ratings.",
    "Ask your healthcare provider for referrals or recommendations.",
}
LONGEST_QUOTE_WORDS = 25
# What the studies found, as the sources state it: a changed number is a wrong one.
NUMBERS = {
    "in-short": ["2", "12"],
    "pain": [
        *("2009", "131", "78", "2018", "180", "12", "2016", "120", "6", "7", "10", "14"),
        *("44", "100", "4", "21", "100", "21", "541", "2014"),
    ],
    "height": ["2016", "4.8", "1.7"],
    "leaks": ["8", "848", "33", "100", "40", "100", "3,175", "7", "1,000"],
    "new-breaks": ["18", "100"],
    "who": ["71", "100", "2005", "2015", "43", "100", "80,864", "2010", "2019", "52", "100", "5"],
    "cost": ["6.5", "100", "9.5", "100"],
}


def statements() -> list[Statement]:
    return [statement for topic in GUIDE.topics for statement in topic.statements]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "guide")
    return tmp_path / "guide"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_topics_stand_in_their_order() -> None:
    assert [topic.id for topic in GUIDE.topics] == TOPICS
    assert GUIDE.topic("nowhere") is None


def test_the_common_questions_are_the_eleven_of_the_article() -> None:
    faq = GUIDE.topic("faq")
    assert faq
    assert len(faq.sections) == 11


def test_the_research_page_holds_every_finding() -> None:
    research = GUIDE.topic("research")
    assert research
    assert [section.id for section in research.sections] == [
        finding.id for finding in GUIDE.findings
    ]


def test_a_statement_of_the_article_names_it_and_nothing_else_quotes_it() -> None:
    for statement in statements():
        if statement.kind is StatementKind.ARTICLE:
            assert statement.sources[0].id == "article"
        if statement.quote and statement.sources[0].id == "article":
            assert statement.quote in QUOTED
            assert len(statement.quote.split()) <= LONGEST_QUOTE_WORDS


def test_the_article_has_its_interest_and_its_odd_source_beside_it() -> None:
    (article,) = {source for topic in GUIDE.topics for source in topic.sources if source.cautions}
    assert article.id == "article"
    assert [caution.en for caution in article.cautions] == [
        "Liv Hospital, which published the article, sells these procedures.",
        "The article lists one source, which is about another condition.",
    ]


@pytest.mark.parametrize("finding_id", NUMBERS)
def test_the_numbers_of_a_finding_are_those_of_its_sources(finding_id: str) -> None:
    """Both languages hold the same numbers, and those are the published ones."""
    said = GUIDE.finding(finding_id).statements
    for language in ("en", "es"):
        text = " ".join(statement.text.in_language(language) for statement in said)
        assert re.findall(r"\d+(?:[.,]\d+)*", text) == NUMBERS[finding_id]


def test_the_numbers_of_every_statement_are_the_same_in_both_languages() -> None:
    for statement in statements():
        english, spanish = (
            sorted(re.findall(r"\d+(?:[.,]\d+)*", text))
            for text in (statement.text.en, statement.text.es)
        )
        assert english == spanish, statement.text.en


def test_where_the_article_is_disputed_a_table_says_so() -> None:
    topic = GUIDE.topic("kyphoplasty-and-vertebroplasty")
    assert topic
    (table,) = [section.table for section in topic.sections if section.table]
    balanced = {row.heading.en for row in table.rows if row.balance}
    assert {row.heading.en for row in table.rows} - balanced == {
        "Uses a balloon",
        "The balloon breaks",
    }


def test_the_spanish_is_polite() -> None:
    familiar = re.compile(r"\b(?:tú|tu|tus|te|ti|contigo|vosotros|puedes|debes)\b", re.IGNORECASE)
    texts = [statement.text.es for statement in statements()]
    texts += [text.es for topic in GUIDE.topics for text in (topic.title, topic.summary)]
    assert not [text for text in texts if familiar.search(text)]


def test_links_lead_to_https_only() -> None:
    links = [source.link for topic in GUIDE.topics for source in topic.sources if source.link]
    assert links
    assert all(link.startswith("https://") for link in links)


def test_the_rule_on_approval_has_its_days_and_states_as_data() -> None:
    rule = GUIDE.prior_authorization
    assert sorted(rule.states) == ["AZ", "NJ", "OH", "OK", "TX", "WA"]
    assert (rule.effective_from, rule.effective_to) == (date(2026, 1, 1), date(2031, 12, 31))
    assert rule.known_on == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("topics/faq.toml", 'sources = ["article"]', 'sources = ["rumour"]'),
        ("topics/faq.toml", 'sources = ["article"]', "sources = []"),
        ("topics/faq.toml", 'kind = "article"', 'kind = "rumour"'),
        ("topics/faq.toml", 'id = "pain"', 'id = "costs"'),
        ("topics/faq.toml", 'to = "risks"', 'to = "dangers"'),
        ("topics/faq.toml", "position = 9", "position = 8"),
        ("topics/risks.toml", 'balance = "leaks"', 'balance = "rumour"'),
        ("topics/risks.toml", 'es = "Riesgos"', 'es = ""'),
        ("topics/risks.toml", "findings = [", "findngs = ["),
        ("topics/research.toml", 'finding = "pain"', 'finding = "rumour"'),
        ("findings.toml", 'id = "height"', 'id = "pain"'),
        ("sources.toml", 'id = "nice"', 'id = "acr"'),
        ("prior_authorization.toml", "\nknown_on", "\nheard_on"),
        ("findings.toml", "version = 1", "version ="),
    ],
)
def test_a_damaged_guide_is_refused_with_a_sentence(
    copied: Path, name: str, old: str, new: str
) -> None:
    change(copied / name, old, new)
    with pytest.raises(StoredDataDamaged, match=r"The guide in .* cannot be used"):
        load_guide(copied)


def test_a_missing_guide_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoredDataDamaged, match="Restore it from the release"):
        load_guide(tmp_path)
