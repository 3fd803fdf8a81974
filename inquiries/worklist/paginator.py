"""Pages of a list that nobody counts to its end."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from .counting import Number, numbers

MOST_PAGES = 200  # further on, a filter finds faster than leafing, and the database too


class BoundedPaginator(Paginator):
    """Counts to a thousand. Further on each page reads one row more, to know of a next one."""

    has_more = False  # after the page that was asked for last

    object_list: Any  # a QuerySet

    def __init__(self, found: Any, per_page: int, shown: Any) -> None:
        """`found` is narrowed, in order; `shown` in the same order, with all that a row shows."""
        super().__init__(found, per_page)
        self.shown = shown

    @cached_property
    def count(self) -> Number:  # Django counts to the end
        return numbers([self.object_list])[0]

    @cached_property
    def num_pages(self) -> int:
        return MOST_PAGES if self.count.is_more else super().num_pages

    def rows_of(self, some: Any) -> Sequence[Any]:
        """Reads what is shown of the rows on the page, and not of those that come before them."""
        return list(self.shown.filter(pk__in=some))

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows = self.rows_of(self.object_list.values("pk")[first : first + self.per_page + 1])
        self.has_more = len(rows) > self.per_page and number < MOST_PAGES
        return Page(rows[: self.per_page], number, self)
