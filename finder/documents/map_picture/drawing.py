"""The picture itself: an SVG document of lines, circles and text."""

from collections.abc import Iterable, Iterator

from finder.documents.map_picture.contents import MapContents, Picture
from finder.documents.map_picture.labels import TEXT_SIZE, Label
from finder.documents.map_picture.layout import Layout, lay_out
from finder.documents.map_picture.plates import LEAST_SIZE, LINE_HEIGHT, RANK_SIZE, Plate
from finder.documents.map_picture.shapes import (
    INK,
    PAPER,
    SOFT_INK,
    circle,
    clean,
    escaped,
    group,
    line,
    rounded,
    words,
)
from finder.documents.map_picture.view import SIDE, MapView
from finder.documents.map_picture.words import description_of, title_of
from finder.domain.sentences import Language

_FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
# A text sits on its baseline: so much of its size lower, its middle is where it should be.
_DROP = 0.35

_DOCUMENT = (
    f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE:g} {SIDE:g}" width="{SIDE:g}" '
    f'height="{SIDE:g}" role="img" aria-labelledby="map-title" '
    f'aria-describedby="map-description" font-family="{_FACE}" text-anchor="middle"'
)
_SHEET = f'<rect width="{SIDE:g}" height="{SIDE:g}" fill="{PAPER}" stroke="{SOFT_INK}" />'
_THIN = f'fill="{PAPER}" stroke="{INK}" stroke-width="1.5"'
_LEADERS = f'class="map-leaders" fill="{INK}" stroke="{INK}" stroke-width="1.5"'
_STRONG = f'fill="{PAPER}" stroke="{INK}" stroke-width="2"'
_NUMBERS = f'class="map-numbers" fill="{INK}" font-size="{RANK_SIZE:g}" font-weight="bold"'
# A rim of paper keeps lines from running through the letters.
_NAMES = (
    f'class="map-names" fill="{INK}" font-size="{TEXT_SIZE:g}" stroke="{PAPER}" '
    'stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
)
_STATES = f'fill="{SOFT_INK}" letter-spacing="1.5"'
_ORIGIN = group(
    f'class="map-origin" {_STRONG}',
    (
        circle(SIDE / 2, SIDE / 2, 8),
        group(f'fill="{INK}"', [circle(SIDE / 2, SIDE / 2, 3)]),
    ),
)


def draw(view: MapView, contents: MapContents, language: Language) -> Picture:
    """The map of these contents, its words in this language."""
    title = clean(language.say(title_of(view, contents.label)))
    description = clean(language.say(description_of(view, contents.pins)))
    layout = lay_out(view, contents, language)
    parts = (
        f'<title id="map-title">{escaped(title)}</title>',
        f'<desc id="map-description">{escaped(description)}</desc>',
        _SHEET,
        contents.ground.svg,
        group(_LEADERS, _leaders(layout.plates)),
        *_places(layout),
        *_plates(layout.plates),
    )
    return Picture(f"<svg {_DOCUMENT}>{''.join(parts)}</svg>", title, description)


def _places(layout: Layout) -> Iterator[str]:
    """Dots and names, those of the origin last and strongest."""
    yield group(_THIN, (circle(town.x, town.y, 2.5) for town in layout.towns))
    named = (*layout.rings, *(town.label for town in layout.towns))
    names = [group(_STATES, map(_label, layout.states)), *map(_label, named)]
    if layout.origin:
        names.append(group('font-weight="bold"', [_label(layout.origin)]))
    yield group(_NAMES, names)
    yield _ORIGIN


def _leaders(plates: Iterable[Plate]) -> Iterator[str]:
    """Lines from the plates that had to move to the places that they mark."""
    for plate in plates:
        if plate.is_aside:
            yield line(*plate.spot, plate.x, plate.y)
            yield circle(*plate.spot, 3)


def _plates(plates: Iterable[Plate]) -> Iterator[str]:
    shapes, numbers = [], []
    for plate in plates:
        box = plate.box
        shapes.append(rounded(box.left, box.top, plate.width, plate.height, LEAST_SIZE / 2))
        first = plate.y - LINE_HEIGHT * (len(plate.lines) - 1) / 2 + RANK_SIZE * _DROP
        for number, text in enumerate(plate.lines):
            numbers.append(words(plate.x, first + LINE_HEIGHT * number, text))
    yield group(f'class="map-plates" {_STRONG}', shapes)
    yield group(_NUMBERS, numbers)


def _label(label: Label) -> str:
    return words(label.x, label.y + TEXT_SIZE * _DROP, label.text, label.anchor)
