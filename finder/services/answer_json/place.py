"""The document of a place, or of the places that a text may mean."""

from finder.domain.place import Place, PlaceChoice, PlaceChoices
from finder.services.answer_json.facts import Document, coordinates


def place_document(found: Place | PlaceChoices) -> Document:
    """The answer of ``/api/v1/place`` and of ``finder place --json``."""
    if isinstance(found, PlaceChoices):
        return {"choices": [choice_document(choice) for choice in found.choices]}
    return {
        "label": found.label,
        "kind": found.kind.value,
        **coordinates(found.point),
        "approximate": found.approximate,
        "setting": found.setting.value,
    }


def choice_document(choice: PlaceChoice) -> Document:
    return {"label": choice.label, **coordinates(choice.point)}
