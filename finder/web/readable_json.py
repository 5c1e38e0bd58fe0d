"""How documents are written out."""

from flask.json.provider import DefaultJSONProvider


class ReadableJson(DefaultJSONProvider):
    """Documents keep the order of their fields and their letters as they are."""

    ensure_ascii = False
    sort_keys = False
