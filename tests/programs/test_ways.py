"""Ways to study: what is said of a degree's programs, of those with a plan and those without."""

import pytest

from programs.models import Plan
from programs.ways import NONE, Way, ways_of
from tests.factories import PlanFactory, ProgramFactory
from tests.reading import Page

pytestmark = pytest.mark.django_db


def published(**values):
    return PlanFactory(state=Plan.State.PUBLISHED, **{"terms": 4, "is_example": False, **values})


@pytest.mark.parametrize(
    ("values", "length"),
    [
        ({"terms": 1}, "1 term, one academic year"),
        ({"terms": 2}, "2 terms, one academic year"),
        ({"terms": 4}, "4 terms, two academic years"),
        ({"terms": 3, "has_summer_terms": True}, "3 terms, one academic year"),
        ({"terms": 2, "begins_in": "spring"}, "2 terms, two academic years"),
    ],
)
def test_length_counts_the_academic_years_it_falls_into(values, length):
    assert PlanFactory.build(**values).length == length


def test_nothing_published_is_said_of_full_and_part_time():
    assert ways_of([ProgramFactory()]) == [Way("Full-time", NONE), Way("Part-time", NONE)]


def test_plan_says_credits_and_length_and_that_it_is_an_example():
    plan = published(pathway="part-time", is_example=True)

    _, part_time = ways_of([plan.program])

    assert part_time.words == "36 credits in 4 terms, two academic years (example plan)"


def test_programs_that_differ_are_named():
    first = published(program__short_name="One")
    second = published(program__short_name="Two", terms=2)

    full_time, _ = ways_of([first.program, second.program])

    assert full_time.words == (
        "One: 36 credits in 4 terms, two academic years; "
        "Two: 36 credits in 2 terms, one academic year"
    )


def test_program_with_a_plan_is_named_when_others_have_none():
    plan = published(program__short_name="One")

    full_time, _ = ways_of([plan.program, ProgramFactory()])

    assert full_time.words == "One: 36 credits in 4 terms, two academic years"


def test_combined_way_is_named_where_there_is_one():
    plan = published(pathway="combined")

    assert ways_of([plan.program])[-1].name == "Combined with the MD"


def test_programs_page_says_how_one_can_study(client):
    plan = published(pathway="part-time")

    said = Page(client.get("/programs/")).text

    assert "Part-time 36 credits in 4 terms, two academic years" in said
    assert f"Full-time {NONE}" in said
    assert plan.program.short_name in said


def test_programs_page_says_what_a_capstone_is(client):
    published()

    said = Page(client.get("/programs/")).text

    assert "Capstone project : A project of your own that draws on what you have learned." in said
