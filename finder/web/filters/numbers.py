"""Numbers and web addresses as pages show them."""

from collections.abc import Iterable

from finder.domain.sentences import Sentence


def miles(number: float) -> Sentence:
    """Miles to one decimal, as the ranking compares them."""
    if number < 0.05:
        return Sentence("less than 0.1 miles")
    shown = f"{number:.1f}"
    if shown == "1.0":
        return Sentence("%(miles)s mile", miles=shown)
    return Sentence("%(miles)s miles", miles=shown)


def points(number: float) -> str:
    """Points to one decimal, with a true minus sign and never a negative zero."""
    shown = f"{number:.1f}"
    if not shown.startswith("-"):
        return shown
    return "0.0" if shown == "-0.0" else f"−{shown[1:]}"


def whole(number: float) -> str:
    return f"{number:,.0f}"


def plain(number: float) -> str:
    """A number of the ranking without needless zeros."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    return f"{share * 100:.0f}%"


def web_address(text: str) -> str:
    """The address if it leads to the web, else nothing: a file may hold any text."""
    return text if text.startswith(("https://", "http://")) else ""


def plain_rows(rows: Iterable[tuple[object, float]]) -> list[tuple[object, str]]:
    """Words with their numbers, ready for a table."""
    return [(words, plain(number)) for words, number in rows]
