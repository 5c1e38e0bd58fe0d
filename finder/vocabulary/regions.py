"""Regions, which hold several cities and have no point: states, parts of them, counties."""

from finder.vocabulary.reading import Reading

_STATE_OF = (["state", "of"], ["estado", "de"])


def regions_in(reading: Reading) -> list[tuple[int, int]]:
    """ "North Carolina", "Washington state", "bay area", "Cook County": no part is a town."""
    found = []
    for start in range(len(reading)):
        end = (
            _end_of_state(reading, start)
            or _end_of_part_of_state(reading, start)
            or _end_of_region(reading, start)
            or _end_of_county(reading, start)
        )
        if end is not None:
            found.append((start, end))
    return found


def _end_of_state(reading: Reading, start: int) -> int | None:
    for size in (3, 2, 1):
        end = start + size
        if tuple(reading.words[start:end]) not in reading.vocabulary.places.states:
            continue
        if len(reading.words[start]) > 2 and reading.words[end : end + 1] == ["state"]:
            end += 1
        if end - start > 1 and all(reading.is_word(index) for index in range(start, end)):
            return end
    return None


def _end_of_part_of_state(reading: Reading, start: int) -> int | None:
    """ "Upstate New York", "the state of Washington"."""
    words = reading.words
    first = 0
    if words[start] in reading.vocabulary.places.parts_of_states:
        first = start + 1
    elif words[start : start + 2] in _STATE_OF:
        first = start + 2
    size = reading.phrase_starting_at(first, reading.vocabulary.places.states) if first else 0
    is_named = size and len(words[first]) > 1 and reading.is_free(start, first)
    return first + size if is_named else None


def _end_of_region(reading: Reading, start: int) -> int | None:
    size = reading.phrase_starting_at(start, reading.vocabulary.places.regions)
    return start + size if size else None


def _end_of_county(reading: Reading, start: int) -> int | None:
    """One or two words before "County": of "Dayton Montgomery County" the last two."""
    if not reading.is_loose(start):
        return None
    if reading.is_loose(start - 1) and not reading.weight(start - 1, start):
        return None
    for end in (start + 2, start + 3):
        if reading.words[end - 1 : end] == ["county"] and reading.is_free(start, end):
            return end
        if reading.weight(start, start + 1):
            return None
    return None
