"""Programs side by side."""

import pytest

from programs.models import Program
from tests.factories import KeyDateFactory, ProgramFactory, StandardRuleFactory
from tests.programs.plans import standard_plan
from tests.reading import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/programs/compare/"


@pytest.fixture
def two():
    rule = StandardRuleFactory(degree_type__name="Master of Testing")
    return [
        ProgramFactory(degree_type=rule.degree_type, slug=slug, official_name=f"Master of {slug}")
        for slug in ("one", "two")
    ]


def text(client, *slugs):
    return Page(client.get(ADDRESS, {"p": slugs})).text


def row(client, label, *slugs):
    response = client.get(ADDRESS, {"p": slugs})
    [found] = [row for row in response.context["rows"] if row.label == label]
    return found


def test_without_a_choice_the_page_offers_every_public_program(client, two):
    Program.objects.filter(slug="two").update(status="retired")
    two[0].save()

    said = text(client)

    assert "Choose 2 to 4 programs" in said
    assert two[0].short_name in said
    assert two[1].short_name not in said


def test_credits_stand_side_by_side(client, two):
    assert row(client, "Credits in all", "one", "two").cells == ("36 credits", "36 credits")
    assert row(client, "Capstone project", "one", "two").cells == ("4 credits", "4 credits")
    assert row(client, "Mentored research", "one", "two").cells == ("None", "None")


def test_what_differs_is_marked_in_words(client, two):
    two[1].months = 24
    two[1].save()

    found = row(client, "From start to degree", "one", "two")

    assert found.cells == ("Not published; ask us", "24 months")
    assert "From start to degree differs" in text(client, "one", "two")
    assert "Credits in all differs" not in text(client, "one", "two")


def test_ways_to_study_say_which_are_examples(client, two):
    plan = standard_plan(state="published", pathway="part-time")

    found = row(client, "Part-time", "one", plan.program.slug)

    assert found.cells == (
        "No plan is published; ask us",
        "36 credits in 4 terms, two academic years (example plan)",
    )


def test_days_that_have_passed_are_left_out(client, two):
    KeyDateFactory(program=two[0], label="Deadline", day="2020-01-01")

    assert row(client, "Dates to know", "one", "two").cells == ("Not published; ask us",) * 2


@pytest.mark.parametrize("asked", [["one"], ["none"], ["one", "one"], ["\x00", "'"]])
def test_fewer_than_two_are_not_compared(client, two, asked):
    assert "Choose 2 to 4 programs" in text(client, *asked)


def test_five_are_four(client, two):
    more = [ProgramFactory().slug for _ in range(3)]

    said = text(client, "one", "two", *more)

    assert "4 programs side by side" in said
    assert f"Left out: {Program.objects.get(slug=more[-1]).official_name}." in said


def test_one_is_asked_for_another_and_keeps_its_tick(client, two):
    html = client.get(ADDRESS, {"p": "one"}).content.decode()

    assert "Choose at least two" in html
    assert 'value="one" checked' in html


def test_page_asks_as_many_queries_for_four_as_for_two(client, two, django_assert_max_num_queries):
    more = [ProgramFactory().slug for _ in range(2)]
    with django_assert_max_num_queries(34):
        client.get(ADDRESS, {"p": ["one", "two", *more]})
    with django_assert_max_num_queries(4):
        client.get(ADDRESS, {"p": ["one", "two", *more]})
