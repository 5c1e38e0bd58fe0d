"""Reads what letters rest on: the codes that may be picked, and what payers ask."""

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from finder.domain.errors import StoredDataDamaged
from finder.domain.referral import ELEMENTS, LEVELS, Diagnosis, Use
from finder.domain.referral.coverage import (
    Coverage,
    CoverageElement,
    CoverageSet,
    CoverageSource,
    StateRule,
)


def load_diagnoses(path: Path) -> dict[str, Diagnosis]:
    """The codes in the order of the picker; raises ``StoredDataDamaged``."""
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = [
                Diagnosis(row["code"], row["title"], Use(row["use"]), _span(row["levels"]))
                for row in csv.DictReader(file)
            ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, error) from error
    order = list(Use)
    return {row.code: row for row in sorted(rows, key=lambda row: order.index(row.use))}


def load_coverage(folder: Path) -> Coverage:
    """The elements common to determinations and the rules of states; as ``load_diagnoses``."""
    try:
        core = tomllib.loads((folder / "medicare_core.toml").read_text(encoding="utf-8"))
        rules = tomllib.loads((folder / "state_rules.toml").read_text(encoding="utf-8"))
        return Coverage(
            core=_core(core),
            rules=tuple(_rule(row, rules["version"]) for row in rules["rules"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder, error) from error


def _damaged(path: Path, error: Exception) -> StoredDataDamaged:
    return StoredDataDamaged(
        f"What letters rest on in {path} cannot be used ({error}). Restore it from the release."
    )


def _span(text: str) -> tuple[str, ...]:
    """The levels of "T11-L2", of one level, or of none."""
    if not text:
        return ()
    first, _, last = text.partition("-")
    return LEVELS[LEVELS.index(first) : LEVELS.index(last or first) + 1]


def _core(table: Mapping[str, Any]) -> CoverageSet:
    return CoverageSet(
        id=table["id"],
        version=table["version"],
        name=table["name"],
        payer=table["payer"],
        note=table["note"],
        was_read_whole=table["was_read_whole"],
        elements=tuple(map(_element, table["elements"])),
        sources=_sources(table),
    )


def _element(row: Mapping[str, Any]) -> CoverageElement:
    groups = tuple(tuple(group) for group in row["groups"])
    unknown = {name for group in groups for name in group} - {*ELEMENTS}
    if unknown or not all(groups):
        raise ValueError(f"{row['label']} names no field: {sorted(unknown)}")
    return CoverageElement(row["label"], groups)


def _rule(row: Mapping[str, Any], version: str) -> StateRule:
    return StateRule(
        id=row["id"],
        version=version,
        sentence=row["sentence"],
        states=frozenset(row["states"]),
        insurances=frozenset(row["insurances"]),
        effective_from=row.get("effective_from"),
        effective_to=row.get("effective_to"),
        known_on=row.get("known_on"),
        sources=_sources(row),
    )


def _sources(row: Mapping[str, Any]) -> tuple[CoverageSource, ...]:
    return tuple(
        CoverageSource(source["title"], source["dated"], source.get("link", ""))
        for source in row["sources"]
    )
