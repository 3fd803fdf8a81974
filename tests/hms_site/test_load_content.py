"""What the content is that load_content brings, and what further runs leave alone.

It is loaded once; tests/hms_site/test_first_load.py looks at the first run itself.
"""

import io
from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.utils import timezone

from inquiries.models import FormOption
from news.models import NewsItem
from programs.models import CreditComponent, CreditRule, DegreeType, Plan, Program, Question

from .content_files import copied, load, set_components, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
LISTING = [
    ("Master of Academic Discipline", "Master of Bioethics"),
    ("Master of Academic Discipline", "Master of Biomedical Informatics"),
    ("Master of Academic Discipline", "Master in Clinical Service Operations"),
    ("Master of Academic Discipline", "Master of Healthcare Quality and Safety"),
    ("Master of Academic Discipline", "Master of Science in Media, Medicine, and Health"),
    ("Master of Medical Sciences", "Clinical Investigation"),
    ("Master of Medical Sciences", "Immunology"),
    ("Master of Medical Sciences", "Global Health Delivery"),
    ("Master of Medical Sciences", "Medical Education"),
]
FORM = [
    "Master of Bioethics",
    "Master in Clinical Service Operations",
    "Master of Biomedical Informatics",
    "Master of Healthcare Quality and Safety",
    "Master of Medical Sciences in Clinical Investigation",
    "Master of Medical Sciences in Immunology",
    "Master of Medical Sciences in Global Health Delivery",
    "Master of Medical Sciences in Medical Education",
    "Master of Science in Media, Medicine, and Health",
]
SALUTATIONS = ["Dr.", "Miss", "Mr.", "Mrs.", "Ms.", "Rev", "Sir", "Prof."]
INTERESTS = [
    "Physician/Nurse/Clinician",
    "Academic - Research",
    "Academic - Education",
    "Industry - Management & Admin",
    "Industry - R&D & Reg Affairs",
    "Industry - HR",
    "Patient/Caregiver",
    "Student",
]
NEWS = [
    (
        date(2024, 2, 28),
        "Turbocharging CRISPR to Understand How the Immune System Fights Cancer",
    ),
    (date(2024, 2, 22), "Raising the Bar for Medical AI"),
    (date(2024, 2, 21), "How Does the Brain Make Decisions?"),
]
GROUPS = ["Administrators", "Content editors", "Inquiries desk"]


@pytest.fixture(scope="module")
def loaded(undone_afterwards, tmp_path_factory):
    with undone_afterwards():
        with pytest.MonkeyPatch.context() as patch:
            copied(tmp_path_factory.mktemp("content"), patch)
            load()
        yield


@pytest.fixture(autouse=True)
def change_file(tmp_path, monkeypatch):
    return copied(tmp_path, monkeypatch)


def first_rule():
    rule = CreditRule.objects.get(degree_type__slug="academic-discipline")
    parts = rule.components.all()
    return rule.total_credits, {part.kind: part.minimum_credits for part in parts}


def test_loads_nine_programs_in_the_order_of_the_listing():
    groups = Program.objects.public().by_degree_type()
    assert [(str(kind), program.short_name) for kind, group in groups for program in group] == (
        LISTING
    )


def test_loads_nine_programs_in_the_order_of_the_form():
    assert [program.official_name for program in Program.objects.open()] == FORM


def test_loads_two_degree_types_with_rules_that_hold():
    rules = CreditRule.objects.order_by("total_credits")
    assert [str(rule) for rule in rules] == [
        "Master of Academic Discipline: 36 credits",
        "Master of Medical Sciences, together with the MD: 56 credits",
        "Master of Medical Sciences: 64 credits",
    ]
    assert [rule.in_words() for rule in rules] == [
        "4 credits of capstone project and 32 credits of other didactic and scholarly work",
        "32 credits of mentored research experience"
        " and 24 credits of other didactic and scholarly work",
        "32 credits of mentored research experience"
        " and 32 credits of other didactic and scholarly work",
    ]
    call_command("audit_credits", stdout=io.StringIO())


@pytest.mark.parametrize(("kind", "labels"), [("salutation", SALUTATIONS), ("interest", INTERESTS)])
def test_loads_the_options_of_the_form_in_order(kind, labels):
    assert [option.label for option in FormOption.objects.offered().filter(kind=kind)] == labels


def test_loads_public_news_on_their_days_in_boston():
    items = NewsItem.objects.published().filter(is_dated=True)
    assert [(timezone.localdate(item.publish_at), item.title) for item in items] == NEWS


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (DegreeType, "name", "Master of Renaming"),
        (CreditRule, "name", "Since the reform"),
        (CreditComponent, "name", "thesis"),
        (Program, "official_name", "Master of Renaming"),
        (Program, "slug", "renamed"),
        (Program, "status", "paused"),
        (FormOption, "label", "Renamed"),
        (FormOption, "is_active", False),
        (NewsItem, "slug", "renamed"),
        (NewsItem, "state", "draft"),
    ],
)
def test_what_staff_changed_survives_two_more_runs(model, field, value):
    row = model.objects.order_by("pk").first()
    setattr(row, field, value)
    row.save()
    before = snapshot()

    load()
    load()

    assert snapshot() == before


@pytest.mark.parametrize("model", [Program, FormOption, NewsItem, CreditRule])
def test_what_staff_deleted_stays_deleted(model):
    Plan.objects.all().delete()  # they keep the rule that they follow
    model.objects.order_by("pk").first().delete()
    before = snapshot()

    load()

    assert snapshot() == before


def test_degree_type_that_staff_readdressed_is_not_doubled():
    degree_type = DegreeType.objects.get(slug="medical-sciences")
    degree_type.slug = "mmsc"
    degree_type.save()
    before = snapshot()

    load()

    assert snapshot() == before


def test_changed_file_refreshes_only_the_rows_that_staff_left_alone(change_file):
    edited = Program.objects.get(slug="immunology")
    edited.summary = "As staff put it."
    edited.save()
    change_file("programs", "programs", lambda rows: [row.update(summary="New.") for row in rows])

    load()

    assert Program.objects.get(slug="immunology").summary == "As staff put it."
    assert Program.objects.filter(summary="New.").count() == 8


def test_new_row_of_a_file_comes_to_a_site_in_use(change_file):
    row = {"kind": "interest", "label": "Nurse educator", "position": 9}
    change_file("inquiries", "form_options", lambda rows: rows.append(row))

    said = load()

    assert said.startswith("1 new, 0 refreshed, ")
    assert FormOption.objects.offered().filter(kind="interest").last().label == "Nurse educator"


def test_question_that_left_the_file_goes_unless_staff_had_a_hand_in_it(change_file):
    kept, dropped = Question.objects.order_by("position")[:2]
    kept.answer = "<p>As staff put it.</p>"
    kept.save()
    Question.objects.create(question="Of staff?", answer="<p>Yes.</p>")
    change_file("programs", "questions", lambda rows: rows.clear())

    load()

    assert not Question.objects.filter(pk=dropped.pk).exists()
    assert {row.question for row in Question.objects.all()} == {kept.question, "Of staff?"}


def test_broken_file_leaves_a_site_in_use_as_it_was(change_file):
    before = snapshot()
    change_file("programs", "programs", lambda rows: rows[0].update(summary="New."))
    change_file("programs", "degrees", set_components(64, research=32, other=28))

    with pytest.raises(CommandError, match="4 credits are missing"):
        load()

    assert snapshot() == before


@pytest.mark.parametrize(
    "parts", [{"capstone": 6, "other": 34}, {"other": 40}, {"research": 20, "other": 20}]
)
def test_changed_rule_is_refreshed_with_all_its_components(change_file, parts):
    change_file("programs", "degrees", set_components(40, **parts))

    load()

    assert first_rule() == (40, parts)


def test_component_that_a_file_dropped_may_come_back(change_file):
    for parts in ({"other": 36}, {"capstone": 4, "other": 32}):
        change_file("programs", "degrees", set_components(36, **parts))

        load()

        assert first_rule() == (36, parts)


@pytest.mark.parametrize("model", [CreditRule, CreditComponent])
def test_rule_that_staff_touched_in_part_is_kept_whole(change_file, model):
    row = model.objects.order_by("pk").first()
    row.name = "As staff call it"
    row.save()
    change_file("programs", "degrees", set_components(40, capstone=4, other=36))

    load()

    assert first_rule() == (36, {"capstone": 4, "other": 32})


def test_groups_may_do_what_their_work_needs():
    def apps_of(name):
        permissions = Permission.objects.filter(group__name=name)
        return set(permissions.values_list("content_type__app_label", flat=True))

    assert list(Group.objects.order_by("name").values_list("name", flat=True)) == GROUPS
    content = {"programs", "news", "events", "pages", "content", "search"}
    assert apps_of("Content editors") == content
    assert apps_of("Inquiries desk") == {"programs", "inquiries"}
    assert apps_of("Administrators") == content | {"inquiries", "auth"}


def test_desk_may_neither_delete_inquiries_nor_change_programs():
    codenames = Permission.objects.filter(group__name="Inquiries desk").values_list("codename")
    allowed = {codename for (codename,) in codenames}
    assert {"view_inquiry", "change_inquiry", "add_note", "view_program"} <= allowed
    assert {name for name in allowed if name.startswith("delete_")} == {"delete_absence"}
    assert "change_program" not in allowed


def test_permissions_that_an_administrator_changed_stay():
    editors = Group.objects.get(name="Content editors")
    editors.permissions.set(Permission.objects.filter(codename="view_program"))
    before = snapshot()

    load()

    assert snapshot() == before
