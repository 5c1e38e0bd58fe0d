"""The description fits the API: its addresses, its parameters and its answers."""

import json
from typing import Any

import pytest
from flask import Flask

from finder.domain.search import PARAMETERS
from tests.web.strict_client import StrictClient

DESCRIBED = {
    "/search": ["/search?q=kyphoplasty+60601", "/search?q=Dr+Oakley", "/search?near=Springfield"],
    "/providers/{npi}": ["/providers/{npi}"],
    "/place": ["/place?text=60601", "/place?text=Springfield"],
    "/questions": ["/questions"],
    "/openapi.json": ["/openapi.json"],
}
KINDS = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "object": dict,
    "array": list,
    "null": type(None),
}


@pytest.fixture
def description(client: StrictClient) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").json


def test_every_address_is_described_and_every_description_has_an_address(
    description: dict[str, Any], app: Flask
) -> None:
    prefix = "/api/v1"
    routes = {
        rule.rule.removeprefix(prefix).replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(prefix)
    }
    assert set(description["paths"]) == routes == set(DESCRIBED)
    assert description["openapi"].startswith("3.1")
    assert description["servers"] == [{"url": prefix}]


def test_every_parameter_of_the_search_is_described(description: dict[str, Any]) -> None:
    described = description["paths"]["/search"]["get"]["parameters"]
    assert [parameter["name"] for parameter in described] == list(PARAMETERS)
    assert all(parameter["description"] and parameter["schema"] for parameter in described)


def test_every_reference_leads_to_a_schema(description: dict[str, Any]) -> None:
    schemas = description["components"]["schemas"]
    wanted = {
        part.split('"')[0] for part in json.dumps(description).split("#/components/schemas/")[1:]
    }
    assert wanted | {"SearchAnswer"} == set(schemas)


@pytest.mark.parametrize(
    ("path", "address"), [(path, one) for path, several in DESCRIBED.items() for one in several]
)
def test_answers_have_the_described_shape(
    client: StrictClient, description: dict[str, Any], checked_npi: str, path: str, address: str
) -> None:
    responses = description["paths"][path]["get"]["responses"]
    answer = client.get("/api/v1" + address.format(npi=checked_npi))
    schema = responses[str(answer.status_code)]["content"][answer.mimetype]["schema"]
    check(answer.json, schema, description)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/search", "/search?x=1"),
        ("/place", "/place?text=00000"),
        ("/providers/{npi}", "/providers/1"),
    ],
)
def test_problems_have_the_described_shape(
    client: StrictClient, description: dict[str, Any], path: str, address: str
) -> None:
    answer = client.get("/api/v1" + address)
    described = description["paths"][path]["get"]["responses"][str(answer.status_code)]
    check(answer.json, described["content"][answer.mimetype]["schema"], description)


def check(value: Any, schema: dict[str, Any], description: dict[str, Any]) -> None:
    """The few words of JSON Schema that the description uses."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return check(value, description["components"]["schemas"][name], description)
    if "oneOf" in schema:
        assert any(fits(value, one, description) for one in schema["oneOf"]), value
        return None
    if "enum" in schema:
        assert value in schema["enum"]
    kinds = schema.get("type", list(KINDS))
    names = kinds if isinstance(kinds, list) else [kinds]
    assert any(isinstance(value, KINDS[name]) for name in names), (value, schema)
    if isinstance(value, list):
        for item in value:
            check(item, schema["items"], description)
    if isinstance(value, dict) and "properties" in schema:
        assert set(value) == set(schema["required"]), set(value) ^ set(schema["required"])
        for name, field in schema["properties"].items():
            check(value[name], field, description)
    return None


def fits(value: Any, schema: dict[str, Any], description: dict[str, Any]) -> bool:
    try:
        check(value, schema, description)
    except AssertionError:
        return False
    return True
