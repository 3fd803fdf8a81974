"""The desk's list, made for a million rows: bounded counts, facets by one query, kept searches."""

from functools import cached_property
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import build_q_object_from_lookup_parameters
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, ChangeList
from django.core.paginator import InvalidPage
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from ..models import Delivery, Inquiry, KeptSearch
from ..worklist.counting import MOST, Number
from ..worklist.facets_of_care import FATE, WORST_FIRST
from ..worklist.paginator import MOST_PAGES, BoundedPaginator
from ..worklist.searching import search
from ..worklist.tallies import MOST_TALLIED, TOTAL, Tallies, tallies
from .facet_filters import asker_of

FOUND = "found"  # in the address: the key of a kept search


class WorkChangeList(ChangeList):
    filter_specs: Any  # FacetFilters

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.asker = asker_of(request)
        self.search = kept_search(request)
        super().__init__(request, *args, **kwargs)
        self.query = self.search.words if self.search else ""
        self.title = "Inquiries"

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """All but the search: clearing the filters keeps it."""
        filters: dict[str, Any] = super().get_filters_params(params)
        filters.pop(FOUND, None)
        return filters

    def get_filters(self, request: HttpRequest) -> Any:
        filters = super().get_filters(request)
        self.leftover = filters[2]
        return filters

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        self.query = self.search.words if self.search else ""
        listed = super().get_queryset(request, exclude_parameters)
        if FOUND in self.params and not self.search:
            listed = listed.none()  # not everything, when what was searched for is forgotten
        return listed

    def get_results(self, request: HttpRequest) -> None:
        """As Django does, but that the tallies know the number too, once they are asked for."""
        shown = with_all_that_is_shown(self.root_queryset).order_by(*self.queryset.query.order_by)
        paginator = BoundedPaginator(self.queryset, self.list_per_page, shown)
        if self.add_facets:
            paginator.count = Number(min(self.tallies[TOTAL][""], MOST + 1))
        self.paginator = paginator
        self.result_count = paginator.count
        self.show_full_result_count, self.full_result_count = False, None
        self.show_admin_actions = True
        self.can_show_all = self.result_count <= self.list_max_show_all
        self.multi_page = self.result_count > self.list_per_page
        self.result_list = self.rows_of(paginator)

    def rows_of(self, paginator: BoundedPaginator) -> Any:
        if self.shows_all:
            return paginator.rows_of(self.queryset.values("pk")[: self.list_max_show_all])
        try:
            return paginator.page(self.page_num).object_list
        except InvalidPage as error:
            raise IncorrectLookupParameters from error

    def get_ordering(self, request: HttpRequest, queryset: Any) -> list[Any]:
        """What is sorted by a column goes on in the list's own order, as its indexes do."""
        ordering = super().get_ordering(request, queryset)
        if ORDER_VAR in self.params:
            return [*ordering[:-1], *self.model_admin.get_ordering(request)]
        return ordering

    def get_ordering_field_columns(self) -> Any:
        """No column is marked while the list stands in its own order."""
        return super().get_ordering_field_columns() if ORDER_VAR in self.params else {}

    @cached_property
    def tallies(self) -> Tallies:
        """Only once they are asked for."""
        if not self.add_facets:
            return {}
        chosen = {spec.facet.name for spec in self.filter_specs if spec.values}
        return tallies(self.without, dict.fromkeys(chosen), self.asker)

    def without(self, name: str) -> QuerySet[Inquiry]:
        """What would be listed if nothing of that facet were chosen."""
        leftover: Any = self.leftover
        inquiries = Inquiry.objects.filter(build_q_object_from_lookup_parameters(leftover))
        for spec in self.filter_specs:
            values = [] if spec.facet.name == name else spec.values
            inquiries = inquiries.filter(spec.facet.leaves(values, self.asker))
        return search(inquiries, self.query) if self.query else inquiries

    @property
    def is_tally_partial(self) -> bool:
        return self.tallies.get(TOTAL, {}).get("", 0) >= MOST_TALLIED

    @property
    def most_tallied(self) -> int:
        return MOST_TALLIED

    @cached_property
    def chosen(self) -> list[dict[str, Any]]:
        """What the list is narrowed by, each with the address that takes it back."""
        return [
            {
                "title": spec.facet.title,
                "label": choice["display"],
                "without": choice["query_string"],
            }
            for spec in self.filter_specs
            for choice in (spec.choices(self) if spec.values else ())
            if choice["selected"]
        ]

    @property
    def filters(self) -> str:
        """The filters as they stand in the address, for links and forms that keep them."""
        return self.get_query_string(remove=[FOUND]).removeprefix("?")

    @property
    def without_search(self) -> str:
        return self.get_query_string(remove=[FOUND])

    @property
    def own_order(self) -> str:
        """The address without a column's order; empty when there is none."""
        return self.get_query_string(remove=[ORDER_VAR]) if ORDER_VAR in self.params else ""

    @property
    def first_shown(self) -> int:
        return 1 if self.shows_all else (self.page_num - 1) * self.list_per_page + 1

    @property
    def last_shown(self) -> int:
        return self.first_shown + len(self.result_list) - 1

    @property
    def shows_all(self) -> bool:
        return not self.multi_page or (self.show_all and self.can_show_all)

    @property
    def first_page(self) -> str:
        return self.get_query_string()

    @property
    def previous_page(self) -> str:
        return "" if self.shows_all or self.page_num == 1 else self.page_at(self.page_num - 1)

    @property
    def next_page(self) -> str:
        has_next = not self.shows_all and self.paginator.has_more
        return self.page_at(self.page_num + 1) if has_next else ""

    @property
    def is_at_the_end(self) -> bool:
        return not self.shows_all and self.page_num == MOST_PAGES

    def page_at(self, number: int) -> str:
        return self.get_query_string({PAGE_VAR: number})


def with_all_that_is_shown(inquiries: QuerySet[Inquiry]) -> Any:
    mails = Delivery.objects.filter(inquiry=OuterRef("pk")).order_by(WORST_FIRST)
    whole = inquiries.select_related("owner").defer("search_text")
    return whole.annotate(mail=Subquery(mails.values_list(FATE)[:1]))


def kept_search(request: HttpRequest) -> KeptSearch | None:
    """What this account searched for under the key in the address; read once."""
    kept: dict[str, KeptSearch | None] = request.__dict__.setdefault("kept_search", {})
    key = request.GET.get(FOUND, "")
    if key and key not in kept:
        kept[key] = KeptSearch.objects.filter(key=key, by=request.user).first()  # type: ignore[misc]
    return kept.get(key)
