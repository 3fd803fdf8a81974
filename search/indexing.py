"""Keeps the documents true to the rows they are made of, in the transaction that saves the row."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from events.models import Event, Series
from news.models import NewsItem, Topic
from pages.models import Block, Page, SchoolFigure, SiteFacts
from programs.models import (
    Contact,
    Cost,
    CreditComponent,
    CreditRule,
    DegreeType,
    KeyDate,
    Landing,
    Program,
    Question,
)

from . import entrances
from .models import Document
from .sources import SOURCES, Kind

AT_ONCE = 500
KEY = ["kind", "object_id"]
Affected = dict[Kind, Collection[int]]
waiting: ContextVar[dict[Kind, set[int]] | None] = ContextVar("waiting", default=None)


@transaction.atomic
def index(kind: Kind, pks: Collection[int]) -> None:
    """Makes the documents of these rows anew; a row without a page of its own loses its one."""
    _numbers, make = SOURCES[kind]
    made = make(pks)
    present = [document.object_id for document in made]
    Document.objects.filter(kind=kind, object_id__in=pks).exclude(object_id__in=present).delete()
    rest = [field.name for field in Document._meta.fields if field.name not in ["id", *KEY]]
    Document.objects.bulk_create(made, update_conflicts=True, unique_fields=KEY, update_fields=rest)


def index_now_or_later(affected: Affected) -> None:
    later = waiting.get()
    for kind, pks in affected.items():
        if later is None:
            index(kind, pks)
        else:
            later[kind].update(pks)


@contextmanager
def all_at_the_end() -> Iterator[None]:
    """For who saves many rows that belong together: each document is made once, at the end."""
    later: dict[Kind, set[int]] = defaultdict(set)
    token = waiting.set(later)
    try:
        yield
    finally:
        waiting.reset(token)
    for kind, pks in later.items():
        index(kind, pks)


def index_all() -> int:
    """All documents anew, without those whose row is gone. Says how many there are."""
    for kind, (numbers, _make) in SOURCES.items():
        known = Document.objects.filter(kind=kind).values_list("object_id", flat=True)
        pks = sorted({*numbers(), *known})
        for start in range(0, len(pks), AT_ONCE):
            index(kind, pks[start : start + AT_ONCE])
    return Document.objects.count()


def pks_of(rows: QuerySet) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True))


def all_programs(row: Model) -> Affected:
    """A dozen at most; and whoever moves a part from one program to another changes two."""
    return {Kind.PROGRAM: pks_of(Program.objects.all()), Kind.ENTRANCE: [entrances.PROGRAMS]}


def page_and_those_below(page: Page) -> Affected:
    """Pages below are public as long as this one is, and its title is in their trails."""
    below = Page._base_manager.filter(path__startswith=page.path)
    return {Kind.PAGE: {page.pk, *pks_of(below)}}


def pages_with_school_figures(figure: SchoolFigure) -> Affected:
    blocks = Block.objects.filter(kind=Block.Kind.FIGURES, figures="")
    return {Kind.PAGE: set(blocks.values_list("parent_id", flat=True))}


def pages_with_the_address(facts: SiteFacts) -> Affected:
    blocks = Block.objects.filter(kind=Block.Kind.CONTACT)
    return {Kind.PAGE: set(blocks.values_list("parent_id", flat=True))}


# whose documents a row is part of
AFFECTED: dict[type[Model], Callable[[Any], Affected]] = {
    Landing: lambda landing: {Kind.ENTRANCE: entrances.numbers()},
    Program: lambda program: {Kind.PROGRAM: [program.pk], Kind.ENTRANCE: [entrances.PROGRAMS]},
    DegreeType: all_programs,
    CreditRule: all_programs,
    CreditComponent: all_programs,
    Cost: all_programs,
    KeyDate: all_programs,
    Contact: all_programs,
    Question: all_programs,
    NewsItem: lambda item: {Kind.NEWS: [item.pk]},
    Topic: lambda topic: {Kind.NEWS: pks_of(topic.items.all())},
    Event: lambda event: {Kind.EVENT: [event.pk]},
    Series: lambda series: {Kind.EVENT: pks_of(series.events.all())},
    Page: page_and_those_below,
    Block: lambda block: {Kind.PAGE: [block.parent_id]},
    SchoolFigure: pages_with_school_figures,
    SiteFacts: pages_with_the_address,
}


def affected(sender: type[Model], row: Model) -> Affected | None:
    """The kinds of blocks are proxies of Block."""
    find = AFFECTED.get(sender._meta.concrete_model or sender)
    return find(row) if find else None


def connect() -> None:
    post_save.connect(index_saved, dispatch_uid="search.indexing")
    pre_delete.connect(note_affected, dispatch_uid="search.indexing")
    post_delete.connect(index_deleted, dispatch_uid="search.indexing")
    m2m_changed.connect(
        index_topics, sender=NewsItem.topics.through, dispatch_uid="search.indexing"
    )


def index_saved(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if not kwargs.get("raw") and (found := affected(sender, instance)):
        index_now_or_later(found)


def note_affected(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Afterwards the rows that it was part of could no longer be asked for."""
    instance._part_of = affected(sender, instance)  # type: ignore[attr-defined]


def index_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if found := instance._part_of:  # type: ignore[attr-defined]
        index_now_or_later(found)


def index_topics(
    instance: Model, action: str, reverse: bool, pk_set: Iterable[int] | None, **kwargs: Any
) -> None:
    if action == "pre_clear" and reverse:
        instance._part_of = affected(Topic, instance)  # type: ignore[attr-defined]
    elif action == "post_clear" and reverse:
        index_now_or_later(instance._part_of)  # type: ignore[attr-defined]
    elif action.startswith("post_"):
        index_now_or_later({Kind.NEWS: list(pk_set or []) if reverse else [instance.pk]})
