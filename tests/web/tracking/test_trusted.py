"""The list of a practice: founded, shared by a code, and closed to everybody else."""

import re

from finder.domain.accounts import Role
from tests.factories import npi_of
from tests.web.conftest import CHECKED
from tests.web.signing_in import Person

PATH = "/referrals/trusted"
NOTE = "Calls back the same day."


def found(person: Person) -> None:
    sent = person.post("/referrals/practice", PATH, name="Lakeside Family Medicine")
    assert sent.status_code == 303


def trust(person: Person, **values: str):  # type: ignore[no-untyped-def]
    entry = {"npi": npi_of(CHECKED), "note": NOTE, "is_preferred": "1", **values}
    return person.post(PATH, PATH, **entry)


def test_a_doctor_is_kept_changed_and_removed(gp: Person) -> None:
    found(gp)
    assert trust(gp).status_code == 303
    page = gp.client.get(PATH).text
    assert NOTE in page
    assert "first choice" in page
    assert f"/referrals/new?npi={npi_of(CHECKED)}" in page
    assert NOTE in gp.client.get(f"{PATH}?npi={npi_of(CHECKED)}").text.partition("<form")[2]
    trust(gp, note="<b>Fridays</b>", is_preferred="")
    page = gp.client.get(PATH).text
    assert "&lt;b&gt;Fridays" in page
    assert "first choice" not in page
    gone = gp.post(f"{PATH}/{npi_of(CHECKED)}/remove", PATH)
    assert gone.status_code == 303
    assert "Nobody is on the list yet" in gp.client.get(PATH).text


def test_nothing_typed_is_lost_where_it_cannot_be_kept(gp: Person) -> None:
    found(gp)
    for values in ({"npi": "2000000001"}, {"npi": npi_of(99)}, {"note": "x" * 301}):
        told = trust(gp, **values)
        assert told.status_code == 400
        assert "error-summary" in told.text
        assert values.get("npi", "x" * 301) in told.text
    assert gp.post("/referrals/practice/join", PATH, code="ABCDE-23456").status_code == 400


def test_a_colleague_joins_by_the_code_and_leaves(gp: Person, colleague: Person) -> None:
    found(gp)
    trust(gp)
    assert NOTE not in colleague.client.get(PATH).text
    wrong = colleague.post("/referrals/practice/join", PATH, code="ABCDE-23456")
    assert wrong.status_code == 400
    made = gp.post("/referrals/practice/invitation", PATH).text
    code = re.search(r'class="secret">([A-Z0-9-]+)<', made)
    assert code
    assert colleague.post("/referrals/practice/join", PATH, code=code[1]).status_code == 303
    assert NOTE in colleague.client.get(PATH).text
    assert colleague.post("/referrals/practice/leave", PATH).status_code == 303
    assert NOTE not in colleague.client.get(PATH).text
    assert trust(colleague).status_code == 404


def test_only_clinicians_have_letters_and_lists(gp: Person) -> None:
    app = gp.client.application
    vera = Person(app, Role.VERIFIER).set_up()
    for path in ("/referrals", PATH):
        assert vera.client.get(path).status_code == 403
