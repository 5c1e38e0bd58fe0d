"""The description of the API, OpenAPI 3.1."""

from typing import Any

import finder
from finder.web.api.openapi.paths import PATHS
from finder.web.api.openapi.schemas import SCHEMAS

__all__ = ["openapi_document"]


def openapi_document(base_url: str) -> dict[str, Any]:
    """The document for a site at ``base_url``, or for wherever it was fetched from."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "finder",
            "version": finder.__version__,
            "summary": "Interventional radiologists for kyphoplasty and vertebroplasty, "
            "ranked by distance and checked facts.",
            "description": "The same answers as the pages. No key is needed; one address may ask "
            "300 times a minute. Distances are miles, dates ISO 8601, coordinates WGS-84.",
        },
        "servers": [{"url": f"{base_url}/api/v1"}],
        "paths": PATHS,
        "components": {"schemas": SCHEMAS},
    }
