"""A query while it is read: which words are taken already, and as what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from finder.domain.words import Correction, Understood
from finder.vocabulary.phrasebook import Phrase, Vocabulary
from finder.vocabulary.tokens import Shape, Token

_KEPT_BETWEEN_WORDS = re.compile(r"\.? ?|\.?, ?|-")


@dataclass(slots=True)
class Reading:
    """The tokens of one query; ``words`` are folded and, where mended, corrected."""

    text: str
    tokens: tuple[Token, ...]
    vocabulary: Vocabulary
    words: list[str] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)
    found: list[tuple[int, Understood]] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = [token.folded for token in self.tokens]
        self.taken = [False] * len(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def is_free(self, start: int, end: int) -> bool:
        """Whether these tokens exist and none is taken."""
        return end <= len(self) and not any(self.taken[start:end])

    def take(self, start: int, end: int, as_: str, value: str) -> None:
        self.drop(start, end)
        self.found.append((start, Understood(self.typed(start, end), as_, value)))

    def drop(self, start: int, end: int) -> None:
        """Take tokens that add nothing to what is understood already."""
        self.taken[start:end] = [True] * (end - start)

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

    def is_loose(self, index: int) -> bool:
        """Whether this is a word nobody has explained: it may be a place or a name."""
        return (
            0 <= index < len(self)
            and not self.taken[index]
            and self.tokens[index].shape is Shape.WORD
            and self.words[index] not in self.vocabulary.small
        )

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
