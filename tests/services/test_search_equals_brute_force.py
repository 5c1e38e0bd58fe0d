"""A search answers what scoring every practitioner by the documented formula answers."""

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text as sql

from finder.domain.place import Place
from finder.domain.provenance import Source
from finder.domain.search import parse_search
from finder.services.demonstrate import load_demonstration
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.store.held_index import HeldIndex
from tests.factories import clinician, load, write_csv
from tests.services.reference import Directory

SEARCHES = 50


@pytest.fixture
def demonstration(any_resources: Resources, tmp_path: Path) -> Resources:
    """With federal files over it: a third is listed by Medicare, and a few are deactivated."""
    with any_resources.database.writing() as session:
        load_demonstration(session, any_resources)
    draw = random.Random(2026)
    rows = medicare_rows(any_resources, draw)
    day = any_resources.today() - timedelta(days=40)
    path = write_csv(tmp_path / f"DAC_{day:%Y%m%d}.csv", rows)
    assert load(any_resources, Source.MEDICARE_CLINICIANS, path).added > 50
    gone = [
        {"NPI": row["NPI"], "NPPES Deactivation Date": f"{day:%m/%d/%Y}"}
        for row in draw.sample(rows, 20)
    ]
    load(any_resources, Source.NPPES_DEACTIVATED, write_csv(tmp_path / "gone.csv", gone))
    return any_resources


def medicare_rows(resources: Resources, draw: random.Random) -> list[dict[str, str]]:
    """Rows of the Medicare file: most at a known address, some at the address of another."""
    statement = """
        SELECT npi, last_name, first_name, line1, line2, city, state, zip_code, phone
        FROM practice_location p JOIN practitioner ON practitioner.id = p.practitioner_id
        WHERE zip_code <> '' ORDER BY npi, line1
    """
    with resources.database.reading() as session:
        stored = [dict(row) for row in session.execute(sql(statement)).mappings()]
    people = draw.sample(stored, len(stored) // 3)
    others = draw.choices(stored, k=len(people))
    return [
        clinician(
            1,
            **{
                "NPI": person["npi"],
                "Provider Last Name": person["last_name"],
                "Provider First Name": person["first_name"],
                "adr_ln_1": place["line1"],
                "adr_ln_2": place["line2"],
                "City/Town": place["city"],
                "State": place["state"],
                "ZIP Code": place["zip_code"],
                "Telephone Number": place["phone"],
                "Telehlth": draw.choice(["Y", ""]),
                "ind_assgn": draw.choice(["Y", "M"]),
            },
        )
        for person, other in zip(people, others, strict=True)
        for place in [other if draw.random() < 0.2 else person]
    ]


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
    held = HeldIndex(demonstration.database)
    held.refresh()
    with demonstration.database.reading() as session:
        directory = Directory(session)
        for text in places(demonstration, draw, SEARCHES):
            wish = random_wish(draw)
            place = demonstration.places.resolve(text)
            assert isinstance(place, Place)
            radius, expected = directory.within(place, wish, today)
            found = []
            demonstration.held_index = draw.choice([held, None])
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


def test_a_widened_search_says_how_many_are_nearer(demonstration: Resources) -> None:
    with demonstration.database.reading() as session:
        directory = Directory(session)
        for near in ("59337", "82001", "58501", "99501", "Ely, NV", "67701"):
            place = demonstration.places.resolve(near)
            assert isinstance(place, Place)
            results = search_providers(session, demonstration, parse_search({"near": near}))
            counts = {
                step: len(directory.ranked(place, {"radius": step}, demonstration.today()))
                for step in (25, 50, 100, 150)
            }
            said = [notice.message for notice in results.notices if notice.code == "widened"]
            assert said == widened_sentences(place.label, counts, int(results.radius_miles or 0))


def widened_sentences(label: str, counts: dict[int, int], reached: int) -> list[str]:
    if reached == 25 or not counts[reached]:
        return []
    doctors = "1 doctor" if counts[reached] == 1 else f"{counts[reached]} doctors"
    showing = f"Showing {doctors} within {reached} miles."
    empty = [step for step, count in counts.items() if count == 0 and step < reached]
    if empty:
        return [f"None within {empty[-1]} miles of {label}. {showing}"]
    return [f"Only {counts[25]} within 25 miles of {label}. {showing}"]
