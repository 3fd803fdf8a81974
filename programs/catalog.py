"""The programs as pages show them: rows that every page wants and that seldom change.

All of it is kept until content changes, so that a page asks the database for next to nothing. What
depends on the clock is told apart by `Now`.
"""

from typing import Any, NamedTuple

from django.utils import timezone

from content.academic_year import academic_year
from content.stamp import per_stamp

from .models import DegreeType, Landing, Program, Question

NEWS_PER_PROGRAM = 3
EVENTS_PER_PROGRAM = 3


class Now(NamedTuple):
    """What of a program's page changes by the clock alone. Equal ones, equal pages."""

    year: int  # the academic year: rules and resources go by it
    passed: int  # of its key dates, each by the clocks of its zone
    costs: tuple[Any, ...]  # that nobody has to look at again first
    start_terms: tuple[Any, ...]  # likewise
    events: tuple[Any, ...]


@per_stamp
def by_degree_type() -> list[tuple[DegreeType, list[Program]]]:
    """Degree types in their order, each with its public programs in the listing's order."""
    return Program.objects.public().prefetch_related("key_dates").by_degree_type()


@per_stamp
def by_slug() -> dict[str, Program]:
    """Every program with what stands on its page, the retired ones too."""
    return {program.slug: program for program in Program.objects.with_page()}


@per_stamp
def in_section() -> list[Program]:
    """The public programs in the order of the section's menu."""
    return list(Program.objects.in_section().only("official_name", "slug"))


@per_stamp
def landing() -> Landing | None:
    return Landing.objects.first()


@per_stamp
def general_questions() -> list[Question]:
    """Those of no single program, as the page of all programs has them."""
    return list(Question.objects.filter(program=None))


def questions_of(program: Program) -> list[Question]:
    """Its own first, then the general ones that its degree does not rule out."""
    kinds = (None, program.degree_type_id)
    general = [asked for asked in general_questions() if asked.degree_type_id in kinds]
    return [*program.questions.all(), *general]


@per_stamp
def news_of(program: Program) -> list[Any]:
    """The newest news items on a program; known by their relation alone, as news stands above."""
    return list(program.news.published().listed()[:NEWS_PER_PROGRAM])


@per_stamp
def events_of(program: Program) -> list[Any]:
    """All events on a program that were not over when they were read, the next one first."""
    return list(program.events.published().upcoming().listed())


def now(program: Program) -> Now:
    today, moment = timezone.localdate(), timezone.now()
    coming = [event for event in events_of(program) if event.ends_at > moment]
    passed = sum(date.is_over(moment) for date in program.key_dates.all())
    costs = tuple(cost for cost in program.costs.all() if cost.is_in_force(today))
    terms = tuple(term for term in program.start_terms.all() if term.is_in_force(today))
    return Now(academic_year(today), passed, costs, terms, tuple(coming[:EVENTS_PER_PROGRAM]))
