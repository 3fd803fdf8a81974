"""Plans in the admin: only one that can reach its rule is published."""

import pytest

from programs import editions
from programs.models import Course, CreditComponent, Plan
from tests.factories import StaffFactory
from tests.programs.plans import standard_plan
from tests.programs.test_admin import change_form, credits

pytestmark = pytest.mark.django_db
LIST = "/admin/programs/plan/"


def form_of(plan, **changes):
    """What the browser sends when the plan's page is saved."""
    names = ("pathway", "academic_year", "terms", "begins_in", "state")
    form = {name: getattr(plan, name) for name in names}
    form |= {"program": plan.program_id, "rule": plan.rule_id, "is_example": "on"}
    groups = list(plan.groups.all())
    form |= {"groups-TOTAL_FORMS": len(groups), "groups-INITIAL_FORMS": len(groups)}
    for n, group in enumerate(groups):
        row = {name: getattr(group, name) for name in ("name", "kind", "takes", "position")}
        row |= {"id": group.pk, "plan": plan.pk, "minimum_credits": group.minimum_credits or ""}
        row |= {"maximum_credits": group.maximum_credits or ""}
        row |= {"courses": [course.pk for course in group.courses.all()]}
        form |= {f"groups-{n}-{name}": value for name, value in row.items()}
    return form | changes


def save(client, plan, **changes):
    response = client.post(f"{LIST}{plan.pk}/change/", form_of(plan, **changes))
    plan.refresh_from_db()
    return response


def test_plan_that_reaches_its_rule_is_published(admin_client):
    plan = standard_plan()

    assert save(admin_client, plan, state="published").status_code == 302

    assert plan.state == Plan.State.PUBLISHED


def test_plan_that_does_not_is_refused_with_the_reason(admin_client):
    plan = standard_plan(electives=1)

    response = save(admin_client, plan, state="published")

    assert "other work reaches 24 of 32 credits" in response.content.decode()
    assert plan.state == Plan.State.DRAFT


def test_reason_stands_beside_the_group_that_it_is_about(admin_client):
    plan = standard_plan()

    response = save(admin_client, plan, state="published", **{"groups-2-minimum_credits": "50"})

    [inline] = response.context["inline_admin_formsets"]
    assert inline.formset.errors[2] == {
        "courses": ["It asks for 50 credits, but all its courses together have 16."]
    }


def test_courses_just_chosen_count(admin_client):
    plan = standard_plan(electives=2)
    more = [Course.objects.create(code=f"NEW {n}", title="New", least_credits=2) for n in (1, 2)]
    chosen = [*plan.groups.get(name="Electives").courses.all(), *more]

    save(admin_client, plan, state="published", **{"groups-2-courses": [c.pk for c in chosen]})

    assert plan.state == Plan.State.PUBLISHED


def test_draft_is_kept_and_says_what_is_missing(admin_client):
    plan = standard_plan(electives=1)

    response = admin_client.post(f"{LIST}{plan.pk}/change/", form_of(plan), follow=True)

    assert "Not ready to be published." in response.content.decode()


def test_list_says_of_each_plan_whether_it_reaches_its_rule(admin_client):
    standard_plan(electives=1)

    assert "other work reaches 24 of 32 credits" in admin_client.get(LIST).content.decode()


def test_rule_that_would_break_a_plan_is_refused_with_its_name(admin_client):
    plan = standard_plan(state=Plan.State.PUBLISHED)
    address = f"/admin/programs/creditrule/{plan.rule_id}/change/"
    form = change_form(plan.rule, 66, credits(4, 62))

    response = admin_client.post(address, form)

    assert f"{plan}: Even with every elective taken" in response.content.decode()
    assert "make these plans drafts" in response.content.decode()
    assert CreditComponent.objects.get(rule=plan.rule, kind="other").minimum_credits == 32


def test_button_saves_the_rule_and_makes_the_broken_plan_a_draft(admin_client):
    plan = standard_plan(state=Plan.State.PUBLISHED)
    form = change_form(plan.rule, 66, credits(4, 62)) | {"_break_plans": "1"}

    admin_client.post(f"/admin/programs/creditrule/{plan.rule_id}/change/", form)

    plan.refresh_from_db()
    assert plan.state == Plan.State.DRAFT
    assert CreditComponent.objects.get(rule=plan.rule, kind="other").minimum_credits == 62


def test_action_copies_to_the_next_year_once(admin_client):
    plan = standard_plan()
    form = {"action": "copy_to_next_year", "_selected_action": [plan.pk]}

    for _ in range(2):
        response = admin_client.post(LIST, form, follow=True)

    assert Plan.objects.filter(academic_year=2027).count() == 1
    assert "1 left alone" in response.content.decode()


def test_page_says_what_differs_from_the_year_before(admin_client):
    new = editions.copy_to_next_year(standard_plan())
    address = f"{LIST}{new.pk}/change/"
    assert "Nothing." in admin_client.get(address).content.decode()

    new.groups.get(name="Electives").delete()

    assert "“Electives” is gone." in admin_client.get(address).content.decode()


def test_account_without_permission_sees_no_plan(client):
    client.force_login(StaffFactory())

    assert client.get(LIST).status_code == 403
