"""Whatever is sent to the loop is answered with a page; it is never a fault."""

import pytest

from tests.web.form_filling import carried_by
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient
from tests.web.tracking.conftest import LETTER, Issue

HOSTILE = [
    "",
    "<script>alert(1)</script>",
    "'; DROP TABLE referral; --",
    "\x00",
    "\u202e turned",
    "２０２６-12-01",
    "2026-W48-1",
    "99999999999999999999",
    "x" * 3000,
]
FIELDS = {
    "/referrals/search": ("near", "procedure", "radius", "medicare"),
    "/referrals/find": ("words",),
    "/referrals/trusted": ("npi", "note", "is_preferred"),
    "/referrals/practice": ("name",),
    "/referrals/practice/join": ("code",),
    "/referrals/trusted/%00/remove": ("npi",),
    "/referrals/trusted/abc/remove": ("npi",),
    "/referrals/%00/withdraw": ("letter_id",),
    "/referrals/practice/invitation": ("name",),
    "/referrals/practice/leave": ("name",),
}


@pytest.mark.parametrize("path", FIELDS)
def test_a_clinician_may_type_anything(gp: Person, path: str) -> None:
    for text in HOSTILE:
        for field in FIELDS[path]:
            sent = gp.post(path, "/referrals/trusted", **{field: text})
            assert sent.status_code in (200, 303, 400, 404), (field, text)
    page = gp.client.get("/referrals/trusted", query_string={"npi": "\x00<script>"})
    assert page.status_code == 200
    assert "<script>" not in page.text


@pytest.mark.parametrize("step", ["answer", "ask", "undo", "", "withdraw"])
def test_an_office_may_send_anything(
    client: StrictClient, gp: Person, issue: Issue, step: str
) -> None:
    address = issue(gp)
    token = carried_by(client.get(address).text)["csrf_token"]
    for text in HOSTILE:
        for answer in ("scheduled", "declined", text):
            data = {
                "csrf_token": token,
                "step": step,
                "answer": answer,
                "appointment_on": text,
                "reason": text,
                "question": text,
            }
            assert client.post(address, data=data).status_code == 400
    assert "Sent, no answer yet" in gp.client.get(f"/referrals/{LETTER}").text
