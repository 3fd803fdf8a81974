"""Pages that stand for no row and are looked for all the same: the lists, and the brochure's form.

What they say of themselves is in their templates. `names` are what people call them besides their
title; they count as much as it.
"""

from dataclasses import dataclass

from django.urls import reverse

from content.richtext import plain
from programs.models import CreditRule, DegreeType, Landing, Program, Question

PROGRAMS = 1


@dataclass(frozen=True)
class Entrance:
    pk: int
    route: str
    title: str
    text: str
    names: str = ""

    def get_absolute_url(self) -> str:
        return reverse(self.route)


OTHERS = (
    Entrance(
        2, "events:list", "Events", "Talks, conferences and activities of the school.",
        "calendar of events",
    ),
    Entrance(3, "news:list", "News", "Stories from research, education and care.", "news stories"),
    Entrance(
        4, "inquiries:brochure", "Ask for the brochure",
        "Tell us who you are and which programs you want to hear about, and we will write to you.",
        "brochure, request information",
    ),
)  # fmt: skip


def entrances() -> list[Entrance]:
    return [of_programs(), *OTHERS]


def numbers() -> list[int]:
    return [PROGRAMS, *(each.pk for each in OTHERS)]


def of_programs() -> Entrance:
    """The page of all programs, with the questions that are asked about each of them."""
    landing = Landing.objects.first() or Landing(heading="Master’s Degree Programs")
    degrees = Program.objects.public().by_degree_type()
    questions = Question.objects.filter(program=None)
    lines = [landing.tagline, plain(landing.introduction)]
    lines += [line for degree, programs in degrees for line in lines_on(degree, programs)]
    lines += [landing.about_credits]
    lines += [f"{asked.question} {plain(asked.answer)}" for asked in questions]
    names = "masters programs, credits, compare degrees, admission, how to apply"
    return Entrance(
        PROGRAMS, "programs:list", landing.heading, "\n".join(filter(None, lines)), names
    )


def lines_on(degree: DegreeType, programs: list[Program]) -> list[str]:
    names = ", ".join(program.short_name for program in programs)
    name = f"{degree.name} ({degree.abbreviation})" if degree.abbreviation else degree.name
    return [f"{name}: {names}.", degree.summary, credits_of(degree.current_rule())]


def credits_of(rule: CreditRule | None) -> str:
    """“36 credits: 4 credits of capstone project and 32 credits of other work.”"""
    return f"{rule.total_credits} credits: {rule.in_words()}." if rule else ""
