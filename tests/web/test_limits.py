"""One address cannot keep the search to itself."""

from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient

ALLOWED = 300
PLACE = "/api/v1/place?text=60601"


def test_too_many_searches_are_told_how_long_to_wait(make_app: MakeApp) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    statuses = {client.get(PLACE).status_code for _ in range(ALLOWED)}
    assert statuses == {200}
    for path in (PLACE, "/search?near=60601"):
        answer = client.get(path)
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) <= 60
        assert "Wait a minute" in answer.text
    assert client.get("/healthz").status_code == 200
    assert client.get("/questions").status_code == 200
    other = client.get(PLACE, environ_base={"REMOTE_ADDR": "192.0.2.9"})
    assert other.status_code == 200


def test_nobody_escapes_by_naming_another_address(make_app: MakeApp) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    statuses = [
        client.get(PLACE, headers={"X-Forwarded-For": f"192.0.2.{number % 250}"}).status_code
        for number in range(ALLOWED + 1)
    ]
    assert statuses[-1] == 429


def test_limits_can_be_switched_off(client: StrictClient) -> None:
    statuses = {client.get(PLACE).status_code for _ in range(ALLOWED + 5)}
    assert statuses == {200}
