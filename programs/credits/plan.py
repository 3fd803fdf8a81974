"""A plan of study as the solver sees it: courses in groups, each group towards one component.

Credits are counted in halves, as whole numbers, so that nothing is ever rounded: 3.5 credits are 7.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True)
class Course:
    """`least` to `most` half credits; `needs` must be taken in an earlier term, all of them.

    `terms` are the numbers, from 1, of the plan's terms in which it is offered; empty: in each.
    """

    code: str
    least: int
    most: int
    needs: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    terms: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Group:
    """Courses that count towards one component: all of them, or any, from minimum to maximum.

    A course in several groups counts in one of them.
    """

    name: str
    component: str
    courses: tuple[str, ...]
    is_all_of: bool = False
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True)
class Plan:
    """`targets`: the half credits of each component, which together are the rule's total."""

    courses: tuple[Course, ...]
    groups: tuple[Group, ...]
    targets: Mapping[str, int]
    terms: int = 1
    names: Mapping[str, str] = field(default_factory=dict)  # of components, as people read them

    @cached_property
    def by_code(self) -> dict[str, Course]:
        return {course.code: course for course in self.courses}

    def groups_of(self, component: str) -> Iterator[Group]:
        return (group for group in self.groups if group.component == component)

    def called(self, component: str) -> str:
        return self.names.get(component, component)


def halves(credits: Decimal | int) -> int:
    """Raises ValueError for what is no multiple of half a credit."""
    doubled = credits * 2
    if doubled != int(doubled):
        raise ValueError(f"{credits} is no multiple of half a credit.")
    return int(doubled)


def said(half_credits: int) -> str:
    """ "4", "3.5"."""
    whole, half = divmod(half_credits, 2)
    return f"{whole}.5" if half else str(whole)
