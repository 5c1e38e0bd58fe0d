"""How often each state of each fact is drawn; every state at least once a deck."""

from collections.abc import Mapping
from random import Random
from typing import Any

IR, DR, NEURO = "2085R0204X", "2085R0202X", "2085N0700X"
# What share of practitioners declares which codes; the first of each is the primary one, except
# that 0 means no primary is marked and 2 that the second is it.
SPECIALTIES = {
    ((IR,), 1): 18,
    ((IR, DR), 1): 8,
    ((DR, IR), 1): 5,
    ((DR, IR), 0): 2,
    ((NEURO, DR, IR), 2): 1,
    ((DR,), 1): 3,
    ((NEURO, DR), 1): 2,
    (("207T00000X",), 1): 2,
    (("207XS0117X", "207X00000X"), 1): 2,
    (("208VP0014X", "207LP2900X"), 1): 2,
}
CERTIFICATIONS = {
    "ir": 14,
    "ir_after_dr": 4,
    "aobr": 3,
    "dr_legacy": 3,
    "dr": 3,
    "ending_soon": 1,
    "expired": 2,
    "in_grace": 1,
    "overdue": 2,
    "not_certified": 1,
    "board_eligible": 1,
    "not_found": 1,
    "stated": 3,
    "none": 3,
}
# The osteopathic board's certificates have a last day.
OSTEOPATHIC = ("aobr", "ending_soon", "expired")
RADIOLOGY_CERTIFICATIONS = {"dr": 4, "neurorad": 4, "overdue": 1, "stated": 1, "none": 1}
OTHER_CERTIFICATIONS = {"other": 6, "other_expired": 1, "stated": 1, "none": 2}
MEMBERSHIPS = {
    "fellow": 3,
    "member": 11,
    "member_first_year": 2,
    "associate": 1,
    "in_training": 1,
    "corresponding": 1,
    "none_found": 2,
    "lapsed": 3,
    "in_grace": 1,
    "stated": 3,
    "none": 6,
}
OTHER_MEMBERSHIPS = {"none": 8, "associate": 1, "stated": 1}
VOLUMES = {"large": 5, "middle": 5, "small": 6, "interval": 3, "older_year": 3, "absent": 10}
# Days since somebody confirmed the listing, from and up to.
LISTING_DAYS = {"10": (2, 25), "80": (60, 88), "120": (95, 160), "300": (200, 400)}
LISTINGS = {"10": 10, "80": 7, "120": 5, "300": 4, "unsigned": 2, "never": 5}
LOCATION_COUNTS = {1: 26, 2: 9, 3: 4, 4: 2}


class Deck:
    """Draws every state in proportion, and each at least once per deck."""

    def __init__(self, random: Random, shares: Mapping[Any, int]) -> None:
        self._random = random
        self._whole = [state for state, share in shares.items() for _ in range(share)]
        self._left: list[Any] = []

    def draw(self) -> Any:
        if not self._left:
            self._left = list(self._whole)
            self._random.shuffle(self._left)
        return self._left.pop()
