"""A catalog with one of everything that a brochure can say."""

from datetime import date

import pytest

from content import stamp
from tests.factories import (
    ContactFactory,
    CostFactory,
    DegreeTypeFactory,
    InquiryFactory,
    InquiryProgramFactory,
    KeyDateFactory,
    ProgramFactory,
    QuestionFactory,
    SiteFactsFactory,
    StandardRuleFactory,
)


@pytest.fixture(autouse=True)
def every_reading_looks(monkeypatch):
    """As the middleware does for every request."""
    monkeypatch.setattr(stamp, "current", stamp.refresh)


@pytest.fixture
def immunology(db):
    SiteFactsFactory(name="The Medical School", phone="617-555-0100")
    degree = DegreeTypeFactory(name="Master of Academic Discipline", position=1)
    StandardRuleFactory(degree_type=degree)
    program = ProgramFactory(
        degree_type=degree,
        official_name="Master of Immunology",
        short_name="Immunology",
        slug="immunology",
        summary="The science of the immune system.",
        overview="<p>What it is <strong>about</strong>.</p><ul><li><p>Cells</p></li></ul>",
        audience="<p>For physicians.</p>",
        format="Full-time, on campus",
        months=12,
    )
    KeyDateFactory(program=program, day=date(2190, 12, 1), note="by 5 p.m. in Boston")
    CostFactory(program=program, amount="61250.50")
    ContactFactory(program=program, role="Admissions", phone="617-555-0101")
    QuestionFactory(program=program, question="Can I work beside it?", answer="<p>Hardly.</p>")
    QuestionFactory(question="What is a credit?", answer="<p>A unit of work.</p>")
    return program


@pytest.fixture
def inquiry(immunology):
    return asking(immunology)


def asking(*programs, **values):
    inquiry = InquiryFactory(**values)
    for program in programs:
        InquiryProgramFactory(inquiry=inquiry, program=program)
    return inquiry
