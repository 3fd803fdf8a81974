"""The programs page beside its list: its text, the comparison, resources, whom to write to."""

import re

import pytest
import time_machine

from pages.models import ResourceLink
from programs.models import CreditComponent, Landing
from tests.factories import (
    CreditComponentFactory,
    CreditRuleFactory,
    DegreeTypeFactory,
    LandingFactory,
    ProgramFactory,
    QuestionFactory,
    StandardRuleFactory,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/programs/"


def two_degrees():
    """36 = 4 + 32 and 64 = 32 + 32, each with a program."""
    capstone = StandardRuleFactory(degree_type__name="Master of Example")
    research = CreditRuleFactory(degree_type__name="Master of Research", total_credits=64)
    for kind, name in (("research", "mentored research"), ("other", "other work")):
        CreditComponentFactory(rule=research, kind=kind, name=name, minimum_credits=32)
    for rule in (capstone, research):
        ProgramFactory(degree_type=rule.degree_type)
    return capstone, research


def comparison(client):
    """The rows of the table, each as its cells' words."""
    html = client.get(ADDRESS).content.decode()
    table = re.search(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", table.group(1), re.DOTALL) if table else []
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_text_of_the_page_is_what_staff_wrote(client):
    LandingFactory(heading="Study here", tagline="A new direction.", introduction="<p>For you.</p>")

    page = Page(client.get(ADDRESS))

    assert page.headings[0] == "Study here"
    assert "A new direction." in page.text
    assert "For you." in page.text


def test_text_of_the_page_is_changed_at_once(client):
    LandingFactory(tagline="Before.")
    client.get(ADDRESS)

    landing = Landing.objects.get()
    landing.tagline = "After."
    landing.save()

    assert "After." in Page(client.get(ADDRESS)).text


def test_degrees_are_compared_in_total_own_work_and_what_remains(client):
    two_degrees()

    assert comparison(client) == [
        ["Master of Example", "36", "4 capstone project", "32"],
        ["Master of Research", "64", "32 mentored research", "32"],
    ]


def test_comparison_follows_the_rules(client):
    capstone, _research = two_degrees()
    client.get(ADDRESS)

    part = capstone.components.get(kind=CreditComponent.Kind.CAPSTONE)
    part.minimum_credits = 6
    part.save()

    assert comparison(client)[0] == ["Master of Example", "36", "6 capstone project", "30"]


def test_one_degree_alone_is_compared_with_nothing(client):
    ProgramFactory(degree_type=StandardRuleFactory().degree_type)

    assert comparison(client) == []


def test_degree_without_a_valid_rule_is_left_out_of_the_comparison(client):
    two_degrees()
    ProgramFactory(degree_type=CreditRuleFactory(valid_from_year=2999).degree_type)

    assert len(comparison(client)) == 2


def test_questions_about_all_programs_stand_here_too(client):
    QuestionFactory(question="Of one?", program=ProgramFactory())
    QuestionFactory(question="Of a degree?", degree_type=DegreeTypeFactory(), position=2)
    QuestionFactory(question="Of all?", position=1)

    text = Page(client.get(ADDRESS)).text

    assert "Of one?" not in text
    assert "Of all? Yes. Of a degree? Yes." in text


@time_machine.travel("2026-11-22", tick=False)
def test_resources_stand_in_their_order_each_with_its_year(client):
    ResourceLink.objects.create(label="Calendar", url="/c/", academic_year=2026, position=2)
    ResourceLink.objects.create(label="Handbook", url="/h/", academic_year=2021, position=1)

    text = Page(client.get(ADDRESS)).text

    assert "Handbook for 2021–2022, which has passed Calendar for the academic year 2026–2" in text


def test_page_without_resources_has_no_heading_for_them(client):
    assert "Additional Resources" not in Page(client.get(ADDRESS)).headings


def test_page_names_the_address_for_inquiries_and_the_form(client, settings):
    settings.INQUIRIES_EMAIL = "masters@example.org"
    LandingFactory()

    page = Page(client.get(ADDRESS))

    assert "For inquiries, email: masters@example.org" in page.text
    assert "mailto:masters@example.org" in page.links
    assert "/brochure/" in page.links
