"""The judged queries: how many are understood wholly and exactly."""

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from finder.domain.words import Doubt, Wishes

JUDGED = Path(__file__).with_name("judged.toml")
NEEDED = 0.95


def judged() -> list[dict[str, Any]]:
    queries: list[dict[str, Any]] = tomllib.loads(JUDGED.read_text(encoding="utf-8"))["queries"]
    return queries


def said(wishes: Wishes) -> dict[str, Any]:
    """The wishes in the words of the judged file, silent ones left out."""
    answer = {
        "procedure": wishes.procedure and wishes.procedure.value,
        "place": wishes.place_text,
        "radius": wishes.radius_miles,
        "name": wishes.name_text,
        "insurance": [part.value for part in wishes.understood if part.as_ == "insurance"],
        "emergency": wishes.is_emergency,
        "denied": [part.value for part in wishes.understood if part.as_ == "denied-words"],
        "doubts": [
            remark.doubt.value
            for remark in wishes.remarks
            if remark.doubt not in (Doubt.DENIED, Doubt.BESIDE_ZIP)
        ],
    }
    same_names = "near_me certified member language new_patients telehealth medicare specialty"
    for name in [*same_names.split(), "preset", "npi", "not_a_distance"]:
        answer[name] = getattr(wishes, name)
    return {name: value for name, value in answer.items() if value}


def test_at_least_95_percent_of_the_judged_queries_are_understood_exactly(
    read_with_places: Callable[[str], Wishes],
) -> None:
    queries = judged()
    wrong = []
    for query in queries:
        gold = {name: value for name, value in query.items() if name != "text"}
        answer = said(read_with_places(query["text"]))
        if answer != gold:
            wrong.append(f"{query['text']!r}: wanted {gold}, got {answer}")
    score = 1 - len(wrong) / len(queries)
    report = [f"\njudged queries: {score:.1%} of {len(queries)} understood exactly", *wrong]
    sys.stdout.write("\n".join(report) + "\n")
    assert len(queries) >= 200
    assert score >= NEEDED, "\n".join(report)


def test_no_query_is_judged_twice() -> None:
    texts = [query["text"] for query in judged()]
    assert sorted(texts) == sorted(set(texts))
