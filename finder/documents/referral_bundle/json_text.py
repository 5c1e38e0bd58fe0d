"""The bundle as JSON; decimals keep the digits that were typed, as FHIR asks."""

import json
import re
from decimal import Decimal
from typing import Any

# No value holds this letter: forms refuse control characters.
_MARK = "\x01"
_MARKED = re.compile(r'"\\u0001(-?[0-9.]+)"')


def bundle_json(bundle: dict[str, Any]) -> bytes:
    """UTF-8; the library's own numbers would turn 1.10 into 1.1."""
    text = json.dumps(bundle, ensure_ascii=False, indent=2, default=_marked)
    return _MARKED.sub(r"\1", text).encode()


def _marked(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{_MARK}{value:f}"
    raise TypeError(f"{type(value).__name__} has no place in a bundle.")
