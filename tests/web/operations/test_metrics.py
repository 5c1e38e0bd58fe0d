"""What a process counts of itself: nothing that anybody asked for, and nothing unless set."""

import re
import sys
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient

CANARY = "canaryword"


@pytest.fixture
def watched(make_app: MakeApp) -> StrictClient:
    return StrictClient(make_app(metrics="on"))


def samples(client: StrictClient) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_nothing_is_there_unless_a_setting_says_so(client: StrictClient) -> None:
    assert client.get("/metrics").status_code == 404


def test_requests_are_counted_by_kind(watched: StrictClient) -> None:
    for path in ("/", "/", "/nowhere", "/search?radius=x"):
        watched.get(path)
    found = samples(watched)

    def counted(endpoint: str, status: str) -> float:
        labels = (("endpoint", endpoint), ("method", "GET"), ("status", status))
        return found["finder_requests_total", labels]

    assert counted("search.home", "2xx") == 2
    assert counted("none", "4xx") == 1
    assert counted("search.results", "4xx") == 1
    assert found["finder_request_seconds_count", (("endpoint", "search.home"),)] == 2
    assert found["finder_pages_looked_up_total", (("found", "yes"),)] == 1
    assert found["finder_pages_kept", ()] == 1


def test_the_database_its_imports_and_its_connections_are_seen(watched: StrictClient) -> None:
    found = samples(watched)
    assert found["finder_database_up", ()] == 1
    assert found["finder_database_connections_open", (("pool", "all"),)] >= 1
    assert found["finder_import_age_seconds", (("source", "nppes"),)] > 0
    assert ("finder_replica_serves_reads", ()) not in found


def test_a_database_that_is_away_is_one_of_the_things_to_see(
    make_app: MakeApp, tmp_path: Path
) -> None:
    client = StrictClient(make_app(metrics="on", database_url=f"sqlite:///{tmp_path}/new.db"))
    assert samples(client)["finder_database_up", ()] == 0


def test_no_label_holds_what_somebody_asked_for(watched: StrictClient) -> None:
    for path in (f"/search?q={CANARY}&near=60601", f"/{CANARY}", f"/guide/{CANARY}"):
        watched.get(path, environ_base={"REMOTE_ADDR": "192.0.2.77"})
        watched.open(path, method=CANARY.upper())
    text = watched.get("/metrics").text
    for secret in (CANARY, CANARY.upper(), "60601", "192.0.2.77"):
        assert secret not in re.sub(r" [0-9.e+]+\n", "\n", text)


def test_what_counts_is_not_even_loaded_where_nobody_watches(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    assert StrictClient(app).get("/about").status_code == 200
    assert StrictClient(app).get("/metrics").status_code == 404
