"""Countries and big cities abroad: what is typed alone in their name means no town here."""

# A name that a sizeable city of the United States has too, such as London or Lima, is not here.
_COUNTRIES = """
argentina australia bolivia brasil brazil canada chile china colombia costarica dominicanrepublic
ecuador elsalvador england france germany greatbritain guatemala haiti honduras india japan korea
mexico mejico nicaragua pakistan philippines republicadominicana russia southkorea spain espana uk
unitedkingdom venezuela vietnam
"""
_CITIES = """
bangkok barcelona beijing bogota buenosaires calgary cancun caracas cdmx ciudaddemexico
ciudadjuarez dubai edmonton guadalajara guatemalacity havana hongkong juarezmexico lahabana
limaperu londonengland londonuk manila mexicali mexicocity monterrey montreal mumbai ottawacanada
parisfrance puertovallarta sansalvador santodomingo saopaulo seoul shanghai singapore sydney
tegucigalpa tijuana tokyo toronto vancouverbc vancouvercanada winnipeg
"""
_ABROAD = frozenset((_COUNTRIES + _CITIES).split())
_LONGEST_NAME = 3


def may_begin_abroad(word: str) -> bool:
    """Whether a listed name begins with this word in small letters."""
    return any(name.startswith(word) for name in _ABROAD)


def is_abroad(folded: str) -> bool:
    """Whether folded words are a country or a city abroad, or a city there with its country."""
    words = folded.split()
    return _is_listed(words) or any(
        _is_listed(words[:count]) and _is_listed(words[count:])
        for count in range(1, min(len(words), _LONGEST_NAME + 1))
    )


def _is_listed(words: list[str]) -> bool:
    return "".join(words) in _ABROAD
