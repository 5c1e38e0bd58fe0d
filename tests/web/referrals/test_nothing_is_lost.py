"""Whatever keeps a letter from being taken, what was typed stays in the page to be sent again."""

from datetime import timedelta

import pytest
import time_machine

from finder.domain.accounts import Role
from finder.domain.errors import DirectoryUnavailable
from finder.web.referrals import outputs, views
from tests.web.conftest import MakeApp
from tests.web.referrals.conftest import FILES, FORM, LETTER, PREVIEW, Writer, carried
from tests.web.strict_client import StrictClient, check_page

ALL = [FORM, PREVIEW, *FILES]


def kept(page: str, path: str) -> dict[str, str]:
    """What the page would send again, without its token."""
    sent = carried(page, path)
    assert sent.pop("csrf_token")
    return sent


@pytest.mark.parametrize("path", ALL)
def test_without_a_token_the_page_holds_everything_and_can_be_sent_again(
    writer: Writer, path: str
) -> None:
    refused = writer.client.post(path, data={**LETTER, "csrf_token": "old", "go": "sender"})
    assert refused.status_code == 400
    assert "press the button once more" in refused.text
    assert kept(refused.text, path) == {**LETTER, "go": "sender"}
    assert writer.client.post(path, data=carried(refused.text, path)).status_code == 200


@pytest.mark.parametrize("path", ALL)
def test_an_ended_sign_in_loses_nothing(writer: Writer, path: str) -> None:
    with time_machine.travel(writer.resources.now() + timedelta(minutes=31)):
        refused = writer.client.post(path, data=LETTER)
    assert refused.status_code == 401
    assert "Your sign-in has ended" in refused.text
    assert "/account/sign-in" in refused.text
    assert kept(refused.text, path) == LETTER
    assert refused.headers["Cache-Control"] == "no-store"
    check_page(refused.text, writer.client.application)


def test_after_signing_in_again_the_kept_page_can_be_sent(writer: Writer) -> None:
    writer.post("/account/sign-out", "/account")
    ended = writer.client.post(PREVIEW, data=LETTER)
    assert ended.status_code == 401
    writer.post("/account/sign-in", email=writer.email, password="four words make one")
    with time_machine.travel(writer.resources.now() + timedelta(minutes=1)):
        writer.post("/account/sign-in", code=writer.code())
        again = writer.client.post(PREVIEW, data=carried(ended.text, PREVIEW))
        if again.status_code == 400:
            again = writer.client.post(PREVIEW, data=carried(again.text, PREVIEW))
    assert again.status_code == 200
    assert "Petra Invented" in again.text


def test_a_form_of_another_site_is_not_shown_again(client: StrictClient) -> None:
    answer = client.post(PREVIEW, data=LETTER, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 303
    assert "Petra" not in answer.text


def test_who_may_not_write_is_refused_as_ever(make_app: MakeApp) -> None:
    verifier = Writer(make_app(), Role.VERIFIER)
    verifier.set_up()
    answer = verifier.client.post(PREVIEW, data=LETTER)
    assert answer.status_code == 403
    assert "Petra" not in answer.text


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (RuntimeError("Petra"), 500),
        (DirectoryUnavailable("locked"), 503),
    ],
)
def test_a_fault_of_ours_loses_nothing(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int
) -> None:
    def fail(*_: object) -> bytes:
        raise fault

    monkeypatch.setattr(outputs, "letter_as_pdf", fail)
    monkeypatch.setattr(views, "write_letter", fail)
    for path in (FILES[0], PREVIEW):
        answer = writer.send(path, LETTER)
        assert answer.status_code == status
        assert kept(answer.text, path) == LETTER
        assert ("Retry-After" in answer.headers) == (status == 503)


def test_whoever_asks_too_often_loses_nothing(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.web.limits.LETTERS", "5 per minute")
    eager = Writer(make_app(rate_limits="on"), Role.CLINICIAN)
    eager.set_up()
    page = eager.send(PREVIEW, LETTER).text
    for _ in range(4):
        answer = eager.client.post(PREVIEW, data=carried(page, FILES[0]))
    assert answer.status_code == 429
    assert kept(answer.text, PREVIEW).items() >= LETTER.items()
    assert int(answer.headers["Retry-After"]) <= 60
