"""What brochures say: the live catalog as plain facts, read once until content or the day changes.

Plain enough for JSON, since an `Edition` keeps them as they stood. Texts are HTML as it is stored,
which is sanitized on every save. Addresses are whole: a brochure is read anywhere.
"""

from datetime import date
from typing import TypedDict

from django.conf import settings
from django.utils import timezone

from content.links import absolute
from content.stamp import per_stamp
from pages import frame, menus
from programs import catalog, drawn
from programs.models import Contact, Cost, CreditRule, KeyDate, Program, Question


class PartFacts(TypedDict):
    kind: str
    name: str
    credits: int


class CreditFacts(TypedDict):
    total: int
    words: str
    parts: list[PartFacts]


class DateFacts(TypedDict):
    label: str
    day: str  # as 2026-12-01
    hour: str  # by which clocks, in words
    over_at: str  # the moment at which it has passed, as 2026-12-02T05:00:00+00:00
    note: str


class CostFacts(TypedDict):
    label: str
    amount: str
    years: str
    source: str


class ContactFacts(TypedDict):
    name: str
    role: str
    email: str
    phone: str
    phone_link: str


class QuestionFacts(TypedDict):
    question: str
    answer: str
    degree: int | None  # the degree type that it is about, by number


class LinkFacts(TypedDict):
    label: str
    url: str


class ProgramFacts(TypedDict):
    id: int  # stays when the program is renamed
    slug: str
    name: str
    short_name: str
    degree: str
    degree_id: int
    is_open: bool
    summary: str
    overview: str
    audience: str
    format: str
    months: int | None
    start_terms: list[str]
    apply_url: str
    credits: CreditFacts | None
    key_dates: list[DateFacts]
    costs: list[CostFacts]
    contacts: list[ContactFacts]
    questions: list[QuestionFacts]
    url: str


class SchoolFacts(TypedDict):
    name: str
    street: str
    city: str
    town: str  # without state and ZIP code
    phone: str
    phone_link: str
    email: str
    url: str
    programs_url: str
    time_zone: str
    cost_and_aid: list[LinkFacts]
    questions: list[QuestionFacts]


class Facts(TypedDict):
    school: SchoolFacts
    programs: list[ProgramFacts]  # in the order of the programs page


def current() -> Facts:
    """The facts of today. Shared by all threads: read them, never change them."""
    return of_the_day(timezone.localdate())


@per_stamp
def of_the_day(day: date) -> Facts:
    """By the day, too, go which credit rule is in force and which costs may be shown."""
    public = [program for program in catalog.by_slug().values() if not program.is_retired]
    programs = [program_facts(program, day) for program in sorted(public, key=place_in_catalog)]
    return {"school": school_facts(), "programs": programs}


def place_in_catalog(program: Program) -> tuple[int, int, int, int]:
    degree = program.degree_type
    return (degree.position, degree.pk, program.listing_position, program.pk)


def program_facts(program: Program, day: date) -> ProgramFacts:
    return {
        "id": program.pk,
        "slug": program.slug,
        "name": program.official_name,
        "short_name": program.short_name,
        "degree": program.degree_type.name,
        "degree_id": program.degree_type_id,
        "is_open": program.is_open,
        "summary": program.summary,
        "overview": program.overview,
        "audience": program.audience,
        "format": program.format,
        "months": program.months,
        "start_terms": [str(row) for row in program.start_terms.all() if row.is_in_force(day)],
        "apply_url": absolute(program.apply_url),
        "credits": credit_facts(program.degree_type.current_rule(day)),
        "key_dates": [date_facts(row) for row in program.key_dates.all()],
        "costs": [cost_facts(row) for row in program.costs.all() if row.is_in_force(day)],
        "contacts": [contact_facts(row) for row in program.contacts.all()],
        "questions": [question_facts(row) for row in program.questions.all()],
        "url": absolute(program.get_absolute_url()),
    }


def credit_facts(rule: CreditRule | None) -> CreditFacts | None:
    if rule is None:
        return None
    parts: list[PartFacts] = [
        {"kind": part.kind, "name": part.name, "credits": part.minimum_credits}
        for part in rule.components.all()
    ]
    return {"total": rule.total_credits, "words": rule.in_words(), "parts": parts}


def date_facts(row: KeyDate) -> DateFacts:
    return {
        "label": row.label,
        "day": row.day.isoformat(),
        "hour": row.hour,
        "over_at": row.over_at.isoformat(),
        "note": row.note,
    }


def cost_facts(row: Cost) -> CostFacts:
    return {
        "label": row.label,
        "amount": row.in_dollars,
        "years": row.years,
        "source": absolute(row.source),
    }


def contact_facts(row: Contact) -> ContactFacts:
    return {
        "name": row.name,
        "role": row.role,
        "email": row.email,
        "phone": row.phone,
        "phone_link": row.phone_link if row.phone else "",
    }


def question_facts(row: Question) -> QuestionFacts:
    return {"question": row.question, "answer": row.answer, "degree": row.degree_type_id}


def school_facts() -> SchoolFacts:
    school = frame.facts()
    return {
        "name": school.name,
        "street": school.street,
        "city": f"{school.city}, {school.state} {school.zip}",
        "town": school.city,
        "phone": school.phone,
        "phone_link": school.phone_link,
        "email": school.inquiries_address,
        "url": absolute("/"),
        "programs_url": absolute("/programs/"),
        "time_zone": settings.TIME_ZONE,
        "cost_and_aid": cost_and_aid(),
        "questions": [question_facts(row) for row in catalog.general_questions()],
    }


def cost_and_aid() -> list[LinkFacts]:
    """Where the school writes about cost, aid and careers, as the programs' pages have it."""
    links = drawn.of_the_section(frame.resources(), menus.find("/programs/"))
    return [{"label": link.label, "url": absolute(link.url)} for link in links]
