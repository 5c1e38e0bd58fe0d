"""The list of what waits for somebody, the most pressing first, and the way to any practitioner."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.services.find_record import FoundRecords, find_record
from finder.services.list_work import WorkItem, WorkList, list_work
from finder.services.watch_ranking import pending_change
from finder.web.forms import showable
from finder.web.paging import Pages
from finder.web.transaction import reading, resources

KIND_NAMES = {
    "overdue": "Overdue",
    "due": "Due soon",
    "decision": "Second person",
    "report": "Reports",
    "conflict": "Sources differ",
    "review": "Reviews",
    "statement": "Stated only",
    "listing": "Listings to confirm",
}
_LONGEST_TEXT = 200
# Where on the screen of the practitioner a kind of work is done.
_SECTIONS = {"decision": "claims", "listing": "listing"}
# What is done on a page of its own.
_PAGES = {"report": "admin.report", "review": "admin.review", "conflict": "admin.conflicts"}


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("", endpoint="work_list")(work_list)


def work_list() -> Response | str:
    text = showable(request.args.get("q", "")[:_LONGEST_TEXT]).strip()
    states = resources().places.state_names
    state = request.args.get("state", "")
    with reading() as session:
        ranking = pending_change(session, resources())
        found = find_record(session, text) if text else FoundRecords()
        if found.only:
            return redirect(url_for("admin.provider", npi=found.only), 303)
        work = list_work(
            session,
            resources(),
            request.args.get("kind", ""),
            state if state in states else "",
            _page_number(request.args.get("page", "")),
        )
    return render_template(
        "pages/admin/work_list.html",
        work=work,
        text=text,
        found=found,
        ranking=ranking,
        states=states,
        kinds=KIND_NAMES,
        pager=_pager(work),
        href=_href,
        to_list=_to_list,
    )


def _page_number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 7
    return int(text) if is_number else 1


def _pager(work: WorkList) -> Pages:
    return Pages(work.page, work.pages, lambda page: _to_list(work, work.kind, page))


def _to_list(work: WorkList, kind: str, page: int = 1) -> str:
    """The list of a kind, in the same state."""
    return url_for(
        "admin.work_list",
        kind=kind or None,
        state=work.state or None,
        page=page if page > 1 else None,
    )


def _href(item: WorkItem) -> str:
    """Where the item is done."""
    parts: dict[str, Any] = dict(item.parts or {})
    if item.kind in _PAGES:
        return url_for(_PAGES[item.kind], **parts)
    section = _SECTIONS.get(item.kind) or ("certification" if parts else "membership")
    return url_for("admin.provider", npi=item.npi, _anchor=section, **parts)
