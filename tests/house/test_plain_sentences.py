"""No sentence for people is glued together in code: pieces could not be said in Spanish."""

import ast
import re
from collections.abc import Iterator

PROSE = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}")
BEFORE_A_VALUE = re.compile(r"[a-z]{2,} $")

# Sentences for people in these packages are made to be translated. Outside stand what only staff,
# operators and programs read: English there is a rule, not an omission.
FOR_PATIENTS = ("finder/domain/", "finder/places/", "finder/services/", "finder/web/")
FOR_OTHERS = {
    "finder/domain/accounts.py": "whoever has an account reads English",
    "finder/domain/credentials/": "rosters are refused to whoever keeps them",
    "finder/domain/evidence_files.py": "staff read English",
    "finder/domain/exchange_rates.py": "stored rules are refused to the operator",
    "finder/domain/ledger.py": "staff read English",
    "finder/domain/merging.py": "staff read English",
    "finder/domain/questions.py": "a damaged data file is the operator's",
    "finder/domain/referral/": "clinicians read English",
    "finder/domain/releases.py": "staff read English",
    "finder/domain/reviews.py": "staff read English",
    "finder/domain/rules.py": "a damaged rules file is the operator's",
    "finder/domain/verification.py": "staff read English",
    "finder/services/accounts/": "whoever has an account reads English",
    "finder/services/answer_json/": "programs read English",
    "finder/services/audit_ledger.py": "the terminal is English",
    "finder/services/back_up.py": "the terminal is English",
    "finder/services/check_directory.py": "the terminal is English",
    "finder/services/copy_directory.py": "the terminal is English",
    "finder/services/demonstrate.py": "the terminal is English",
    "finder/services/generations.py": "the terminal is English",
    "finder/services/handle_report/": "staff read English",
    "finder/services/index_directory.py": "the terminal is English",
    "finder/services/keep_evidence.py": "staff read English",
    "finder/services/keep_secret.py": "a damaged key is the operator's",
    "finder/services/languages.py": "a damaged catalogue is the operator's",
    "finder/services/find_record.py": "staff read English",
    "finder/services/list_work.py": "staff read English",
    "finder/services/letter_tables.py": "a damaged data file is the operator's",
    "finder/services/load_roster/": "staff read English",
    "finder/services/load_records/": "imports are reported in the terminal",
    "finder/services/merge_records.py": "staff read English",
    "finder/services/settle_conflicts.py": "staff read English",
    "finder/services/settle_reviews.py": "staff read English",
    "finder/services/show_reviews.py": "staff read English",
    "finder/services/watch_ranking.py": "staff read English",
    "finder/services/check_readiness.py": "monitors read English",
    "finder/services/referrals/following.py": "whoever has an account reads English",
    "finder/services/referrals/issuing.py": "whoever has an account reads English",
    "finder/services/referring_practice.py": "whoever has an account reads English",
    "finder/services/restore.py": "the terminal is English",
    "finder/services/show_releases.py": "staff read English",
    "finder/services/trusted_list.py": "whoever has an account reads English",
    "finder/services/update_sources.py": "the terminal is English",
    "finder/services/secrets.py": "a key that does not fit is the operator's",
    "finder/services/show_record.py": "staff read English",
    "finder/services/verify/": "staff read English",
    "finder/services/write_file.py": "staff and operators read English",
    "finder/services/write_letter.py": "clinicians read English",
    "finder/web/account/": "whoever has an account reads English",
    "finder/web/admin/": "staff read English",
    "finder/web/api/": "programs read English",
    "finder/web/referrals/": "clinicians read English",
    "finder/web/tracking/": "whoever has an account reads English",
    "finder/web/headers.py": "browsers read headers",
    "finder/web/logs.py": "logs are English",
    "finder/web/metrics.py": "monitors read English",
    "finder/web/operations/": "monitors read English",
    "finder/web/signed_in.py": "whoever has an account reads English",
}
# What these are called with is no sentence of a page: patterns, lists of words, and faults that
# are the operator's. A text that begins with a new line is a list as well.
NOT_SHOWN = {
    *("StoredDataDamaged", "DirectoryUnavailable", "LookupError", "ValueError"),
    *("compile", "split"),
}
NO_SENTENCE = re.compile(r"\n|\d+ per (?:minute|hour|day)|inline; filename=|report number")


def is_for_others(name: str) -> bool:
    return not name.startswith(FOR_PATIENTS) or name.startswith(tuple(FOR_OTHERS))


def name_of(node: ast.AST) -> str:
    """The last part of what is called; nothing for whatever is no call."""
    function = getattr(node, "func", None)
    return getattr(function, "id", getattr(function, "attr", ""))


def is_prose(node: ast.AST) -> bool:
    """A text of several words, or one glued together around values."""
    if isinstance(node, ast.JoinedStr):
        words = [str(part.value) for part in node.values if isinstance(part, ast.Constant)]
        return any(PROSE.search(word) or BEFORE_A_VALUE.search(word) for word in words)
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and bool(PROSE.search(text)) and not NO_SENTENCE.match(text)


def within(node: ast.AST) -> list[ast.AST]:
    """What has to be looked at inside: a docstring and the template of a sentence have not."""
    if name_of(node) in ("Sentence", "counted"):
        assert isinstance(node, ast.Call)
        glued = [made for made in node.args if isinstance(made, ast.JoinedStr | ast.BinOp)]
        return [*glued, *(keyword.value for keyword in node.keywords)]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return []
    return [] if name_of(node) in NOT_SHOWN else list(ast.iter_child_nodes(node))


def bare_prose(node: ast.AST) -> Iterator[ast.AST]:
    """Texts of several words that are not the template of a sentence."""
    if is_prose(node):
        yield node
        return
    for child in within(node):
        yield from bare_prose(child)


def test_no_sentence_for_people_is_glued_together_or_left_plain(
    program: dict[str, ast.Module],
) -> None:
    found = [
        f"{name}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"
        for name, tree in program.items()
        if not is_for_others(name)
        for node in bare_prose(tree)
    ]
    assert not found, "\n".join(found)


def test_every_exception_from_the_rule_still_exists(program: dict[str, ast.Module]) -> None:
    gone = [name for name in FOR_OTHERS if not any(module.startswith(name) for module in program)]
    assert not gone, "\n".join(gone)
