"""Every address of the API with its parameters and answers."""

from typing import Any

from finder.web.api.openapi.parameters import NPI, SEARCH_PARAMETERS, TEXT

Description = dict[str, Any]

_PROBLEMS = {
    "400": "A parameter cannot be used; errors names each.",
    "404": "Nobody or no place by that name.",
    "429": "Too many requests from one address; Retry-After says how many seconds to wait.",
    "503": "The directory cannot be reached; Retry-After says how many seconds to wait.",
}


def _problem(status: str) -> Description:
    answer: Description = {
        "description": _PROBLEMS[status],
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
    if status in ("429", "503"):
        answer["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return answer


def _get(
    operation: str, summary: str, schema: Description, parameters: list[Description], *problems: str
) -> Description:
    answer = {"description": summary, "content": {"application/json": {"schema": schema}}}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": parameters,
            "responses": {"200": answer, **{status: _problem(status) for status in problems}},
        }
    }


def _schema(name: str) -> Description:
    return {"$ref": f"#/components/schemas/{name}"}


PATHS: Description = {
    "/search": _get(
        "search",
        "Practitioners near a place, best first, each with the reasons for its rank.",
        _schema("SearchAnswer"),
        SEARCH_PARAMETERS,
        *("400", "429", "503"),
    ),
    "/providers/{npi}": _get(
        "provider",
        "One listed practitioner with every fact, its source and its date. The NPI of a record "
        "that was merged answers 308 and leads to the one that is kept.",
        _schema("Profile"),
        [NPI],
        *("400", "404", "429", "503"),
    ),
    "/place": _get(
        "place",
        "How a text is understood as a place.",
        {"oneOf": [_schema("Place"), _schema("PlaceChoices")]},
        [TEXT],
        *("400", "404", "429"),
    ),
    "/questions": _get(
        "questions",
        "Questions to ask before the procedure, each with its source.",
        _schema("Questions"),
        [],
        *("400", "429"),
    ),
    "/openapi.json": _get("openapi", "This description.", {"type": "object"}, [], "400", "429"),
}
