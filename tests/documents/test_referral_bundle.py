"""The bundle is FHIR R4, whatever was filled in, and says each filled field once."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from finder.documents.referral_bundle import BundleParts, bundle_json, referral_bundle
from finder.domain.referral import ELEMENTS, Kind, Letter, Recipient
from finder.domain.referral_task import Party, Step, TaskStatus
from tests.documents.fhir_r4 import problems_of
from tests.documents.filled_letters import DIAGNOSES, LEAST, everything, letter
from tests.factories import npi_of

# What US Core lists, but for the encounter: a letter belongs to none.
MUST_SUPPORT = {
    *("status", "intent", "category", "code", "subject", "occurrencePeriod", "authoredOn"),
    *("requester", "reasonCode", "reasonReference"),
}


def bundle_of(held: Letter, step: Step | None = None) -> dict[str, Any]:
    made = bundle_json(referral_bundle(held, BundleParts(DIAGNOSES, "The letter.", step)))
    bundle: dict[str, Any] = json.loads(made, parse_float=Decimal)
    return bundle


def resource(bundle: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(
        entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind
    )


def leaves(value: Any) -> Iterator[Any]:
    """Every text, number and truth value outside of the attachment."""
    match value:
        case dict():
            for name, part in value.items():
                if name != "attachment":
                    yield from leaves(part)
        case list():
            for part in value:
                yield from leaves(part)
        case _:
            yield value


def test_a_bundle_of_all_fields_is_r4() -> None:
    assert list(problems_of(bundle_of(letter(everything())))) == []


def test_a_bundle_of_the_least_is_r4() -> None:
    bare = Recipient(npi_of(1), "Ada Oakley", "", "", "", (), "", "", "", None)
    assert list(problems_of(bundle_of(letter({}, recipient=bare)))) == []


@pytest.mark.parametrize("name", [name for name in ELEMENTS if name not in LEAST])
def test_each_field_alone_is_r4_and_changes_the_bundle(name: str) -> None:
    alone = bundle_of(letter({name: everything()[name]}))
    assert list(problems_of(alone)) == []
    assert alone != bundle_of(letter({}))


def test_the_check_would_find_what_is_wrong() -> None:
    bundle = bundle_of(letter(everything()))
    resource(bundle, "ServiceRequest")["status"] = "begun"
    resource(bundle, "Patient")["nickname"] = "Annie"
    resource(bundle, "Condition")["subject"] = {"reference": "urn:uuid:nobody"}
    del resource(bundle, "Coverage")["payor"]
    assert len(list(problems_of(bundle))) == 4


def test_every_filled_word_and_day_stands_once_outside_of_the_attachment() -> None:
    filled = letter(everything())
    counts = Counter(map(str, leaves(bundle_of(filled))))
    for value in filled.filled():
        element = value.element
        if element.kind in (Kind.LINE, Kind.TEXT, Kind.OPEN, Kind.DATE) and element.name != "npi":
            shown = value.text if element.kind is Kind.DATE else value.printed
            found = counts[shown] + counts[f"{element.label}: {shown}"]
            assert found == 1, (element.name, shown)


def test_every_number_choice_and_answer_stands_under_its_label() -> None:
    filled = letter(everything())
    answers = {
        entry["resource"]["code"]["text"]: entry["resource"]
        for entry in bundle_of(filled)["entry"]
        if entry["resource"]["resourceType"] == "Observation"
    }
    for value in filled.filled():
        label = value.element.label
        match value.element.kind:
            case Kind.NUMBER:
                assert answers[label]["valueQuantity"]["value"] == value.typed
            case Kind.YES_NO:
                assert answers[label]["valueBoolean"] is True


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=60)


@limits(max_examples=40, deadline=None)
@given(WORDS, st.sampled_from([name for name, it in ELEMENTS.items() if it.kind is Kind.LINE]))
def test_any_words_come_out_as_they_went_in(words: str, name: str) -> None:
    if name == "npi":
        return
    typed = f"<b>&\"'{words}}} x"
    filled = letter({name: typed[: ELEMENTS[name].longest]})
    bundle = bundle_of(filled)
    assert list(problems_of(bundle)) == []
    value = filled.get(name)
    assert value is not None
    assert list(leaves(bundle)).count(value.printed) == 1


def test_the_request_says_what_us_core_must_support() -> None:
    request = resource(bundle_of(letter(everything())), "ServiceRequest")
    assert set(request) >= MUST_SUPPORT
    assert request["intent"] == "order"


def test_no_billing_code_is_in_it() -> None:
    assert "225" not in json.dumps(
        [entry["resource"].get("code") for entry in bundle_of(letter(everything()))["entry"]],
        default=str,
    )


def test_urgencies_keep_their_order() -> None:
    priorities = [
        resource(bundle_of(letter({"urgency": urgency})), "ServiceRequest")["priority"]
        for urgency in ("emergency", "urgent", "soon", "routine")
    ]
    assert priorities == ["stat", "asap", "urgent", "routine"]


def test_levels_and_onset_belong_to_the_fracture_even_without_a_code() -> None:
    for codes, first in (("", None), ("Z79.01", None), ("Z79.01 M80.08XA", "M80.08XA")):
        bundle = bundle_of(letter({"icd10": codes, "onset_date": "2026-10-18"}))
        fracture = resource(bundle, "Condition")
        assert [site["text"] for site in fracture["bodySite"]] == ["T12", "L1"]
        assert fracture["onsetDateTime"] == "2026-10-18"
        coding = fracture["code"].get("coding", [{}])[0]
        assert coding.get("code") == first


def test_decimals_keep_the_digits_that_were_typed() -> None:
    held = letter({"inr": "1.10", "t_score": "-2.80", "pain_now": "0"})
    made = bundle_json(referral_bundle(held, BundleParts(DIAGNOSES, "x")))
    for number in (b'"value": 1.10,', b'"value": -2.80', b'"value": 0,'):
        assert number in made


def test_what_was_measured_on_a_day_hangs_together() -> None:
    bundle = bundle_of(letter({"inr": "1.1", "platelets": "230", "blood_results_on": "2026-11-10"}))
    (panel,) = [entry["resource"] for entry in bundle["entry"] if "hasMember" in entry["resource"]]
    assert panel["effectiveDateTime"] == "2026-11-10"
    assert len(panel["hasMember"]) == 2


def test_the_attachment_is_the_letter_with_its_hash() -> None:
    document = resource(bundle_of(letter({})), "DocumentReference")
    attachment = document["content"][0]["attachment"]
    data = base64.b64decode(attachment["data"])
    assert data == b"The letter."
    assert attachment["size"] == len(data)
    digest = hashlib.sha1(data, usedforsecurity=False).digest()
    assert base64.b64decode(attachment["hash"]) == digest
    assert letter({}).fingerprint in document["description"]


def test_the_same_letter_is_the_same_bundle_and_another_shares_no_address() -> None:
    one = bundle_of(letter({}))
    assert one == bundle_of(letter({}))
    other = bundle_of(letter({}, letter_id="X" * 16))
    addresses = [{entry["fullUrl"] for entry in bundle["entry"]} for bundle in (one, other)]
    assert not addresses[0] & addresses[1]


def test_the_task_tells_how_far_it_is() -> None:
    assert resource(bundle_of(letter({})), "Task")["status"] == "requested"
    at = datetime(2026, 11, 22, tzinfo=UTC)
    step = Step(at, Party.RECIPIENT, TaskStatus.IN_PROGRESS, date(2026, 12, 1))
    task = resource(bundle_of(letter({}), step), "Task")
    assert task["status"] == "in-progress"
    assert task["businessStatus"] == {"text": "scheduled"}


def test_the_way_to_answer_is_in_the_task_once_there_is_a_code() -> None:
    held = letter({}).with_code("C" * 26, "https://finder.example/r/CCC")
    (way,) = resource(bundle_of(held), "Task")["input"]
    assert way["valueUrl"] == "https://finder.example/r/CCC"
