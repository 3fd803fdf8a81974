"""Which rows can be found, and what of them: all that their pages show."""

import unicodedata
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model, Prefetch
from django.utils import timezone

from content.folding import framed
from content.richtext import plain
from content.zones import SCHOOL_ZONE
from events.models import Event
from hms_site.publishing import Publishable
from news.models import NewsItem
from pages.models import Block, Page, SchoolFigure, SiteFacts
from programs.models import Program

from .entrances import Entrance, credits_of, entrances, numbers
from .models import Document

Kind = Document.Kind
ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)  # programs and entrances are not scheduled
BETWEEN = " › "


def document(
    kind: Kind, row: Any, title: str, parts: Iterable[str], labels: Iterable[str], trail: str
) -> Document:
    """The row's document, without the moments at which it is public. By its `labels` it is found,
    but lines of them would tell nobody much."""
    # composed, so that what visitors see can be marked letter by letter
    text = unicodedata.normalize("NFC", "\n".join(part for part in parts if part.strip()))
    title = unicodedata.normalize("NFC", title)
    return Document(
        kind=kind,
        object_id=row.pk,
        url=row.get_absolute_url(),
        trail=trail[:1000],
        title=title,
        text=text,
        folded_title=framed(title)[:300],
        folded_text=framed("\n".join([title, text, *labels])),
    )


def unscheduled(made: Document) -> Document:
    made.state, made.publish_at = Publishable.State.PUBLISHED, ALWAYS
    return made


def scheduled(made: Document, row: Publishable, *above: Publishable) -> Document:
    """Public when the row and all that is above it are."""
    rows = [row, *above]
    ends = [each.unpublish_at for each in rows if each.unpublish_at]
    made.publish_at = max(each.publish_at for each in rows)
    made.unpublish_at = min(ends, default=None)
    never = made.unpublish_at is not None and made.unpublish_at <= made.publish_at
    if never or any(each.state != Publishable.State.PUBLISHED for each in rows):
        made.state, made.unpublish_at = Publishable.State.DRAFT, None
    else:
        made.state = Publishable.State.PUBLISHED
    return made


def programs(pks: Collection[int]) -> list[Document]:
    rows = Program.objects.public().with_page().filter(pk__in=pks)
    return [program_document(row) for row in rows]


def program_document(row: Program) -> Document:
    """Without the questions that stand on the page of every program: nine times the same answer
    would be none. The page of all programs is found by them."""
    degree = row.degree_type
    parts = [row.summary, plain(row.overview), plain(row.audience), row.format]
    parts += [f"{row.months} months" if row.months else "", credits_of(degree.current_rule())]
    for question in row.questions.all():
        parts.append(f"{question.question} {plain(question.answer)}")
    parts += [f"{date.label} {date.note}" for date in row.key_dates.all()]
    parts += [cost.label for cost in row.costs.all()]
    parts += [f"{one.name} {one.role} {one.email} {one.phone}" for one in row.contacts.all()]
    labels = [row.short_name, degree.name, degree.abbreviation]
    trail = BETWEEN.join(["Programs", degree.abbreviation or degree.name])
    return unscheduled(document(Kind.PROGRAM, row, row.official_name, parts, labels, trail))


def at_entrances(pks: Collection[int]) -> list[Document]:
    return [entrance_document(one) for one in entrances() if one.pk in pks]


def entrance_document(one: Entrance) -> Document:
    made = document(Kind.ENTRANCE, one, one.title, [one.text], [one.names], "")
    made.folded_title = framed(f"{one.title} {one.names}")[:300]
    return unscheduled(made)


def news(pks: Collection[int]) -> list[Document]:
    rows = NewsItem.objects.filter(pk__in=pks).prefetch_related("topics")
    return [news_document(row) for row in rows]


def news_document(row: NewsItem) -> Document:
    parts = [row.summary, plain(row.body), row.authors]
    parts += [row.link_label, row.image_alt, row.image_credit]
    labels = [topic.name for topic in row.topics.all()]
    if row.kind != NewsItem.Kind.ARTICLE:  # most are, so that the word would tell nothing
        labels.append(row.get_kind_display())
    made = document(Kind.NEWS, row, row.title, parts, labels, "News")
    made.dated = timezone.localdate(row.publish_at) if row.is_dated else None
    return scheduled(made, row)


def events(pks: Collection[int]) -> list[Document]:
    rows = Event.objects.filter(pk__in=pks).select_related("series")
    return [event_document(row) for row in rows]


def event_document(row: Event) -> Document:
    series = row.series.name if row.series else ""
    parts = [row.summary, plain(row.description), row.place, row.audience]
    parts += [row.link_label, row.image_alt, row.image_credit]
    labels = [row.get_kind_display(), series]
    if row.time_zone != SCHOOL_ZONE:
        labels.append(row.when.zone_name)
    if row.is_cancelled:
        labels.append("cancelled canceled")
    trail = BETWEEN.join(filter(None, ["Events", series]))
    made = document(Kind.EVENT, row, row.title, parts, labels, trail)
    made.dated = timezone.localdate(row.starts_at, row.zone)
    made.note = "Cancelled" if row.is_cancelled else ""
    return scheduled(made, row)


def pages(pks: Collection[int]) -> list[Document]:
    """Entries that only lead elsewhere have no page of their own to be found."""
    own = Page._base_manager.filter(pk__in=pks, leads_to_page=None, leads_to_address="")
    blocks = Prefetch("pages_block_set", Block.objects.order_by("region", "ordering"))
    rows = list(own.prefetch_related(blocks))
    wanted = {path for row in rows for path in paths_above(row.path)}
    above = {page.path: page for page in Page._base_manager.filter(path__in=wanted)}
    return [
        page_document(row, [above[path] for path in paths_above(row.path) if path in above])
        for row in rows
    ]


def paths_above(path: str) -> list[str]:
    """For /a/b/c/: /, /a/ and /a/b/."""
    names = path.strip("/").split("/")
    return ["/".join(["", *names[:depth], ""]) for depth in range(len(names))]


def page_document(row: Page, above: list[Page]) -> Document:
    parts = [row.summary]
    for block in row.pages_block_set.all():
        parts += block_parts(block)
    trail = BETWEEN.join(page.title for page in above)
    made = document(Kind.PAGE, row, row.title, parts, [row.menu_label], trail)
    return scheduled(made, row, *above)


def block_parts(block: Block) -> list[str]:
    figures = block.figure_rows()
    if block.kind == Block.Kind.FIGURES and not figures:
        figures = list(SchoolFigure.objects.values_list("number", "counted"))
    counted = ", ".join(f"{number} {what}" for number, what in figures)
    parts = [block.heading, plain(block.text), block.byline, counted, block.link_label]
    if block.kind == Block.Kind.CONTACT:
        facts = SiteFacts.objects.first() or SiteFacts()
        parts += [facts.street, facts.city, facts.phone, facts.inquiries_address]
    return [*parts, block.image_alt, block.image_credit]


def rows_of(model: type[Model]) -> Callable[[], Iterable[int]]:
    return lambda: model._base_manager.values_list("pk", flat=True)


# what there is of each kind, by number, and what makes its documents
SOURCES: dict[Kind, tuple[Callable[[], Iterable[int]], Callable[[Collection[int]], list[Document]]]]
SOURCES = {
    Kind.ENTRANCE: (numbers, at_entrances),
    Kind.PROGRAM: (rows_of(Program), programs),
    Kind.PAGE: (rows_of(Page), pages),
    Kind.EVENT: (rows_of(Event), events),
    Kind.NEWS: (rows_of(NewsItem), news),
}
