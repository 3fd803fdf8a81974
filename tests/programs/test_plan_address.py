"""An address of the planner that came back: ours in its short form, or nothing."""

import pytest

from programs.models import Plan
from programs.plan_address import canonical, in_words
from tests.programs.plans import standard_plan

pytestmark = pytest.mark.django_db
PAGE = "/programs/bioethics/plan/"


@pytest.fixture(autouse=True)
def plan():
    names = {"program__slug": "bioethics", "program__official_name": "Master of Testing"}
    return standard_plan(state=Plan.State.PUBLISHED, **names)


@pytest.mark.parametrize(
    "written",
    [
        "take=COR 0~CAP 1@2",
        "way=full-time&take=CAP+1@2~COR+0",
        "way=no-such-way&take=CAP+1@2~COR+0~XXX~COR+0",
        "sent=1&course=COR+0&course=CAP+1&term-CAP+1=2&note=Call+617-555-0100",
    ],
    ids=["disordered", "short", "foreign and repeated", "as the form sends it"],
)
def test_choice_has_one_address(written):
    assert canonical(f"{PAGE}?{written}") == f"{PAGE}?way=full-time&take=CAP+1@2~COR+0"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "https://evil.example/programs/bioethics/plan/?take=COR+0",
        "//evil.example/programs/bioethics/plan/?take=COR+0",
        "javascript:alert(1)",
        "/programs/bioethics/?take=COR+0",
        "/programs/none/plan/?take=COR+0",
        "/admin/",
        PAGE,
        f"{PAGE}?take=XXX",
        f"{PAGE}?take=COR+0{'&' * 5000}",
        f"{PAGE}?take=\x00",
        "/programs/bioethics/plan/\r\nX: y?take=COR+0",
    ],
)
def test_what_is_no_choice_of_ours_is_nothing(written):
    assert canonical(written) == ""


def test_retired_program_has_no_plan(plan):
    plan.program.status = "retired"
    plan.program.save()

    assert canonical(f"{PAGE}?take=COR+0") == ""


def test_draft_has_no_address(plan):
    plan.state = Plan.State.DRAFT
    plan.save()

    assert canonical(f"{PAGE}?take=COR+0") == ""


@pytest.mark.parametrize(("take", "number"), [("COR+0", "1 course"), ("COR+0~COR+1", "2 courses")])
def test_words_name_program_way_and_number(take, number):
    said = in_words(f"{PAGE}?way=full-time&take={take}")

    assert said == f"Master of Testing, full-time, {number}"
