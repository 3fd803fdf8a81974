"""Templates of replies in the admin: who may write them, what is refused, how they look."""

import io
import json

import pytest
from django.core.management import call_command

from inquiries.models import ReplyTemplate
from inquiries.reply_fields import FIELDS, LINKS
from tests.factories import ProgramFactory, ReplyTemplateFactory, StaffFactory
from tests.inquiries.pages import Page
from tests.inquiries.test_admin_access import clerk, desk

__all__ = ["clerk", "desk"]
pytestmark = pytest.mark.django_db
LIST = "/admin/inquiries/replytemplate/"
GOOD = {"name": "Thank you", "subject": "Thanks", "body": "{{ greeting }}", "position": 1}


def test_template_is_written_and_keeps_its_history(desk, clerk):
    desk.post(f"{LIST}add/", GOOD)

    template = ReplyTemplate.objects.get()
    assert (template.body, template.program) == ("{{ greeting }}", None)
    assert template.history.get().history_user == clerk


def test_unknown_field_is_refused_beside_the_text_which_is_kept(desk):
    page = desk.post(f"{LIST}add/", GOOD | {"body": "Dear {{ nmae }},"})

    [said] = page.context["adminform"].form.errors["body"]
    assert said.startswith("There is no field “nmae”. You can use: greeting, ")
    assert "Dear {{ nmae }}," in page.content.decode()
    assert not ReplyTemplate.objects.exists()


def test_form_lists_every_field_for_the_eye_and_for_the_live_check(desk):
    page = desk.get(f"{LIST}add/").content.decode()

    assert f'data-fields="{" ".join([*FIELDS, *LINKS])}"' in page
    for name in [*FIELDS, *LINKS]:
        assert f"<code>{{{{ {name} }}}}</code>" in page
    assert "js/reply_template.js" in page


def test_preview_shows_an_example_and_saves_nothing(desk):
    words = {"subject": "For {{ last_name }}", "body": "{{ greeting }} {{ brochure_link }}"}

    page = desk.post(f"{LIST}preview/", words)

    mail = page.context["mail"]
    assert mail["subject"] == "For Example (ACDEFGHJ)"
    assert mail["text"].splitlines()[2].startswith("Dear Dr. Example, your brochure <")
    assert not ReplyTemplate.objects.exists()


def test_preview_says_what_is_wrong(desk):
    page = desk.post(f"{LIST}preview/", {"subject": "", "body": "{{ nmae }}"})

    assert page.status_code == 422
    assert "There is no field “nmae”" in Page(page).text


def test_preview_by_its_address_leads_to_the_list(desk):
    assert desk.get(f"{LIST}preview/")["Location"] == LIST


@pytest.mark.parametrize("page", ["", "add/", "preview/", "{}/change/", "{}/history/"])
def test_who_is_not_of_the_desk_sees_no_template(client, page):
    client.force_login(StaffFactory())

    response = client.get(LIST + page.format(ReplyTemplateFactory().pk))

    assert response.status_code == 403


def test_list_takes_the_same_queries_for_one_and_for_three(desk, django_assert_max_num_queries):
    ReplyTemplateFactory(program=ProgramFactory())
    desk.get(LIST)
    with django_assert_max_num_queries(20) as one:
        desk.get(LIST)
    for _ in range(2):
        ReplyTemplateFactory(program=ProgramFactory())
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.get(LIST)


def load():
    call_command("load_content", stdout=io.StringIO())


def test_first_templates_come_with_the_content_and_can_be_sent(school):
    with open("inquiries/data/reply_templates.json", encoding="utf-8") as file:
        names = {row["name"] for row in json.load(file)}

    assert {template.name for template in ReplyTemplate.objects.offered()} == names
    for template in ReplyTemplate.objects.all():
        template.full_clean()


@pytest.mark.parametrize("edit", ["changed", "renamed", "deleted"])
def test_what_staff_edited_stays_as_they_left_it(school, edit):
    template = ReplyTemplate.objects.first()
    if edit == "deleted":
        template.delete()
    else:
        field = "body" if edit == "changed" else "name"
        setattr(template, field, "Ours")
        template.save()
    before = list(ReplyTemplate.objects.order_by("pk").values())

    load()

    assert list(ReplyTemplate.objects.order_by("pk").values()) == before
