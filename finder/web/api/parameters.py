"""Query parameters of the API: known names only, each at most once."""

from collections.abc import Collection

from flask import request

from finder.domain.errors import InvalidSearch
from finder.domain.search import PARAMETERS, SearchRequest, parse_search

_LONGEST_NAME = 40
_MOST_PROBLEMS = 20

Problems = list[tuple[str, str]]


def search_request() -> SearchRequest:
    """The search asked for; raises ``InvalidSearch`` with the problem of every parameter."""
    problems = name_problems(PARAMETERS)
    try:
        asked = parse_search(request.args)
    except InvalidSearch as error:
        problems += error.problems
    if problems:
        raise InvalidSearch(problems)
    return asked


def refuse_other_names(known: Collection[str] = ()) -> None:
    """Raises ``InvalidSearch`` for names that are not known or come twice."""
    if problems := name_problems(known):
        raise InvalidSearch(problems)


def name_problems(known: Collection[str]) -> Problems:
    problems = []
    for name, values in request.args.lists():
        if name not in known:
            choices = ", ".join(known) or "none"
            sentence = f"There is no parameter {_shown(name)} here. The parameters are: {choices}."
            problems.append((_shown(name), sentence))
        elif len(values) > 1:
            problems.append((name, f"Give {name} only once."))
    return problems[:_MOST_PROBLEMS]


def _shown(name: str) -> str:
    """What somebody typed as a name, short and without anything invisible."""
    return "".join(letter for letter in name if letter.isprintable())[:_LONGEST_NAME]
