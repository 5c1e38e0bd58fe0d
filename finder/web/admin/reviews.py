"""The questions that imports left: a list, and one page a question with both sides of it."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.domain.reviews import ReviewKind, Verdict
from finder.services.settle_reviews import settle_review
from finder.services.show_reviews import ReviewList, list_reviews, show_review
from finder.web import signed_in as who
from finder.web.admin.denials import keep_denial
from finder.web.admin.forms import ReasonForm
from finder.web.numbers import number_in
from finder.web.paging import Pages
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]

KIND_NAMES = {
    ReviewKind.EXCLUDED_NPI: "Excluded by NPI",
    ReviewKind.EXCLUDED_NAME: "Same name as an excluded person",
    ReviewKind.DEACTIVATED: "NPI ended",
    ReviewKind.UNKNOWN_NPI: "Unknown NPI in a roster",
    ReviewKind.RETIRED: "Emeritus",
    ReviewKind.CONTRADICTION: "Checks that contradict each other",
    ReviewKind.OTHER: "Other",
}
VERDICT_NAMES = {
    Verdict.SAME_PERSON: "The same person",
    Verdict.SOMEBODY_ELSE: "Somebody else",
    Verdict.DONE: "Done",
}


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/reviews", endpoint="reviews")(reviews)
    blueprint.get("/reviews/<int:review_id>", endpoint="review")(review)
    blueprint.post("/reviews/<int:review_id>", endpoint="settle_review")(settle)


def reviews() -> str:
    with reading() as session:
        shown = list_reviews(
            session,
            request.args.get("kind", ""),
            request.args.get("settled") == "1",
            number_in(request.args.get("page", ""), 1),
        )
    return render_template(
        "pages/admin/reviews.html",
        list=shown,
        kinds=KIND_NAMES,
        verdicts=VERDICT_NAMES,
        href=_href,
        pager=Pages(shown.page, shown.pages, lambda page: _href(shown, shown.kind, page=page)),
    )


def review(review_id: int) -> Answer:
    return _page(review_id, ReasonForm({}))


def settle(review_id: int) -> Answer:
    form = ReasonForm(request.form.to_dict())
    try:
        with writing() as session:
            settle_review(
                session,
                resources(),
                who.actor(),
                review_id,
                request.form.get("verdict", ""),
                form.values["reason"],
                request.form.get("seen", ""),
            )
    except InvalidValue as problem:
        keep_denial(problem)
        form.tell_field("reason", str(problem))
        return _page(review_id, form), 400
    return redirect(url_for("admin.review", review_id=review_id), 303)


def _page(review_id: int, form: ReasonForm) -> str:
    with reading() as session:
        shown = show_review(session, resources(), review_id)
        return render_template(
            "pages/admin/review.html",
            shown=shown,
            form=form,
            kind_name=KIND_NAMES[shown.question.kind],
            verdicts=VERDICT_NAMES,
        )


def _href(
    shown: ReviewList, kind: ReviewKind | None, is_settled: bool | None = None, page: int = 1
) -> str:
    """The list of a kind, open or settled as it is shown unless said otherwise."""
    settled = shown.is_settled if is_settled is None else is_settled
    return url_for(
        "admin.reviews",
        kind=kind.value if kind else None,
        settled="1" if settled else None,
        page=page if page > 1 else None,
    )
