"""The brochure as PDF/UA, set by typst from `brochure.typ`.

The same facts, name, link and day give the same bytes on every machine: the fonts come with
packages.
"""

import json
import logging
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.formats import date_format

from content.links import absolute
from content.press import NotSet, Press
from programs.applications import Applications

from .blocks import blocks
from .contents import Brochure, Day, days, short
from .facts import ProgramFacts, QuestionFacts
from .names import person

log = logging.getLogger(__name__)

FILE_NAME = "harvard-medical-school-brochure.pdf"
DESIGN = Path(__file__).with_name("brochure.typ")
FONTS = (
    "fontpkg_source_serif_4",
    "fontpkg_source_sans_3",
    "fontpkg_noto_sans",
    "fontpkg_noto_sans_arabic",
    "fontpkg_noto_sans_tamil",
    "fontpkg_noto_sans_thai",
    "fontpkg_arimo",
    "noto_cjk_sans_otc",
)
STANDARD = "ua-1"


def pdf(brochure: Brochure) -> bytes | None:
    """The file; None when it cannot be drawn at all, which the log then says.

    The standard refuses a letter that no font has. When it is one of the name, the brochure comes
    without the name; when it is one of the school's texts, without the standard's blessing.
    """
    said = inputs(brochure)
    for data, standards, warning in (
        (said, [STANDARD], ""),
        (said | {"person": None}, [STANDARD], "comes without the name: no font has all of it"),
        (said | {"person": None}, [], "is no PDF/UA: no font has a letter of its texts"),
    ):
        try:
            drawn = draw(data, standards, brochure.edition.made_at.timestamp())
        except NotSet as error:
            problem = str(error)
            continue
        if warning:
            log.warning("The brochure of inquiry %s %s.", brochure.inquiry.pk, warning)
        return drawn
    log.error("No brochure can be drawn: %s", problem)  # without the name, in any case
    return None


def draw(data: dict[str, Any], standards: list[Any], made_at: float) -> bytes:
    return press().set(source(data), format="pdf", pdf_standards=standards, timestamp=int(made_at))


def source(data: dict[str, Any]) -> bytes:
    """A document of two lines, with the data as JSON in a string: all in it is ASCII, and nothing
    but quotes and backslashes means anything in a string of typst's.

    As `sys_inputs` it would be part of what the whole design is read with, and nothing of one
    person's brochure could be used for the next one's: that takes five times as long.
    """
    string = json.dumps(data).replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "{DESIGN.name}": brochure\n#brochure(json(bytes("{string}")))'.encode()


@cache
def press() -> Press:
    """It stays for a while: reading the fonts takes longer than setting the pages."""
    return Press(DESIGN.parent, [folder(package) for package in FONTS])


def folder(package: str) -> str:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"The fonts of {package} are missing: install requirements.txt.")
    return spec.submodule_search_locations[0]


def inputs(brochure: Brochure) -> dict[str, Any]:
    now = timezone.now()
    inquiry, edition, programs = brochure.inquiry, brochure.edition, brochure.programs
    return {
        "title": f"Master’s programs of {brochure.school['name']}",
        "person": person(brochure.name, str(inquiry.country)) if brochure.name else None,
        "reference": inquiry.reference,
        "version": edition.version,
        "day": in_words(timezone.localdate(edition.made_at)),
        "page_url": absolute(brochure.page_url),
        "school": brochure.school,
        "programs": [
            of_program(program, brochure.applications[program["id"]], now) for program in programs
        ],
        "days": [dated(day) for day in days_to_come(programs, now)],
        "questions": questions(brochure.questions),
        "ended": brochure.ended,
    }


def of_program(program: ProgramFacts, standing: Applications, now: datetime) -> dict[str, Any]:
    months, terms = program["months"], program["start_terms"]
    how = [("How you study", program["format"])] if program["format"] else []
    if terms:
        how.append((f"First term{'' if len(terms) == 1 else 's'}", ", ".join(terms)))
    if months:
        how.append(("From start to degree", f"{months} month{'' if months == 1 else 's'}"))
    return {
        **program,
        "overview": blocks(program["overview"]),
        "audience": blocks(program["audience"]),
        "how": how,
        "apply": {"url": absolute(standing.url), "words": standing.in_words},
        "key_dates": [dated(day) for day in days(program["key_dates"], now)],
        "costs": [{**row, "host": urlsplit(row["source"]).hostname} for row in program["costs"]],
        "questions": questions(short(program["questions"])),
    }


def dated(day: Day) -> dict[str, Any]:
    return {**day._asdict(), "day": in_words(day.day)}


def days_to_come(programs: list[ProgramFacts], now: datetime) -> list[Day]:
    """Of all the programs, each with its name, the next one first."""
    coming = [
        day._replace(label=f"{program['short_name']}: {day.label}")
        for program in programs
        for day in days(program["key_dates"], now)
        if not day.is_over
    ]
    return sorted(coming, key=attrgetter("day"))


def questions(rows: list[QuestionFacts]) -> list[dict[str, Any]]:
    return [{"question": row["question"], "answer": blocks(row["answer"])} for row in rows]


def in_words(day: date) -> str:
    return date_format(day, "F j, Y")
