"""What the admin's front page says at a glance, of content and deliveries, to who may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, F, Max, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone

from hms_site.publishing import Publishable
from inquiries import audit
from inquiries.models import Access
from inquiries.standing import Standing, standing
from inquiries.worklist.front_page import FrontPage, front_page
from pages.models import ResourceLink
from programs.overdue import Overdue, overdue
from search.models import Query

from .staff_pages import Change, coming, kind_and_form, name_field, publishable_models

COMING_SHOWN = 3
DRAFTS_SHOWN = 5
SEARCHES_SHOWN = 5
FACTS_SHOWN = 8
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Draft:
    changed_at: datetime | None  # None: by a way that keeps no history
    changed_by: str
    name: str
    kind: str
    edit_url: str


@dataclass(frozen=True)
class Today:
    coming: list[Change]
    drafts: list[Draft]
    passed: list[ResourceLink]
    in_vain: Sequence[Mapping[str, Any]]
    overdue: list[Overdue]


def today(request: HttpRequest) -> Today | None:
    """None for who sees no content that is drafted and published, and keeps no facts, such as the
    inquiries desk."""
    facts = overdue(request.user, FACTS_SHOWN)
    if not facts and not publishable_models(request):
        return None
    return Today(
        coming=coming(request, COMING_SHOWN),
        drafts=drafts(request),
        passed=passed() if request.user.has_perm("pages.view_resourcelink") else [],
        in_vain=in_vain() if request.user.has_perm("search.view_query") else [],
        overdue=facts,
    )


def desk(request: HttpRequest, front: FrontPage | None) -> Standing | None:
    """How the outbox stands; None for who may not see it."""
    if not request.user.has_perm("inquiries.view_delivery"):
        return None
    return standing(unconfirmed=front.unconfirmed if front else None)


def work(request: HttpRequest) -> FrontPage | None:
    """What waits at the desk; None for who may see no inquiry."""
    if not request.user.has_perm("inquiries.view_inquiry"):
        return None
    page = front_page(request.user)
    if page.newest:
        audit.record(
            request.user, Access.What.LIST, detail="front page: the newest", number=len(page.newest)
        )
    return page


def drafts(request: HttpRequest) -> list[Draft]:
    """Those that were worked on last, by one query for all kinds of content."""
    in_work = []
    for model in publishable_models(request):
        rows = model._base_manager.filter(state=Publishable.State.DRAFT)
        last = model.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")  # type: ignore[attr-defined]
        in_work.append(
            rows.annotate(
                changed_at=Subquery(last.values("history_date")[:1]),
                changed_by=Cast(
                    Subquery(last.values("history_user__username")[:1]), CharField(max_length=150)
                ),
                called=F(name_field(model)),
                label=Value(model._meta.label),
            )
            .order_by()
            .values_list("changed_at", "changed_by", "called", "label", "pk")
        )
    if not in_work:
        return []
    together = (
        in_work[0]
        .union(*in_work[1:], all=True)
        .order_by(F("changed_at").desc(nulls_last=True), "label", "pk")
    )
    return [
        Draft(changed_at, changed_by or "", called, *kind_and_form(label, pk))
        for changed_at, changed_by, called, label, pk in together[:DRAFTS_SHOWN]
    ]


def passed() -> list[ResourceLink]:
    """Resources that are still listed for an academic year that is over."""
    return [link for link in ResourceLink.objects.all() if link.has_passed()]


def in_vain() -> Sequence[Mapping[str, Any]]:
    """What was searched for in the last week and never found, most wanted first."""
    week = Query.objects.filter(day__gt=timezone.localdate() - A_WEEK).order_by()
    words = week.values("words").annotate(searches=Sum("times"), most_found=Max("found"))
    return list(words.filter(most_found=0).order_by("-searches", "words")[:SEARCHES_SHOWN])
