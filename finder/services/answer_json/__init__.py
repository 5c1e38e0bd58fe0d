"""The JSON documents that API and command line share: plain data, nothing of the web."""

from finder.services.answer_json.place import place_document
from finder.services.answer_json.profile import profile_document
from finder.services.answer_json.questions import questions_document
from finder.services.answer_json.search import search_document

__all__ = ["place_document", "profile_document", "questions_document", "search_document"]
