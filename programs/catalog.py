"""The programs as pages show them: rows that every page wants and that seldom change.

All of it is kept until content changes, so that a page asks the database for next to nothing. What
depends on the day (the rule in force, dates that have passed) is left to the caller.
"""

from typing import Any

from content.stamp import per_stamp

from .models import DegreeType, Landing, Program, Question

NEWS_PER_PROGRAM = 3


@per_stamp
def by_degree_type() -> list[tuple[DegreeType, list[Program]]]:
    """Degree types in their order, each with its public programs in the listing's order."""
    return Program.objects.public().by_degree_type()


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
    return list(Question.objects.filter(program=None))


@per_stamp
def news_of(program: Program) -> list[Any]:
    """The newest news items on a program; known by their relation alone, as news stands above."""
    return list(program.news.published().listed()[:NEWS_PER_PROGRAM])
