"""Plan my degree: one address holds the choice, and no address breaks the page."""

from random import Random
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from programs import planner
from programs.credits.selection import judge
from programs.models import Course, Plan
from tests.programs.plans import standard_plan
from tests.reading import Page

pytestmark = pytest.mark.django_db
WHOLE = "CAP 1~COR 0~COR 1~COR 2~COR 3~ELE 0~ELE 1~ELE 2"


@pytest.fixture
def plan():
    plan = standard_plan(state=Plan.State.PUBLISHED, is_example=False)
    Course.objects.filter(code="ELE 3").update(most_credits=8)
    return plan


def page(client, plan, **query):
    return client.get(f"/programs/{plan.program.slug}/plan/", query)


def text(client, plan, **query):
    return Page(page(client, plan, **query)).text


def test_empty_choice_shows_every_group_and_the_whole_rule(client, plan):
    said = text(client, plan)

    assert "Nothing is chosen yet." in said
    assert "0 of 4 credits" in said
    assert "0 of 32 credits" in said
    assert all(name in said for name in ("Capstone", "Core", "Electives"))


def test_whole_choice_earns_the_degree(client, plan):
    assert "This choice earns the degree." in text(client, plan, take=WHOLE)


def test_what_is_missing_is_said(client, plan):
    said = text(client, plan, take="COR 0")

    assert "This choice does not earn the degree yet." in said
    assert "4 credits of capstone project" in said
    assert "27 credits of other work" in said


def test_form_leads_to_the_short_address(client, plan):
    sent = {
        "sent": "1",
        "way": "full-time",
        "course": ["ELE 3", "CAP 1"],
        "credits-ELE 3": "4.5",
        "term-CAP 1": "4",
        "term-ELE 3": "",
    }

    response = page(client, plan, **sent)

    assert response.status_code == 302
    assert response["Location"] == (
        f"/programs/{plan.program.slug}/plan/?way=full-time&take=CAP+1@4~ELE+3:4.5"
    )


def test_short_address_ticks_the_form(client, plan):
    html = page(client, plan, take="ELE 3:4.5@2").content.decode()

    assert 'value="ELE 3" checked' in html
    assert 'name="credits-ELE 3" value="4.5"' in html
    assert '<option value="2" selected>' in html


@pytest.mark.parametrize(
    ("take", "said"),
    [
        ("XXX 1", "“XXX 1” is no course of this plan."),
        ("COR 0~COR 0", "COR 0 was named twice, and counts once."),
        ("ELE 3:9", "ELE 3 has 4 to 8 credits; you chose 9."),
        ("ELE 3:4.25", "“ELE 3:4.25” is no course of this plan."),
        ("~".join(f"C{n}" for n in range(10_000)), "Nobody takes more than 100 courses"),
        ("<script>", "“<script>” is no course of this plan."),
        ("\x00~:~@", "is no course of this plan."),
    ],
    ids=["foreign", "repeated", "out of range", "quarter", "10,000", "markup", "nonsense"],
)
def test_bad_address_is_answered_in_words(client, plan, take, said):
    assert said in text(client, plan, take=take)


@pytest.mark.parametrize("number", ["many", "1e5000", "1e999999", "-4", "4.25", "٤", "9" * 5000])
def test_credits_that_are_no_number_are_asked_for_again(client, plan, number):
    query = {"sent": "1", "course": "ELE 3", "credits-ELE 3": number}

    assert "ELE 3: write its credits as a number" in text(client, plan, **query)


def test_retired_course_is_no_course_of_the_plan(client, plan):
    Course.objects.filter(code="ELE 0").update(is_retired=True)

    assert "“ELE 0” is no course of this plan." in text(client, plan, take="ELE 0")


def test_draft_is_shown_to_nobody(client):
    plan = standard_plan()

    assert "No plan is published yet" in text(client, plan)


def test_example_says_that_it_is_one(client, plan):
    assert "Example plan." not in text(client, plan)

    Plan.objects.update(is_example=True)
    plan.save(update_fields=["terms"])
    assert "Example plan." in text(client, plan)


def test_unknown_and_retired_programs_have_no_planner(client, plan):
    assert client.get("/programs/none/plan/").status_code == 404
    plan.program.status = "retired"
    plan.program.save()

    assert page(client, plan).status_code == 404


def test_page_is_for_reading_alone(client, plan):
    assert client.post(f"/programs/{plan.program.slug}/plan/").status_code == 405


def test_page_and_solver_say_the_same_of_200_choices(client, plan):
    codes = list(planner.courses_of(plan))
    random = Random(36)  # noqa: S311 - test data
    for _ in range(200):
        chosen = random.sample(codes, random.randint(5, len(codes)))
        query = urlencode({"take": "~".join(chosen)})
        choice = planner.read(plan, QueryDict(query))
        earns = "This choice earns the degree." in text(client, plan, take="~".join(chosen))
        assert earns == judge(plan.for_solver(), choice.items).is_whole
