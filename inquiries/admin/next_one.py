"""After one inquiry the next: of the list that somebody came from, what is due first."""

from copy import copy
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ..models import Inquiry
from ..models.inquiry import OPEN

LIST = "_changelist_filters"  # Django's name for the filters of the list, in addresses
MINE = "state=open&owner=me"  # for whoever came from no list
BY_TIME_LEFT = [F("due_at").asc(nulls_last=True), "-created_at", "-pk"]
NO_MORE = "Nothing more in this list waits for an answer."


class NextMixin(admin.ModelAdmin):
    """For InquiryAdmin: the way on, by a link that looks for the next one when it is followed."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.next_view))
        return [path("<int:pk>/next/", view, name="inquiries_inquiry_next"), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"list_filters": filters_of(request), "next_one": way_on(request, kwargs["obj"])}
        return super().render_change_form(request, context, *args, **kwargs)

    def next_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        current = get_object_or_404(Inquiry, pk=pk)
        if not self.has_view_permission(request):
            raise PermissionDenied
        filters = filters_of(request)
        if found := self.next_of(request, current, QueryDict(filters or MINE)):
            return HttpResponseRedirect(page_of(found, filters))
        self.message_user(request, NO_MORE)
        the_list = reverse("admin:inquiries_inquiry_changelist")
        return HttpResponseRedirect(f"{the_list}?{filters or MINE}")

    def next_of(self, request: HttpRequest, current: Inquiry, filters: QueryDict) -> Inquiry | None:
        asked = copy(request)
        asked.GET = filters  # type: ignore[assignment]
        try:
            listed = self.get_changelist_instance(asked).queryset
        except (IncorrectLookupParameters, DisallowedModelAdminLookup):
            return None
        waiting = listed.filter(OPEN, after(current)).exclude(pk=current.pk)
        found: Inquiry | None = waiting.order_by(*BY_TIME_LEFT).first()
        return found


def after(current: Inquiry) -> Q:
    """What is due after it; what is done gives its place up, so all is after it."""
    if not current.is_open:
        return Q()
    older = Q(created_at__lt=current.created_at)
    older |= Q(created_at=current.created_at, pk__lt=current.pk)
    if current.due_at is None:
        return Q(due_at=None) & older
    return Q(due_at__gt=current.due_at) | Q(due_at=None) | (Q(due_at=current.due_at) & older)


def filters_of(request: HttpRequest) -> str:
    """Of the list that the page was opened from; empty when it was none."""
    return request.GET.get(LIST, "")


def with_filters(address: str, filters: str) -> str:
    return f"{address}?{urlencode({LIST: filters})}" if filters else address


def page_of(inquiry: Inquiry, filters: str) -> str:
    return with_filters(reverse("admin:inquiries_inquiry_change", args=[inquiry.pk]), filters)


def way_on(request: HttpRequest, inquiry: Inquiry) -> str:
    address = reverse("admin:inquiries_inquiry_next", args=[inquiry.pk])
    return with_filters(address, filters_of(request))


def and_next(request: HttpRequest, inquiry: Inquiry, said: str) -> SafeString:
    """What was done, with the link to the next one: the focus is there, so that Enter goes on."""
    link = '{} <a href="{}" autofocus>Next one</a>'
    return format_html(link, said, way_on(request, inquiry))
