"""What the brochure of one inquiry holds: the programs asked for, with the facts of today."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from content.richtext import plain
from programs import catalog
from programs.applications import Applications

from ..models import Edition, Inquiry
from . import editions, facts
from .facts import DateFacts, ProgramFacts, QuestionFacts, SchoolFacts

LONGEST_ANSWER = 500  # letters; a longer one belongs on the site


class Day(NamedTuple):
    label: str
    day: date
    hour: str
    note: str
    is_over: bool


@dataclass(frozen=True)
class Brochure:
    inquiry: Inquiry
    edition: Edition
    school: SchoolFacts
    programs: list[ProgramFacts]  # in the order of the catalog
    applications: dict[int, Applications]  # by the programs' numbers
    ended: list[str]  # asked for, and no longer offered
    page_url: str  # the same as a web page

    @property
    def name(self) -> str:
        """The person's, for the cover; empty when it may be somebody else's message."""
        return self.inquiry.full_name if self.inquiry.greeting_name else ""

    @property
    def questions(self) -> list[QuestionFacts]:
        """Those that are asked of every program, or of a degree that is in here."""
        degrees = {None, *(program["degree_id"] for program in self.programs)}
        return short([row for row in self.school["questions"] if row["degree"] in degrees])

    def changes(self) -> list[str]:
        """What has changed since the inquiry came in, in words."""
        if self.inquiry.edition is None:
            return []
        asked = {asked.program_id for asked in self.inquiry.programs.all()}
        return editions.differences(self.inquiry.edition, asked)


def brochure_of(inquiry: Inquiry, page_url: str = "") -> Brochure:
    found = facts.current()
    asked = {asked.program_id: asked.name for asked in inquiry.programs.all()}
    programs = [program for program in found["programs"] if program["id"] in asked]
    offered = {program["id"] for program in programs}
    return Brochure(
        inquiry=inquiry,
        edition=editions.current(),
        school=found["school"],
        programs=programs,
        applications=standing(programs),
        ended=[name for number, name in asked.items() if number not in offered],
        page_url=page_url or inquiry.brochure_url(),
    )


def days(rows: list[DateFacts], at: datetime) -> list[Day]:
    return [
        Day(
            row["label"],
            date.fromisoformat(row["day"]),
            row["hour"],
            row["note"],
            datetime.fromisoformat(row["over_at"]) <= at,
        )
        for row in rows
    ]


def standing(programs: list[ProgramFacts]) -> dict[int, Applications]:
    """By the programs' numbers, how applications stand now: of the rows, as on every other page."""
    rows = catalog.by_slug()
    return {program["id"]: rows[program["slug"]].applications() for program in programs}


def short(questions: list[QuestionFacts]) -> list[QuestionFacts]:
    return [row for row in questions if len(plain(row["answer"])) <= LONGEST_ANSWER]
