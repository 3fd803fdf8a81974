"""What staff see of the admin as a whole, and what a Content editor must not see."""

from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from hms_site.management.groups import make_groups
from inquiries.models import Delivery, FormOption, Inquiry, Prospect
from news.models import NewsItem
from programs.models import CreditRule, DegreeType, Program
from tests.factories import (
    DegreeTypeFactory,
    DeliveryFactory,
    FormOptionFactory,
    InquiryProgramFactory,
    NewsItemFactory,
    ProgramFactory,
    StaffFactory,
    StandardRuleFactory,
)

pytestmark = pytest.mark.django_db
EDITABLE = {
    DegreeType: DegreeTypeFactory,
    CreditRule: StandardRuleFactory,
    Program: ProgramFactory,
    NewsItem: NewsItemFactory,
}
WITH_HISTORY = EDITABLE | {FormOption: FormOptionFactory}


def address(model, page=""):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{page}"


def an_inquiry():
    """An inquiry with a program and a mail, by somebody with a telling name."""
    asked = InquiryProgramFactory(inquiry__first_name="Adalbertine")
    DeliveryFactory(inquiry=asked.inquiry)
    FormOptionFactory()
    return asked.inquiry


@pytest.fixture
def editor(client):
    """The browser of somebody in the group Content editors, as load_content makes it."""
    make_groups()
    ProgramFactory(slug="immunology")
    NewsItemFactory()
    user = StaffFactory(username="editor")
    user.groups.add(Group.objects.get(name="Content editors"))
    client.force_login(user)
    return client


@pytest.mark.parametrize(("model", "factory"), WITH_HISTORY.items())
def test_list_asks_as_many_queries_for_three_rows_as_for_one(admin_client, model, factory):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            response = admin_client.get(address(model))
        assert response.context["cl"].result_count == model.objects.count()
        return len(asked)

    factory()
    queries()  # the first one also reads the content types
    with_one = queries()
    factory.create_batch(2)
    queries()

    assert queries() == with_one


@pytest.mark.parametrize(("model", "factory"), WITH_HISTORY.items())
def test_history_page_shows_who_changed_it(client, model, factory):
    boss = StaffFactory(username="boss", is_superuser=True)
    client.force_login(boss)
    row = factory()
    row._history_user = boss
    row.save()

    page = client.get(address(model, f"{row.pk}/history/")).content.decode()

    assert "boss" in page
    assert "2 entries" in page
    assert " style=" not in page


def test_content_editor_can_open_lists_and_forms_of_content(editor):
    for model in EDITABLE:
        for page in ("", "add/"):
            response = editor.get(address(model, page))
            assert response.context["has_add_permission"] is True, response.request["PATH_INFO"]


def test_content_editor_can_change_a_program(editor):
    program = Program.objects.get(slug="immunology")
    form = {
        field: getattr(program, field)
        for field in (
            "official_name", "short_name", "slug",
            "listing_position", "form_position", "section_position",
        )
    }  # fmt: skip
    form |= {"degree_type": program.degree_type_id, "status": "paused"}
    for part in ("key_dates", "costs", "start_terms", "contacts", "questions"):
        form |= {f"{part}-TOTAL_FORMS": 0, f"{part}-INITIAL_FORMS": 0}

    response = editor.post(address(Program, f"{program.pk}/change/"), form)

    assert response.status_code == 302
    program.refresh_from_db()
    assert program.status == "paused"
    assert program.history.first().history_user.username == "editor"


def test_content_editor_can_delete_news_and_the_history_stays(editor):
    item = NewsItem.objects.first()

    editor.post(address(NewsItem, f"{item.pk}/delete/"), {"post": "yes"})

    assert not NewsItem.objects.filter(pk=item.pk).exists()
    assert NewsItem.history.filter(id=item.pk, history_type="-").exists()


@pytest.mark.parametrize("model", [Inquiry, Delivery, Prospect, FormOption])
def test_content_editor_is_refused_all_pages_of_inquiries(editor, model):
    an_inquiry()
    pk = model.objects.first().pk

    for page in ("", "add/", f"{pk}/change/", f"{pk}/delete/", f"{pk}/history/"):
        response = editor.get(address(model, page))
        assert (page, response.status_code) == (page, 403)
        assert "Adalbertine" not in response.content.decode()


def test_content_editor_sees_no_trace_of_inquiries_on_the_front_page(editor):
    an_inquiry()

    response = editor.get("/admin/")

    assert not {"inquiries", "auth"} & {app["app_label"] for app in response.context["app_list"]}
    page = response.content.decode().lower()
    for trace in ("inquir", "prospect", "deliver", "adalbertine"):
        assert trace not in page


def test_content_editor_sees_no_trace_of_inquiries_beside_a_program(editor):
    program = an_inquiry().programs.get().program

    for page in ("change", "history", "delete"):
        html = editor.get(address(Program, f"{program.pk}/{page}/")).content.decode().lower()
        for trace in ("inquiry", "prospect", "adalbertine"):
            assert trace not in html


def test_front_page_of_an_administrator_shows_inquiries(admin_client):
    response = admin_client.get("/admin/")

    assert {"programs", "news", "inquiries"} <= {
        app["app_label"] for app in response.context["app_list"]
    }


@pytest.mark.parametrize("user", ["editor", "admin"])
def test_no_staff_page_leads_to_the_signed_page_of_an_inquiry(editor, admin_client, user):
    inquiry = an_inquiry()
    kind = ContentType.objects.get_for_model(Inquiry)
    browser = {"editor": editor, "admin": admin_client}[user]

    response = browser.get(f"/admin/r/{kind.pk}/{inquiry.pk}/")

    assert response.status_code == 404
    assert "Location" not in response


@pytest.mark.parametrize("factory", [ProgramFactory, NewsItemFactory])
def test_staff_page_leads_to_the_public_page(admin_client, factory):
    row = factory()

    page = admin_client.get(address(type(row), f"{row.pk}/change/")).content.decode()

    assert f'href="{row.get_absolute_url()}"' in page


def test_draft_has_no_public_page_to_lead_to(admin_client):
    draft = NewsItemFactory(state=NewsItem.State.DRAFT)

    page = admin_client.get(address(NewsItem, f"{draft.pk}/change/")).content.decode()

    assert f'href="{draft.get_absolute_url()}"' not in page


@pytest.mark.parametrize("page", ["/admin/", "/admin/programs/program/", "/admin/news/newsitem/"])
def test_visitor_is_led_to_the_sign_in_page(client, page):
    response = client.get(page)

    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={page}")


def test_account_without_staff_rights_gets_no_further(client):
    client.force_login(StaffFactory(is_staff=False, is_superuser=True))

    assert client.get("/admin/programs/program/").status_code == 302


def test_sign_in_page_says_whose_it_is(client):
    response = client.get("/admin/login/", follow=True)

    assert "Master’s programs, staff" in unescape(strip_tags(response.content.decode()))
