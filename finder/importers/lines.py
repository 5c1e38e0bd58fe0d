"""The lines of a file that arrives in blocks, a block's worth of whole lines at a time."""

from collections.abc import Iterable

MAX_LINE_BYTES = 1024**2

_LINE_END = b"\n"


class PhysicalLines:
    """Lines with a look ahead; ``number`` is that of the last one taken and counts from 1."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self.number = 0
        self.lacks_line_end = False
        self._blocks = iter(blocks)
        self._tail = b""
        self._text = b""
        self._at = 0

    def whole(self) -> bytes:
        """Every line that is read and not taken, each with its line end; empty at the very end.

        Places in this text stay good for ``pass_over`` until it is asked for again.
        """
        self._text, self._at = self._text[self._at :], 0
        if not self._text:
            self._load()
        return self._text

    def pass_over(self, lines: int, place: int) -> None:
        """So many lines are done with, which end at this place of the whole."""
        self.number += lines
        self._at = place

    def take(self) -> bytes | None:
        if self._at == len(self._text) and not self.whole():
            return None
        end = self._text.index(_LINE_END, self._at)
        line = self._text[self._at : end]
        self.number += 1
        self._at = end + 1
        return line

    def ahead(self, position: int) -> bytes | None:
        """The line ``position`` places after the next one, without taking it."""
        start = self._at
        while True:
            if start == len(self._text) and not self._load():
                return None
            end = self._text.index(_LINE_END, start)
            if not position:
                return self._text[start:end]
            position -= 1
            start = end + 1

    @property
    def is_at_open_end(self) -> bool:
        """The line just taken is the last one and has no line end."""
        return self.ahead(0) is None and self.lacks_line_end

    def _load(self) -> bool:
        """Add the next lines to the text; False at the end of the file."""
        for block in self._blocks:
            end = block.rfind(_LINE_END) + 1
            if not end:
                # An endless line is cut so that memory stays flat; it is still too long to pass.
                self._tail = (self._tail + block)[: MAX_LINE_BYTES + 1]
                continue
            text = b"".join((self._tail, memoryview(block)[:end]))
            self._tail = block[end : end + MAX_LINE_BYTES + 1]
            self._text += text.replace(b"\r\n", _LINE_END) if b"\r" in text else text
            return True
        last, self._tail = self._tail.removesuffix(b"\r"), b""
        if last:
            self.lacks_line_end = True
            self._text += last + _LINE_END
        return bool(last)
