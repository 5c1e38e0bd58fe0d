"""A query while it is read: which words are taken already, and as what."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from finder.domain.words import Correction, Doubt, Remark
from finder.vocabulary.phrasebook import Phrase, Vocabulary
from finder.vocabulary.tokens import Shape, Token

# How many people a text could mean as the name of a place: 0 where it is none, at least 1 where
# it is one.
PlaceWeight = Callable[[str], int]

PLACE = "place"

_KEPT_BETWEEN_WORDS = re.compile(r"\.? ?|\.?, ?|-")
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of tokens and what it was taken as."""

    start: int
    end: int
    as_: str
    value: str = ""


@dataclass(slots=True)
class Reading:
    """The tokens of one query; ``words`` are folded and, where mended, corrected.

    ``exact`` tokens stand between straight quotation marks: they are left as typed.
    ``torn`` ones are the second half of the word before, ``surnames`` may be names though small.
    ``dropped`` parts add nothing to what is understood already.
    """

    text: str
    tokens: tuple[Token, ...]
    vocabulary: Vocabulary
    place_weight: PlaceWeight
    words: list[str] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)
    exact: frozenset[int] = frozenset()
    surnames: set[int] = field(default_factory=set)
    torn: set[int] = field(default_factory=set)
    found: list[Part] = field(default_factory=list)
    dropped: list[Part] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _weights: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = [token.folded for token in self.tokens]
        self.taken = [False] * len(self.tokens)
        if '"' in self.text:
            quotes = [match.span() for match in _QUOTED.finditer(self.text)]
            self.exact = frozenset(
                index
                for index, token in enumerate(self.tokens)
                if any(start < token.start and token.end < end for start, end in quotes)
            )

    def __len__(self) -> int:
        return len(self.tokens)

    def is_free(self, start: int, end: int) -> bool:
        """Whether these tokens exist and none is taken."""
        return end <= len(self) and not any(self.taken[start:end])

    def take(self, start: int, end: int, as_: str, value: str) -> None:
        while end in self.torn:
            end += 1
        self.taken[start:end] = [True] * (end - start)
        self.found.append(Part(start, end, as_, value))

    def drop(self, start: int, end: int, as_: str = "") -> None:
        """Take tokens that add nothing to what is understood already."""
        self.taken[start:end] = [True] * (end - start)
        self.dropped.append(Part(start, end, as_))

    def remark(self, doubt: Doubt, start: int, end: int, used: str = "") -> None:
        """Note that these words were not followed as they stand."""
        self.remarks.append(Remark(doubt, self.typed(start, end), used))

    def values(self, as_: str) -> list[str]:
        """What was taken as this, in the order of the words."""
        return [part.value for part in self.in_order() if part.as_ == as_]

    def in_order(self) -> list[Part]:
        return sorted(self.found, key=lambda part: part.start)

    def typed(self, start: int, end: int) -> str:
        """The person's own words, without line breaks and control characters."""
        raw = self.text[self.tokens[start].start : self.tokens[end - 1].end]
        return " ".join("".join(c if c.isprintable() else " " for c in raw).split())

    def plain(self, start: int, end: int) -> str:
        """The words joined by the hyphens, commas and full stops between them, nothing else."""
        pieces = [self.tokens[start].text]
        for before, token in zip(
            self.tokens[start : end - 1], self.tokens[start + 1 : end], strict=True
        ):
            between = self.text[before.end : token.start]
            pieces += [between if _KEPT_BETWEEN_WORDS.fullmatch(between) else " ", token.text]
        return "".join(pieces)

    def weight(self, start: int, end: int) -> int:
        """How many people these words could mean as a place; 0 where they name none."""
        span = (start, end)
        if span not in self._weights:
            self._weights[span] = self.place_weight(self.plain(start, end))
        return self._weights[span]

    def is_word(self, index: int) -> bool:
        return self.is_free(index, index + 1) and self.tokens[index].shape is Shape.WORD

    def is_loose(self, index: int) -> bool:
        """Whether this is a word nobody has explained: it may be a place or a name."""
        if not 0 <= index < len(self) or self.taken[index]:
            return False
        if self.tokens[index].shape is not Shape.WORD:
            return False
        return index in self.surnames or self.words[index] not in self.vocabulary.small

    def loose_runs(self) -> Iterator[tuple[int, int]]:
        """Unexplained words standing together, in order."""
        start = 0
        while start < len(self):
            end = start
            while self.is_loose(end):
                end += 1
            if end > start:
                yield start, end
            start = end + 1

    def phrase_ending_at(self, end: int, phrases: frozenset[Phrase]) -> int:
        """How many free words before ``end`` form one of the phrases, the longest counting."""
        return next(
            (
                size
                for size in range(min(6, end), 0, -1)
                if tuple(self.words[end - size : end]) in phrases and self.is_free(end - size, end)
            ),
            0,
        )

    def phrase_starting_at(self, start: int, phrases: frozenset[Phrase]) -> int:
        """How many free words from ``start`` form one of the phrases, the longest counting."""
        return next(
            (
                size
                for size in range(4, 0, -1)
                if tuple(self.words[start : start + size]) in phrases
                and self.is_free(start, start + size)
            ),
            0,
        )
