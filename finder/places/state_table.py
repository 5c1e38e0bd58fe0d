"""States, territories and military regions by code, by name and by common short form."""

import csv
from pathlib import Path

from finder.places.names import name_key

_MOST_WORDS_IN_A_STATE = 5


class StateTable:
    """The rows of ``states.csv``: postal code, name, short forms."""

    def __init__(self, path: Path) -> None:
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                code = row["code"]
                self._names[code] = row["name"]
                for written in (code, row["name"], *row["aliases"].split("|")):
                    self._codes[name_key(written)] = code
        self._codes.pop("", None)

    def code_of(self, key: str) -> str | None:
        """The postal code of a state given by the key of its code, name or short form."""
        return self._codes.get(key)

    def name_of(self, code: str) -> str:
        return self._names[code]

    def split(self, folded: str) -> list[tuple[str, str]]:
        """Every reading of folded words as (key of the rest, code of the state that ends them)."""
        words = folded.split()
        readings = []
        for count in range(min(_MOST_WORDS_IN_A_STATE, len(words)), 0, -1):
            code = self._codes.get("".join(words[-count:]))
            if code:
                readings.append(("".join(words[:-count]), code))
        return readings
