"""How long a referral letter takes in each format, beside a document of one line in that run."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from finder.documents.referral_letter import pdf, plain_text, word_file
from finder.documents.rendering import render_pdf
from finder.domain.referral import PrintedLetter, printed_letter
from finder.settings import ROOT
from tests.letters import FULL, letter

_REPEATS = 25
_TEMPLATES = ROOT / "templates"
_EMPTY = """#set document(title: "Empty")
#set text(lang: "en")
#title()
#json(bytes(sys.inputs.content)).line
"""


def measure_letters() -> None:
    """Prints medians of interleaved calls; the compiler remembers, so every letter is another."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "empty.typ"
        template.write_text(_EMPTY, encoding="utf-8")
        medians = _medians(
            {
                "empty document": lambda number, _: render_pdf(template, {"line": str(number)}),
                "letter, PDF": lambda _, made: pdf(made, _TEMPLATES),
                "letter, Word file": lambda _, made: word_file(made),
                "letter, plain text": lambda _, made: plain_text(made).encode(),
            }
        )
    print(f"{'':>20} {'ms':>8} {'ratio':>7}")
    for name, milliseconds in medians.items():
        print(f"{name:>20} {milliseconds:>8.2f} {milliseconds / medians['empty document']:>7.2f}")


def _medians(makers: dict[str, Callable[[int, PrintedLetter], bytes]]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in makers}
    for number in range(_REPEATS + 1):
        made = printed_letter(letter({**FULL, "patient_name": f"Petra Invented {number}"}))
        for name, make in makers.items():
            started = time.perf_counter()
            make(number, made)
            if number:
                times[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(kept) for name, kept in times.items()}
