"""What is found for a visitor's words, best first, the same on every database.

Equally good results stand in an order of numbers and days alone: how texts are sorted differs from
one database to the next.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, Q, Value, When

from .models import Document
from .wanted import Wanted

RESULTS_PER_PAGE = 20


@dataclass
class Results:
    """One page of what was found, of all kinds or of one; `counts` are of all.

    `wanted` is what the documents hold: what was asked for, or something near it.
    """

    wanted: Wanted
    is_inside: bool
    page: Page
    documents: list[Document]
    counts: Counter[str]

    @property
    def in_all(self) -> int:
        return self.counts.total()


class Found(NamedTuple):
    """Number and kind of each document, best first.

    `is_inside`: no word begins with what was asked for, it stands within others.
    """

    rows: list[tuple[int, str]]
    is_inside: bool


def results(wanted: Wanted, kind: str, number: str | None, at: datetime | None = None) -> Results:
    """Two queries: one looks through all texts, the other fetches a page of documents."""
    found = matches(wanted, at) if wanted else Found([], False)
    held = wanted.inside_words() if found.is_inside else wanted.in_other_words()
    counts = Counter(each_kind for _pk, each_kind in found.rows)
    pks = [pk for pk, each_kind in found.rows if kind in ("", each_kind)]
    page = Paginator(pks, RESULTS_PER_PAGE).get_page(number)
    listed = list(page.object_list)
    shown = Document.objects.defer("folded_title", "folded_text").in_bulk(listed) if listed else {}
    documents = [shown[pk] for pk in listed if pk in shown]  # one may have gone since
    return Results(held, found.is_inside, page, documents, counts)


def matches(wanted: Wanted, at: datetime | None = None) -> Found:
    """All that is public and holds every word. What holds it only inside other words is found only
    when there is nothing else; one query reads both, as a second one would read all texts again."""
    ranked = (
        Document.objects.published(at)
        .filter(holds_all("folded_text", wanted.in_other_words().inside_words()))
        .annotate(how=how_near(wanted))
        .order_by(
            "how",
            rank(wanted),
            order_of_kinds(),
            F("dated").desc(nulls_last=True),
            "-publish_at",
            "object_id",
        )
    )
    rows = list(ranked.values_list("pk", "kind", "how"))
    is_inside = bool(rows) and rows[0][2] == INSIDE
    kept = rows if is_inside else [row for row in rows if row[2] != INSIDE]
    return Found([(pk, listed_as(kind)) for pk, kind, _how in kept], is_inside)


def listed_as(kind: str) -> str:
    """To visitors an entrance is a page like others."""
    return Document.Kind.PAGE if kind == Document.Kind.ENTRANCE else kind


AS_ASKED, IN_OTHER_WORDS, INSIDE = range(3)


def how_near(wanted: Wanted) -> Case:
    return Case(
        When(holds_all("folded_text", wanted), then=Value(AS_ASKED)),
        When(holds_all("folded_text", wanted.in_other_words()), then=Value(IN_OTHER_WORDS)),
        default=Value(INSIDE),
        output_field=IntegerField(),
    )


def holds_all(column: str, wanted: Wanted) -> Q:
    return reduce(and_, (holds(column, forms) for forms in wanted.words))


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
        holds_all("folded_title", wanted),
        holds_all("folded_title", wanted.in_other_words()),
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
