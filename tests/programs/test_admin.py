import pytest
from django.urls import reverse

from programs.admin.program import RETIRE_INSTEAD
from programs.models import CreditComponent, CreditRule, Program
from tests.factories import (
    DegreeTypeFactory,
    InquiryProgramFactory,
    ProgramFactory,
    StaffFactory,
    StandardRuleFactory,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/programs/creditrule/add/"
Kind = CreditComponent.Kind


def rule_form(degree_type, total, parts, initial=0):
    """What the browser sends for a rule; each part is a dict of what differs from a default."""
    form = {
        "degree_type": degree_type.pk,
        "name": "Standard",
        "total_credits": total,
        "valid_from_year": 2021,
        "components-TOTAL_FORMS": len(parts),
        "components-INITIAL_FORMS": initial,
    }
    for number, (part, kind) in enumerate(zip(parts, Kind.values, strict=False)):
        filled = {"kind": kind, "name": f"work {number}", "position": number} | part
        form |= {f"components-{number}-{name}": value for name, value in filled.items()}
    return form


def credits(*numbers):
    return [{"minimum_credits": number} for number in numbers]


def change_form(rule, total, parts):
    rows = rule.components.all()
    kept = [
        {"id": row.pk, "rule": rule.pk, "kind": row.kind} | part
        for row, part in zip(rows, parts, strict=True)
    ]
    return rule_form(rule.degree_type, total, kept, initial=len(kept))


def components_of(response):
    """The formset of a rule that was refused."""
    [inline] = response.context["inline_admin_formsets"]
    return inline.formset


def test_rule_that_adds_up_is_accepted(admin_client):
    response = admin_client.post(ADD, rule_form(DegreeTypeFactory(), 36, credits(4, 32)))

    assert response.status_code == 302
    rule = CreditRule.objects.get()
    assert rule.total_credits == 36
    assert [part.minimum_credits for part in rule.components.all()] == [4, 32]


@pytest.mark.parametrize(
    ("total", "numbers", "said"),
    [
        (36, (4, 31), "The components add up to 35; the rule says 36: 1 credit is missing."),
        (36, (4, 34), "The components add up to 38; the rule says 36: 2 credits too many."),
        (64, (32, 28), "The components add up to 60; the rule says 64: 4 credits are missing."),
    ],
)
def test_rule_that_does_not_add_up_is_refused_beside_the_last_credits(
    admin_client, total, numbers, said
):
    response = admin_client.post(ADD, rule_form(DegreeTypeFactory(), total, credits(*numbers)))

    assert components_of(response).errors == [{}, {"minimum_credits": [said]}]
    assert said in response.content.decode()
    assert not CreditRule.objects.exists()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "A component needs at least 1 credit."),
        (-4, "Ensure this value is greater than or equal to 0."),
        ("", "This field is required."),
        ("four", "Enter a whole number."),
    ],
)
def test_component_without_credits_is_refused_beside_its_field(admin_client, number, said):
    response = admin_client.post(ADD, rule_form(DegreeTypeFactory(), 36, credits(number, 32)))

    assert components_of(response).errors[0]["minimum_credits"] == [said]
    assert not CreditRule.objects.exists()


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (0, "A degree needs at least 1 credit."),
        (-36, "Ensure this value is greater than or equal to 0."),
        ("", "This field is required."),
    ],
)
def test_total_without_credits_is_refused_beside_its_field(admin_client, total, said):
    response = admin_client.post(ADD, rule_form(DegreeTypeFactory(), total, credits(4, 32)))

    assert said in response.context["adminform"].form.errors["total_credits"]
    assert components_of(response).errors == [{}, {}]
    assert not CreditRule.objects.exists()


def test_rule_without_components_is_refused(admin_client):
    response = admin_client.post(ADD, rule_form(DegreeTypeFactory(), 36, []))

    said = "The rule says 36 and has no components: 36 credits are missing."
    assert said in components_of(response).non_form_errors()
    assert not CreditRule.objects.exists()


def test_two_components_of_one_kind_are_refused(admin_client):
    parts = [{"minimum_credits": number, "kind": Kind.OTHER} for number in (4, 32)]

    response = admin_client.post(ADD, rule_form(DegreeTypeFactory(), 36, parts))

    assert components_of(response).total_error_count() > 0
    assert not CreditRule.objects.exists()


def test_second_rule_of_the_same_year_is_refused_in_words(admin_client):
    rule = StandardRuleFactory(valid_from_year=2021)

    response = admin_client.post(ADD, rule_form(rule.degree_type, 36, credits(4, 32)))

    assert response.context["adminform"].form.non_field_errors() == [
        "This degree type has such a rule from that year on."
    ]


def test_changing_total_and_components_together_is_accepted(admin_client):
    rule = StandardRuleFactory()

    response = admin_client.post(
        f"/admin/programs/creditrule/{rule.pk}/change/", change_form(rule, 40, credits(8, 32))
    )

    assert response.status_code == 302
    rule.refresh_from_db()
    assert rule.total_credits == 40
    assert rule.problems() == []


def test_changing_the_total_alone_is_refused(admin_client):
    rule = StandardRuleFactory()

    response = admin_client.post(
        f"/admin/programs/creditrule/{rule.pk}/change/", change_form(rule, 40, credits(4, 32))
    )

    assert components_of(response).errors[-1]["minimum_credits"] == [
        "The components add up to 36; the rule says 40: 4 credits are missing."
    ]
    rule.refresh_from_db()
    assert rule.total_credits == 36


def test_deleting_a_component_is_refused_beside_the_last_one_kept(admin_client):
    rule = StandardRuleFactory()
    parts = [{"minimum_credits": 4}, {"minimum_credits": 32, "DELETE": "on"}]

    response = admin_client.post(
        f"/admin/programs/creditrule/{rule.pk}/change/", change_form(rule, 36, parts)
    )

    assert components_of(response).errors[0]["minimum_credits"] == [
        "The components add up to 4; the rule says 36: 32 credits are missing."
    ]
    assert rule.components.count() == 2


def test_deleting_every_component_is_refused(admin_client):
    rule = StandardRuleFactory()
    parts = [{"minimum_credits": number, "DELETE": "on"} for number in (4, 32)]

    response = admin_client.post(
        f"/admin/programs/creditrule/{rule.pk}/change/", change_form(rule, 36, parts)
    )

    assert components_of(response).non_form_errors() == [
        "The rule says 36 and has no components: 36 credits are missing."
    ]
    assert rule.components.count() == 2


def test_deleting_a_component_and_lowering_the_total_is_accepted(admin_client):
    rule = StandardRuleFactory()
    parts = [{"minimum_credits": 4, "DELETE": "on"}, {"minimum_credits": 32}]

    response = admin_client.post(
        f"/admin/programs/creditrule/{rule.pk}/change/", change_form(rule, 32, parts)
    )

    assert response.status_code == 302
    assert [part.minimum_credits for part in rule.components.all()] == [32]


def test_rule_list_says_what_each_rule_is_made_of(admin_client):
    StandardRuleFactory()

    page = admin_client.get("/admin/programs/creditrule/").content.decode()

    assert "4 credits of capstone project and 32 credits of other work" in page


def test_pausing_a_program_in_the_list_is_public_at_once(admin_client, client):
    program = ProgramFactory()
    row = {"id": program.pk, "status": "paused", "listing_position": 1, "form_position": 1}
    form = {f"form-0-{name}": value for name, value in row.items()}
    form |= {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save"}

    admin_client.post("/admin/programs/program/", form)

    assert not client.get(program.get_absolute_url()).context["program"].is_open
    assert program.history.first().history_user.username == "admin"


def test_program_that_was_asked_for_is_kept_without_listing_who_asked(admin_client):
    program = ProgramFactory()
    InquiryProgramFactory.create_batch(3, program=program)
    address = f"/admin/programs/program/{program.pk}/delete/"

    page = admin_client.get(address)
    admin_client.post(address, {"post": "yes"})

    assert page.context["protected"] == [RETIRE_INSTEAD]
    assert RETIRE_INSTEAD in page.content.decode()
    assert Program.objects.get() == program


def test_open_program_cannot_be_deleted(admin_client):
    program = ProgramFactory()

    admin_client.post(f"/admin/programs/program/{program.pk}/delete/", {"post": "yes"})

    assert Program.objects.get() == program


def test_program_that_nobody_asked_for_can_be_deleted(admin_client):
    program = ProgramFactory(status=Program.Status.RETIRED)

    admin_client.post(f"/admin/programs/program/{program.pk}/delete/", {"post": "yes"})

    assert not Program.objects.exists()


@pytest.mark.parametrize("factory", [ProgramFactory, DegreeTypeFactory, StandardRuleFactory])
def test_nobody_writes_an_old_version_back(client, factory):
    row = factory()
    name = row._meta.model_name
    version = row.history.first()
    client.force_login(StaffFactory(is_superuser=True))
    address = reverse(f"admin:programs_{name}_simple_history", args=[row.pk, version.pk])

    fields = client.get(address).context["adminform"].form.fields.values()
    assert all(field.disabled for field in fields)
    assert client.post(address, {}).status_code == 403


@pytest.mark.errors_expected  # Django reports what it refuses
def test_programs_cannot_be_asked_for_their_inquiries(client):
    client.force_login(StaffFactory(is_superuser=True))

    response = client.get(reverse("admin:programs_program_changelist") + "?inquiries__isnull=False")

    assert response.status_code == 400
