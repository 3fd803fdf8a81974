"""What is found for a visitor's words, best first, the same on every database.

Equally good results stand in an order of numbers and days alone: how texts are sorted differs from
one database to the next.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, Q, Value, When

from .models import Document
from .wanted import Wanted

RESULTS_PER_PAGE = 20


@dataclass
class Results:
    """One page of what was found, of all kinds or of one; `counts` are of all."""

    page: Page
    documents: list[Document]
    counts: Counter[str]

    @property
    def in_all(self) -> int:
        return self.counts.total()


def results(wanted: Wanted, kind: str, number: str | None, at: datetime | None = None) -> Results:
    """Two queries: one looks through all texts, the other fetches a page of documents."""
    found = matches(wanted, at) if wanted else []
    counts = Counter(each_kind for _pk, each_kind in found)
    pks = [pk for pk, each_kind in found if kind in ("", each_kind)]
    page = Paginator(pks, RESULTS_PER_PAGE).get_page(number)
    listed = list(page.object_list)
    shown = Document.objects.defer("folded_title", "folded_text").in_bulk(listed) if listed else {}
    documents = [shown[pk] for pk in listed if pk in shown]  # one may have gone since
    return Results(page, documents, counts)


def matches(wanted: Wanted, at: datetime | None = None) -> list[tuple[int, str]]:
    """Number and kind of all that is public and holds every word."""
    every_word = reduce(and_, (holds("folded_text", forms) for forms in wanted.words))
    ranked = (
        Document.objects.published(at)
        .filter(every_word)
        .order_by(
            rank(wanted),
            order_of_kinds(),
            F("dated").desc(nulls_last=True),
            "-publish_at",
            "object_id",
        )
    )
    return list(ranked.values_list("pk", "kind"))


def holds(column: str, forms: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(**{f"{column}__contains": form}) for form in forms))


def rank(wanted: Wanted) -> Case:
    """The title itself, its words together, all of them, its beginning; then the text."""
    phrase = f" {wanted.phrase}"
    begins = (
        Q(folded_title__startswith=f" {form.strip()}") for word in wanted.words for form in word
    )
    best_first = [
        Q(folded_title=f"{phrase} "),
        Q(folded_title__contains=phrase),
        reduce(and_, (holds("folded_title", forms) for forms in wanted.words)),
        reduce(or_, begins),
        Q(folded_text__contains=phrase),
    ]
    return Case(
        *(When(test, then=Value(place)) for place, test in enumerate(best_first)),
        default=Value(len(best_first)),
        output_field=IntegerField(),
    )


def order_of_kinds() -> Case:
    return Case(
        *(When(kind=kind, then=Value(place)) for place, kind in enumerate(Document.Kind)),
        output_field=IntegerField(),
    )
