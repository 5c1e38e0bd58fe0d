"""What was loaded when, and whom each load changed."""

from flask import Blueprint, render_template, request, url_for
from werkzeug.exceptions import NotFound

from finder.domain.errors import InvalidValue
from finder.domain.provenance import SOURCE_NAMES, Source
from finder.domain.releases import CHANGE_NAMES
from finder.services.show_releases import ReleaseList, ReleaseRecord, list_releases, show_release
from finder.web.paging import Pages
from finder.web.transaction import reading


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/releases", endpoint="releases")(releases)
    blueprint.get("/releases/<int:number>", endpoint="release")(release)


def releases() -> str:
    with reading() as session:
        listed = list_releases(session, request.args.get("source", ""), _page_number())
    return render_template(
        "pages/admin/releases.html",
        listed=listed,
        sources=list(Source),
        names=CHANGE_NAMES,
        pager=_pager(listed),
    )


def release(number: int) -> str:
    try:
        with reading() as session:
            record = show_release(session, number, request.args.get("kind", ""), _page_number())
    except InvalidValue as problem:
        raise NotFound from problem
    return render_template(
        "pages/admin/release.html",
        record=record,
        release=record.release,
        source_name=SOURCE_NAMES[Source(record.release.source)],
        names=CHANGE_NAMES,
        pager=_record_pager(record),
    )


def _page_number() -> int:
    text = request.args.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _pager(listed: ReleaseList) -> Pages:
    source = listed.source or None
    return Pages(
        listed.page,
        listed.pages,
        lambda page: url_for("admin.releases", source=source, page=page if page > 1 else None),
    )


def _record_pager(record: ReleaseRecord) -> Pages:
    number, kind = record.release.number, record.kind.value if record.kind else None
    return Pages(
        record.page,
        record.pages,
        lambda page: url_for(
            "admin.release", number=number, kind=kind, page=page if page > 1 else None
        ),
    )
