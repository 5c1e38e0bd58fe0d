"""Words that people and record systems use for a language, an insurance, a yes or a no."""

import re

ORIGINAL_MEDICARE = "Original Medicare"
# A plan of its own beside Medicare, whatever the word Medicare stands in.
_PLAN = re.compile(r"\b(?:advantage|part c|plan c|ma|mapd|hmo|ppo|replacement)\b")
_LANGUAGES = {
    **dict.fromkeys(("es", "spa", "esp", "spanish", "español", "espanol", "castellano"), "es"),
    **dict.fromkeys(("en", "eng", "english", "inglés", "ingles"), "en"),
}
_ANSWERS = {
    **dict.fromkeys(("true", "1", "y", "on"), "yes"),
    **dict.fromkeys(("false", "0", "n", "off"), "no"),
}
_NEGATING = {
    *("no", "none", "not", "nil", "never", "nothing", "without", "negative", "neg"),
    *("deny", "denies", "denied", "unknown", "unsure", "false", "0", "off", "n", "na", "n/a"),
    *("-", "--", "?"),
}
_FILLING = {
    *("a", "any", "at", "the", "of", "on", "or", "and", "to", "is", "are", "taking", "taken"),
    *("takes", "take", "use", "uses", "using", "known", "current", "currently", "present", "now"),
    *("applicable", "recorded", "all", "time", "this", "patient", "she", "he", "they", "does"),
    *("anticoagulant", "anticoagulants", "anticoagulation", "anticoagulated", "antiplatelet"),
    *("antiplatelets", "agent", "agents", "drug", "drugs", "medication", "medications", "therapy"),
    *("blood", "thinner", "thinners", "prescribed"),
}


def language_code(text: str) -> str:
    """``en`` or ``es`` for a language by its name or code, with or without a country; else ""."""
    words = re.split(r"[\s,;/(_-]+", text.casefold().strip())
    return _LANGUAGES.get(words[0], "")


def insurance_name(text: str) -> str:
    """The name by which rules know an insurance: Medicare without a plan is the original one."""
    typed = text.casefold()
    if re.search(r"\bmedicare\b", typed) and not _PLAN.search(typed):
        return ORIGINAL_MEDICARE
    return text


def spoken_answer(text: str) -> str:
    """Yes or no in words where a record system writes a sign for it."""
    return _ANSWERS.get(text.casefold(), text)


def is_negation(text: str) -> bool:
    """Whether nothing but a no was said: one other word may be the name of a drug."""
    words = {word.strip(".!") for word in re.split(r"[\s,;:()]+", text.casefold())} - {""}
    return not words or (bool(words & _NEGATING) and words <= _NEGATING | _FILLING)
