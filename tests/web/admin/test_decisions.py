"""Pages on which what imports left is decided: reviews, conflicts, merging, ranking rules."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.provenance import Source
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources
from tests.factories import clinician, load, npi_of, write_csv
from tests.services.test_imports_of_exclusions import entry, exclude
from tests.web.conftest import BARE, CHECKED, STATED
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient

REASON = "Looked up at the source, twice."


@pytest.fixture
def site(app: Flask) -> Resources:
    found: Resources = app.extensions["finder"]
    return found


@pytest.fixture
def vera(app: Flask) -> Person:
    return Person(app, Role.VERIFIER).set_up()


@pytest.fixture
def otto(app: Flask) -> Person:
    return Person(app, Role.ADMIN, "otto@example.org").set_up()


def approve(person: Person, npi: str):  # type: ignore[no-untyped-def]
    screen = f"/admin/providers/{npi}"
    page = person.client.get(screen).text
    path = re.findall(r'action="(/admin/claims/[0-9]+)"', page)[0]
    version = re.findall(r'name="version" value="([0-9]+)"', page)[0]
    answer = person.post(
        path, screen, decision="approve", version=version, npi=npi, reason="Seen it too."
    )
    assert answer.status_code == 303, answer.text
    return answer


def first_review(person: Person, kind: str = "") -> str:
    page = person.client.get(f"/admin/reviews?kind={kind}").text
    return re.findall(r'href="(/admin/reviews/[0-9]+)"', page)[0]


def settle(person: Person, address: str, verdict: str, reason: str = REASON):  # type: ignore[no-untyped-def]
    page = person.client.get(address).text
    seen = re.findall(r'name="seen" value="([0-9a-f]+)"', page)[0]
    return person.post(address, verdict=verdict, seen=seen, reason=reason)


def test_a_likeness_by_name_is_shown_side_by_side_and_settled(
    client: StrictClient, site: Resources, tmp_path: Path, vera: Person, otto: Person
) -> None:
    named = entry(None, LASTNAME="OAKLEY", MIDNAME="ZOE", SPECIALTY="NURSE", STATE="WI")
    exclude(site, tmp_path, named)
    address = first_review(vera, "excluded-name")
    page = vera.client.get(address).text
    for told in ("ADA ZOE OAKLEY", "Ada Oakley", "NURSE", "date of birth", "1128b4"):
        assert told in page
    refused = settle(vera, address, "somebody-else", "no")
    assert refused.status_code == 400
    assert 'value="no"' in refused.text
    assert settle(vera, address, "same-person").status_code == 303
    assert "waits for a second person" in vera.client.get(address).text
    assert client.get(f"/providers/{npi_of(CHECKED)}").status_code == 200
    approve(otto, npi_of(CHECKED))
    assert client.get(f"/providers/{npi_of(CHECKED)}").status_code == 404
    assert "No question is open" in vera.client.get("/admin/reviews").text
    assert vera.email in otto.client.get("/admin/reviews?settled=1").text


def test_a_stale_or_strange_answer_is_told_and_no_fault(
    site: Resources, tmp_path: Path, vera: Person
) -> None:
    exclude(site, tmp_path, entry(CHECKED, LASTNAME="OAKLEY"))
    address = first_review(vera)
    for verdict, seen in (("done", ""), ("same-person", "0" * 64), ("", "x")):
        answer = vera.post(address, verdict=verdict, seen=seen, reason=REASON)
        assert answer.status_code == 400
        assert REASON in answer.text
    assert vera.client.get("/admin/reviews/999").status_code == 404
    assert vera.client.get("/admin/reviews?kind=x&page=99999999999999999999").status_code == 200


def test_a_conflict_is_decided_with_one_button_and_shown_to_the_public(
    client: StrictClient, site: Resources, tmp_path: Path, vera: Person
) -> None:
    row = clinician(BARE, **{"Telephone Number": "4145550199", "ZIP Code": "53202"})
    row |= {"Provider Last Name": "MAPLEWOOD", "City/Town": "MILWAUKEE", "State": "WI"}
    load(site, Source.MEDICARE_CLINICIANS, write_csv(tmp_path / "DAC_20261101.csv", [row]))
    assert "(312) 555-0100" in client.get(f"/providers/{npi_of(BARE)}").text
    page = vera.client.get("/admin/conflicts?field=phone").text
    assert "3125550100" in page
    assert "4145550199" in page
    path = re.findall(r'action="(/admin/conflicts/[0-9]+)"', page)[0]
    seen = re.findall(r'name="seen" value="([0-9a-f]+)"', page)[0]
    refused = vera.post(path, "/admin/conflicts", seen=seen, side="c", note="typed once")
    assert refused.status_code == 400
    assert 'value="typed once"' in refused.text
    picked = vera.post(path, "/admin/conflicts", seen=seen, side="b", note="Asked.")
    assert picked.status_code == 303
    assert "(414) 555-0199" in client.get(f"/providers/{npi_of(BARE)}").text
    assert "conflict.settle" in vera.client.get(f"/admin/providers/{npi_of(BARE)}").text
    late = vera.post(path, "/admin/conflicts?decided=1", seen=seen, side="a", note="")
    assert late.status_code == 400
    assert "since you opened it" in late.text


def test_two_people_merge_two_records_and_take_them_apart(
    client: StrictClient, vera: Person, otto: Person
) -> None:
    kept, merged = npi_of(CHECKED), npi_of(STATED)
    assert f"/admin/merge?merge={merged}" in vera.client.get(f"/admin/providers/{merged}").text
    screen = f"/admin/merge?keep={kept}&merge={merged}"
    assert "Birchfield" in vera.client.get(screen).text
    refused = vera.post("/admin/merge", screen, keep=kept, merge=merged, reason="no")
    assert refused.status_code == 400
    answer = vera.post("/admin/merge", screen, keep=kept, merge=merged, reason=REASON)
    assert answer.status_code == 303
    assert client.get(f"/providers/{merged}").status_code == 200
    approve(otto, merged)
    led = client.get(f"/providers/{merged}?lang=es")
    assert (led.status_code, led.headers["Location"]) == (308, f"/providers/{kept}?lang=es")
    assert led.headers["Cache-Control"] == "no-store"
    told = client.get(f"/api/v1/providers/{merged}")
    assert (told.status_code, told.json["npi"]) == (308, kept)
    assert told.headers["Location"] == f"/api/v1/providers/{kept}"
    assert merged not in client.get("/search?near=60614&specialty=any&per_page=50").text
    assert merged not in client.get("/sitemap.xml").text
    screen = f"/admin/merge?merge={merged}"
    otto.post(f"/admin/merge/{merged}/part", screen, reason=REASON)
    approve(vera, merged)
    assert client.get(f"/providers/{merged}").status_code == 200


def test_merging_tells_what_cannot_be_merged(vera: Person) -> None:
    for keep, merge in (("", ""), ("x", npi_of(CHECKED)), (npi_of(CHECKED), npi_of(CHECKED))):
        answer = vera.post("/admin/merge", keep=keep, merge=merge, reason=REASON)
        assert answer.status_code == 400, (keep, merge)
    assert "No two records" in vera.client.get("/admin/merge").text
    part = vera.post(f"/admin/merge/{npi_of(CHECKED)}/part", "/admin/merge", reason=REASON)
    assert part.status_code == 400
    assert "not merged" in part.text


def test_two_people_acknowledge_new_numbers_while_the_directory_goes_on(
    client: StrictClient, site: Resources, vera: Person, otto: Person
) -> None:
    prepare_directory(site)
    vars(site)["rules"] = replace(site.rules, volume_saturation=60.0)
    prepare_directory(site)
    assert client.get("/readyz").status_code == 200
    assert "The ranking rules have changed" in vera.client.get("/admin").text
    page = vera.client.get("/admin/ranking").text
    assert "volume_saturation" in page
    digest = re.findall(r'name="digest" value="([0-9a-f]{64})"', page)[0]
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    assert vera.post("/admin/ranking", digest=digest).status_code == 303
    again = vera.client.post("/admin/ranking", data={"csrf_token": token, "digest": digest})
    assert again.status_code == 400
    assert "second person" in again.text
    assert "A second person has to" in otto.client.get("/admin/ranking").text
    assert otto.post("/admin/ranking", digest=digest).status_code == 303
    assert "Two people know these numbers" in vera.client.get("/admin/ranking").text
    assert "The ranking rules have changed" not in vera.client.get("/admin").text


@pytest.mark.parametrize("path", ["reviews", "conflicts", "merge", "ranking"])
def test_nobody_else_may_decide(app: Flask, client: StrictClient, path: str) -> None:
    assert client.get(f"/admin/{path}").status_code == 303
    gp = Person(app, Role.CLINICIAN).set_up()
    assert gp.client.get(f"/admin/{path}").status_code == 403
