"""The sentences for a text of which no point can be given."""

import re

from finder.domain.errors import UnknownPlace
from finder.domain.place import PlaceKind
from finder.domain.sentences import Sentence
from finder.places.names import fold
from finder.places.state_table import StateTable

_LONGEST_QUOTE = 60
_PARTS_OF_A_STATE = re.compile(
    r"(north|south)?(east|west)?(ern)?|(north|south)(ern)?|central|upstate|downstate|rural|coastal"
)


def no_such_zip(zip5: str) -> UnknownPlace:
    return UnknownPlace(
        Sentence(
            "No ZIP code %(zip)s is in use. "
            "Check the digits, or type a city and state, such as Dayton, OH.",
            zip=zip5,
        )
    )


def zip_without_place(zip5: str, kind: PlaceKind) -> UnknownPlace:
    """A ZIP of the military or of a mailer, which lies nowhere."""
    if kind is PlaceKind.MILITARY:
        return UnknownPlace(
            Sentence(
                "%(zip)s is a military ZIP code and has no fixed place. "
                "Type a city and state or a nearby ZIP code.",
                zip=zip5,
            )
        )
    return UnknownPlace(
        Sentence(
            "%(zip)s is a ZIP code for mail and has no fixed place. "
            "Type a city and state or a nearby ZIP code.",
            zip=zip5,
        )
    )


def place_abroad(words: str) -> UnknownPlace:
    return UnknownPlace(
        Sentence(
            "We list doctors in the United States only, and “%(words)s” is not there. "
            "Type a ZIP code, or a city and state such as Dayton, OH.",
            words=words[:_LONGEST_QUOTE],
        )
    )


def unknown_place(words: str, states: StateTable) -> UnknownPlace:
    """A state, a part of one, a county, or a name that no table knows."""
    folded = fold(words).split()
    if folded[:1] == ["the"]:
        folded = folded[1:]
    if folded[:2] in (["state", "of"], ["estado", "de"]):
        folded = folded[2:]
    state = states.code_of("".join(folded))
    if state is None and folded and _PARTS_OF_A_STATE.fullmatch(folded[0]):
        state = states.code_of("".join(folded[1:]))
    if state is None and folded[-1:] == ["state"]:
        state = states.code_of("".join(folded[:-1]))
    if state:
        return UnknownPlace(
            Sentence(
                "To measure distances we need one place in %(state)s. "
                "Type a ZIP code, or a city followed by %(code)s.",
                state=states.name_of(state),
                code=state,
            )
        )
    if "county" in folded:
        return UnknownPlace(
            Sentence(
                "We cannot search a whole county yet. "
                "Type a city in “%(county)s” with its state, or a ZIP code.",
                county=words[:_LONGEST_QUOTE],
            )
        )
    return UnknownPlace(
        Sentence(
            "No place is known as “%(words)s”. "
            "Type a ZIP code, or a city and state such as Dayton, OH.",
            words=words[:_LONGEST_QUOTE],
        )
    )
