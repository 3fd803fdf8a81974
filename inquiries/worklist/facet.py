"""One thing that the list can be narrowed by: its choices, what each leaves, what is counted."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from .asker import Asker

Choices = Sequence[tuple[str, str]]
NONE = "none"


@dataclass(frozen=True)
class Facet:
    """`choices` and `where` get what is chosen; several choices are joined by "or"."""

    name: str  # in the address
    title: str
    choices: Callable[[Asker, Collection[str]], Choices]
    where: Callable[[Sequence[str], Asker], Q]
    is_valid: Callable[[str], bool] | None = None  # None: whatever is among the choices
    # what is counted, of each row or by a query of its own; None: nothing
    bucket: Callable[[Asker], Any] | None = None
    related: Callable[[Any], QuerySet[Any, Any]] | None = None
    # choices that stand for several buckets
    sums: Callable[[str, Asker], Iterable[str]] = field(default=lambda value, asker: (value,))
    is_open: bool = False  # shown without a click
    is_single: bool = False  # a second choice takes the place of the first
    otherwise: Q = field(default_factory=Q)  # holds while nothing is chosen

    @property
    def is_counted(self) -> bool:
        return self.bucket is not None or self.related is not None

    def chosen(self, values: Sequence[str], asker: Asker) -> list[str]:
        """Those of `values` that mean something here, each once."""
        named = dict.fromkeys(values)
        if self.is_valid:
            return [value for value in named if self.is_valid(value)]
        known = dict(self.choices(asker, ()))
        return [value for value in named if value in known]

    def leaves(self, values: Sequence[str], asker: Asker) -> Q:
        chosen = self.chosen(values, asker)
        return self.where(chosen, asker) if chosen else self.otherwise

    def labels(self, values: Sequence[str], asker: Asker) -> list[str]:
        known = dict(self.choices(asker, values))
        return [known.get(value, value) for value in values]

    def count(self, value: str, buckets: Mapping[str, int], asker: Asker) -> int:
        return sum(buckets.get(bucket, 0) for bucket in self.sums(value, asker))


def fixed(*pairs: tuple[str, str]) -> Callable[[Asker, Collection[str]], Choices]:
    return lambda asker, chosen: pairs


def any_of(conditions: Mapping[str, Q], values: Iterable[str]) -> Q:
    found = Q()
    for value in values:
        found |= conditions[value]
    return found


def when(conditions: Callable[[Asker], dict[str, Q]]) -> Callable[[Sequence[str], Asker], Q]:
    return lambda values, asker: any_of(conditions(asker), values)


def first_of(conditions: Callable[[Asker], dict[str, Q]]) -> Callable[[Asker], Any]:
    """The name of the first condition that holds, to be counted."""
    return lambda asker: Case(
        *(When(where, then=Value(name)) for name, where in conditions(asker).items()),
        default=Value(""),
        output_field=CharField(),
    )


def of_inquiries(rows: QuerySet[Any]) -> Q:
    return Q(pk__in=rows.values("inquiry"))


def is_number(value: str) -> bool:
    return value.isdecimal() and len(value) < 10
