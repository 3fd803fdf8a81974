"""One report: the figures of its period and of the one before, in all and by day, week or month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.formats import date_format

from .counting import Figures, Of, add
from .kept import figures_by_day
from .names import Names
from .periods import A_DAY, Period

BY_DAY, BY_WEEK = 14, 60 * 7  # as many days at most; longer periods go by month


@dataclass(frozen=True)
class Part:
    """A day, a week from Monday or a month, as far as it lies in the period."""

    period: Period
    figures: Figures

    def __str__(self) -> str:
        first, last = self.period.first, self.period.last
        if first == last:
            return date_format(first, "D, M j")
        return f"{date_format(first, 'M j')} – {date_format(last, 'M j, Y')}"

    @property
    def short(self) -> str:
        return date_format(self.period.first, "M j")


@dataclass
class Report:
    period: Period
    before: Period
    of: Of
    names: Names

    @property
    def is_filtered(self) -> bool:
        return self.of != Of()

    @cached_property
    def days(self) -> dict[date, Figures]:
        """Of both periods at once; there may be days between them, which no sum takes in."""
        return figures_by_day(self.before.first, self.period.last, self.of, self.names.degrees)

    def total(self, period: Period) -> Figures:
        total: Figures = {}
        for day, figures in self.days.items():
            if day in period:
                add(total, figures)
        return total

    @cached_property
    def now(self) -> Figures:
        return self.total(self.period)

    @cached_property
    def then(self) -> Figures:
        return self.total(self.before)

    def step(self, name: str) -> int:
        return self.now.get("step", {}).get(name, 0)

    def step_before(self, name: str) -> int:
        return self.then.get("step", {}).get(name, 0)

    @property
    def number(self) -> int:
        """What all breakdowns are of: neither spam nor unconfirmed."""
        return self.step("confirmed")

    @property
    def by(self) -> str:
        days = self.period.days
        return "day" if days <= BY_DAY else "week" if days <= BY_WEEK else "month"

    @cached_property
    def parts(self) -> list[Part]:
        return self.parts_of(self.period)

    @cached_property
    def parts_before(self) -> list[Part]:
        return self.parts_of(self.before)

    def parts_of(self, period: Period) -> list[Part]:
        """Their steps and hours; nothing draws the rest by week."""
        found = [Part(part, {}) for part in split(period, self.by)]
        of_day = {day: part for part in found for day in days_of(part.period)}
        for day, figures in self.days.items():
            if part := of_day.get(day):
                wanted: Figures = {
                    name: figures[name] for name in ("step", "hours") if name in figures
                }
                add(part.figures, wanted)
        return found


def split(period: Period, by: str) -> Iterator[Period]:
    first = period.first
    while first <= period.last:
        last = min(last_of(first, by), period.last)
        yield Period(first, last)
        first = last + A_DAY


def last_of(day: date, by: str) -> date:
    match by:
        case "day":
            return day
        case "week":
            return day + timedelta(days=6 - day.weekday())
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - A_DAY


def days_of(period: Period) -> Iterator[date]:
    return (period.first + timedelta(days=number) for number in range(period.days))
