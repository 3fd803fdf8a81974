"""What the PDF says is what the database says, and it says it to everybody."""

from concurrent.futures import ThreadPoolExecutor

import outloud
import pdfua
import pytest
import time_machine

from inquiries.brochure import document
from inquiries.brochure.contents import brochure_of
from inquiries.models import Inquiry
from programs.models import Program
from tests.factories import InquiryProgramFactory, ProgramFactory, StandardRuleFactory

from .conftest import asking
from .reading import PAGE_URL, Pdf, drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def pdf(inquiry):
    return Pdf(drawn(inquiry))


def test_brochure_says_the_facts_of_the_database(pdf, inquiry, settings):
    facts = [
        "Ada Example",
        "Master of Academic Discipline",
        "Master of Immunology",
        "The science of the immune system.",
        "What it is about.",
        "Cells",
        "36 credits",
        "4 credits of capstone project and 32 credits of other work.",
        "For physicians.",
        "Full-time, on campus",
        "12 months",
        "December 1, 2190",
        "Applications close",
        "by 5 p.m. in Boston",
        "America/New_York",
        "Tuition 2026–2027 $61,250.50",
        "Program office Admissions office@example.org 617-555-0101",
        "Can I work beside it? Hardly.",
        "What is a credit? A unit of work.",
        "1 Example Street Boston, MA 02115",
        settings.INQUIRIES_EMAIL,
        "617-555-0100",
        inquiry.reference,
        brochure_of(inquiry).edition.version,
    ]

    assert [fact for fact in facts if fact not in pdf.text] == []


def test_empty_facts_have_no_heading():
    program = ProgramFactory(degree_type=StandardRuleFactory().degree_type)

    text = Pdf(drawn(asking(program))).text

    for heading in ("About the program", "For whom", "Key dates", "How you study", "answers"):
        assert heading not in text
    assert "$" not in text


def test_programs_are_those_asked_for_in_the_order_of_the_catalog(immunology):
    after = ProgramFactory(degree_type=immunology.degree_type, official_name="Master of Sleep")
    ProgramFactory(official_name="Master of Nobody")

    pdf = Pdf(drawn(asking(after, immunology)))

    assert pdf.bookmarks == ["Master of Immunology", "Master of Sleep", "How to apply", "Contact"]
    assert "Master of Nobody" not in pdf.text


def test_program_that_has_ended_is_named_as_ended(inquiry):
    InquiryProgramFactory(
        inquiry=inquiry,
        name="Master of Yesterday",
        program=ProgramFactory(status=Program.Status.RETIRED),
    )

    pdf = Pdf(drawn(inquiry))

    assert "No longer offered: Master of Yesterday." in pdf.text
    assert "Master of Yesterday" not in pdf.bookmarks


def test_paused_program_says_so(inquiry):
    program = inquiry.programs.get().program
    program.status = Program.Status.PAUSED
    program.save()

    assert "not taking inquiries at the moment" in Pdf(drawn(inquiry)).text


def test_day_that_has_passed_is_said_to_be_over(inquiry):
    with time_machine.travel("2190-12-02T12:00:00-05:00", tick=False):
        text = Pdf(drawn(inquiry)).text

    assert "Applications close (over)" in text
    assert "No day for applications is announced" in text


def test_brochure_can_be_read_out(pdf):
    assert pdf.catalog["/MarkInfo"]["/Marked"]
    assert pdf.catalog["/Lang"] == "en-US"
    assert pdf.reader.metadata.title == "Master’s programs of The Medical School"
    assert pdf.alternatives == [
        "36 credits: 4 credits of capstone project and 32 credits of other work."
    ]
    tags = {element["/S"] for element in pdf.tags()}
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/Figure", "/Link"} <= tags


def test_links_lead_where_they_say(pdf, settings):
    assert {
        f"{settings.SITE_URL}{PAGE_URL}",
        f"{settings.SITE_URL}/programs/immunology/",
        "https://example.org/tuition",
        "mailto:office@example.org",
        "tel:+16175550101",
    } <= pdf.links


def test_outloud_finds_no_error(inquiry, tmp_path):
    """It warns of the degree's name above each program's, which it takes for a running header."""
    file = tmp_path / "brochure.pdf"
    file.write_bytes(drawn(inquiry))

    result = outloud.check(str(file))

    assert result.stats["tagged"]
    assert [found for found in result.findings if found.severity == "error"] == []


def test_pdfua_finds_nothing(inquiry, tmp_path):
    file = tmp_path / "brochure.pdf"
    file.write_bytes(drawn(inquiry))

    assert pdfua.validate(str(file)).findings == ()


def test_same_brochure_is_the_same_file(inquiry):
    assert drawn(inquiry) == drawn(inquiry)


def test_file_is_small_enough_for_a_mail_and_drawn_in_one_piece(immunology):
    rule = immunology.degree_type
    programs = [ProgramFactory(degree_type=rule, overview="<p>Text.</p>" * 3) for _ in range(8)]

    file = drawn(asking(immunology, *programs))

    assert len(file) <= 300_000


def test_brochures_are_drawn_for_many_at_once(inquiry):
    brochure = brochure_of(Inquiry.objects.get(), PAGE_URL)

    with ThreadPoolExecutor(4) as threads:
        files = set(threads.map(lambda _: document.pdf(brochure), range(8)))

    assert len(files) == 1
