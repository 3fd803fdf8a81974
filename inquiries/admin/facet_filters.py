"""The facets of inquiries/worklist in the admin's column of filters: links, one click each."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from content import stamp

from ..models import Inquiry
from ..worklist.asker import Asker
from ..worklist.facet import Facet
from ..worklist.facets import FACETS


def asker_of(request: HttpRequest) -> Asker:
    """One for each request: what it reads, and what time it is, is asked once."""
    asker: Asker | None = request.__dict__.get("desk_asker")
    if asker is None:
        stamp.refresh()  # the middleware leaves it to pages of staff, and programs are content
        asker = request.__dict__["desk_asker"] = Asker(request.user, timezone.now())
    return asker


class FacetFilter(admin.ListFilter):
    """A second choice adds to the first; a click on what is chosen takes it back."""

    facet: Facet
    template = "admin/inquiries/inquiry/facet.html"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.asker = asker_of(request)
        self.values = self.facet.chosen(params.pop(self.facet.name, []), self.asker)
        self.offered = self.facet.choices(self.asker, self.values)

    @property
    def is_open(self) -> bool:
        return self.facet.is_open or bool(self.values)

    def has_output(self) -> bool:
        return bool(self.offered)

    def expected_parameters(self) -> list[str | None]:
        return [self.facet.name]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Inquiry]:
        return queryset.filter(self.facet.leaves(self.values, self.asker))  # type: ignore[no-any-return]

    def choices(self, changelist: Any) -> Iterator[Any]:
        buckets = changelist.tallies.get(self.facet.name) if self.facet.is_counted else None
        for value, label in self.offered:
            yield {
                "selected": value in self.values,
                "query_string": changelist.get_query_string({self.facet.name: self.with_(value)}),
                "display": label,
                "count": None if buckets is None else self.facet.count(value, buckets, self.asker),
            }

    def with_(self, value: str) -> list[str] | None:
        """What is chosen after a click on `value`."""
        if value in self.values:
            return [other for other in self.values if other != value] or None
        return [value] if self.facet.is_single else [*self.values, value]


def filter_for(facet: Facet) -> type[FacetFilter]:
    return type(f"{facet.name}_filter", (FacetFilter,), {"facet": facet, "title": facet.title})


FILTERS = [filter_for(facet) for facet in FACETS]
