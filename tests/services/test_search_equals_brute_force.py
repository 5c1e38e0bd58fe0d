"""A search answers what scoring every practitioner by the documented formula answers."""

import random
from datetime import timedelta
from typing import Any

import pytest

from finder.domain.place import Place
from finder.domain.search import parse_search
from finder.services.demonstrate import load_demonstration
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from tests.services.reference import Directory

SEARCHES = 50


@pytest.fixture
def demonstration(any_resources: Resources) -> Resources:
    with any_resources.database.writing() as session:
        load_demonstration(session, any_resources)
    return any_resources


def random_wish(draw: random.Random) -> dict[str, Any]:
    wish: dict[str, Any] = {
        "procedure": draw.choice(["kyphoplasty", "vertebroplasty", "any"]),
        "preset": draw.choice(["nearest", "balanced", "most-checked"]),
        "specialty": draw.choice(["any", "interventional-radiology"]),
    }
    for name in ("certified", "member", "new_patients", "telehealth", "medicare"):
        if draw.random() < 0.15:
            wish[name] = 1
    if draw.random() < 0.1:
        wish["language"] = "es"
    if draw.random() < 0.6:
        wish["radius"] = draw.choice([5, 25, 60, 200, 500])
    return wish


def places(resources: Resources, draw: random.Random, count: int) -> list[str]:
    lines = (resources.settings.data / "places" / "zips.csv").read_text().splitlines()[1:]
    placed = [line.split(",")[0] for line in lines if line.split(",")[1]]
    metros = ["10001", "60601", "90012", "77002", "85004", "02115", "19103", "33130", "30303"]
    return [draw.choice([draw.choice(placed), draw.choice(metros)]) for _ in range(count)]


def test_random_searches_give_the_same_set_order_and_score(demonstration: Resources) -> None:
    draw = random.Random(20261122)
    today = demonstration.today()
    with demonstration.database.reading() as session:
        directory = Directory(session)
        for text in places(demonstration, draw, SEARCHES):
            wish = random_wish(draw)
            place = demonstration.places.resolve(text)
            assert isinstance(place, Place)
            radius, expected = directory.within(place, wish, today)
            found = []
            for page in range(1, 30):
                request = parse_search(
                    {name: str(value) for name, value in wish.items()}
                    | {"near": text, "per_page": "50", "page": str(page)}
                )
                results = search_providers(session, demonstration, request)
                found += results.matches
                if len(found) >= results.total:
                    break
            context = f"{text} {wish}"
            assert results.radius_miles == radius, context
            assert [match.practitioner.npi for match in found] == [one.npi for one in expected], (
                context
            )
            for match, one in zip(found, expected, strict=True):
                assert match.score == pytest.approx(one.score, abs=0.001), context
                assert match.miles == pytest.approx(one.miles, abs=0.001), context
                assert match.contributions is not None
                assert match.contributions.total == pytest.approx(one.score, abs=0.001), context


def test_the_clock_alone_changes_the_answer_as_the_formula_says(
    demonstration: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(7)
    first_day = demonstration.today()
    for days in (1, 30, 31, 45, 90, 91, 180, 365, 800):
        today = first_day + timedelta(days=days)
        monkeypatch.setattr(demonstration, "today", lambda today=today: today)
        with demonstration.database.reading() as session:
            directory = Directory(session)
            for text in places(demonstration, draw, 6):
                wish = random_wish(draw) | {"radius": 500}
                place = demonstration.places.resolve(text)
                assert isinstance(place, Place)
                request = parse_search(
                    {name: str(value) for name, value in wish.items()}
                    | {"near": text, "per_page": "50"}
                )
                results = search_providers(session, demonstration, request)
                expected = directory.ranked(place, wish, today)
                assert results.total == len(expected)
                assert [match.practitioner.npi for match in results.matches] == [
                    one.npi for one in expected[:50]
                ]
