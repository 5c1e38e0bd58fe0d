"""How hard a text is to read, by one measure for every page and data file: textstat.

Names of procedures, boards and the like cannot be made shorter, so each counts as one short word.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from textstat.textstat import textstatistics

NAMES = re.compile(
    r"\b(?:kyphoplast(?:y|ies)|vertebroplast(?:y|ies)|cifoplastias?|vertebroplastias?"
    r"|vertebral augmentation|osteoporosis|fluoroscop(?:y|ia)"
    r"|(?:interventional )?radiolog(?:y|ists?)|radiolog[íi]a|radi[óo]logos?"
    r"|intervencionistas?|an(?:a?esthesia|estesia)|resonancia|tomograf[íi]a|gammagraf[íi]a"
    r"|American College of Radiology|Colegio Americano de Radiolog[íi]a"
    r"|American Board of Radiology|Junta Americana de Radiolog[íi]a"
    r"|Society of Interventional Radiology|Certification Matters|Original Medicare"
    r"|Medicare(?: Original| Advantage)?)\b",
    re.IGNORECASE,
)
_SHORT = "cast"
# What is somebody else's wording, or a line of names.
_OTHERS = {"source", "sources", "visually-hidden", "formula"}
_PROSE = ("p", "li", "dd", "summary")
_english, _spanish = textstatistics(), textstatistics()
_english.set_lang("en_US")
_spanish.set_lang("es")


def english_grade(text: str) -> float:
    """The US school grade of Flesch and Kincaid."""
    return float(_english.flesch_kincaid_grade(_measured(text)))


def spanish_ease(text: str) -> float:
    """Szigriszt-Pazos on the INFLESZ scale: above 65 is easier than a newspaper."""
    return float(_spanish.szigriszt_pazos(_measured(text)))


def own_prose(page: str) -> list[str]:
    """Every running text of a page that is ours: no quotations, names of sources or cells."""
    tree = html5lib.getTreeBuilder("etree")
    root = html5lib.HTMLParser(tree, namespaceHTMLElements=False).parse(page)
    (main,) = root.iter("main")
    texts = (" ".join("".join(_own(block)).split()) for block in _innermost(main))
    return [text for text in texts if len(text.split()) > 2]


def as_one_text(texts: list[str]) -> str:
    """Texts one after the other, each a sentence of its own."""
    return " ".join(text if text[-1] in ".?!" else f"{text}." for text in texts)


def _innermost(element: Element) -> Iterator[Element]:
    """Blocks of running text that are ours and hold no other such block."""
    if _is_of_others(element):
        return
    inner = [block for child in element for block in _innermost(child)]
    if element.tag in _PROSE and not inner:
        yield element
    yield from inner


def _own(element: Element) -> Iterator[str]:
    if _is_of_others(element):
        return
    yield element.text or ""
    for child in element:
        yield from _own(child)
        yield child.tail or ""


def _is_of_others(element: Element) -> bool:
    return element.tag == "blockquote" or bool(_OTHERS & {*element.get("class", "").split()})


def _measured(text: str) -> str:
    shortened = NAMES.sub(_SHORT, text)
    # The point of a number ends no sentence.
    return re.sub(r"(?<=\d)\.(?=\d)", "", shortened)
