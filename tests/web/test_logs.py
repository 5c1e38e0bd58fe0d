"""The log holds allowed fields and never what somebody looked for."""

import json

import pytest

from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient

FIELDS = {
    "event",
    "level",
    "timestamp",
    "request_id",
    "method",
    "endpoint",
    "status",
    "milliseconds",
}


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_words_places_and_addresses_are_not_logged(
    make_app: MakeApp, capsys: pytest.CaptureFixture[str], log_format: str, checked_npi: str
) -> None:
    client = StrictClient(make_app(log_format=log_format))
    client.get("/search?q=doctor+Oakley&near=53202", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    client.get("/api/v1/place?text=Milwaukee")
    client.get("/search?near=41.88,-87.63")
    client.get(f"/providers/{checked_npi}")
    client.get(f"/search?near=60601&npi={checked_npi}")
    client.open("/search?q=Oakley", method="OAKLEY")
    logged = capsys.readouterr().err
    for secret in (
        "Oakley",
        "OAKLEY",
        "53202",
        "Milwaukee",
        "192.0.2.7",
        "41.88",
        "87.63",
        checked_npi,
    ):
        assert secret not in logged
    assert logged.count("request_id") == 6


def test_a_line_has_the_allowed_fields_and_no_other(
    make_app: MakeApp, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = StrictClient(make_app(log_format="json")).get("/questions")
    (line,) = capsys.readouterr().err.splitlines()
    entry = json.loads(line)
    assert set(entry) == FIELDS
    assert entry["endpoint"] == "guide.questions"
    assert entry["request_id"] == answer.headers["X-Request-Id"]
