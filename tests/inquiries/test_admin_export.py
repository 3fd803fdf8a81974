"""The desk's page of export: who may, what of the list goes out, what is noted."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.utils import timezone

from hms_site.management.groups import make_groups
from inquiries.exporting import HEADINGS
from inquiries.models import Access, ExportChoice, Inquiry, KeptSearch
from tests.factories import InquiryFactory, StaffFactory
from tests.inquiries.desk import LIST, act

pytestmark = pytest.mark.django_db
EXPORT = f"{LIST}export/"


def browser_of(*, group="", permission=""):
    user = StaffFactory()
    if group:
        make_groups()
        user.groups.add(Group.objects.get(name=group))
    if permission:
        user.user_permissions.add(Permission.objects.get(codename=permission))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def desk():
    return browser_of(group="Inquiries desk")


def export(client, query="", columns=("first_name",), **said):
    form = {"list": query, "columns": columns, "kind": "csv", "download": "1", **said}
    response = client.post(EXPORT, form)
    response.file = response.getvalue()  # which closes it
    return response


def names(response):
    text = response.file.decode("utf-8-sig")
    return {row[0] for row in csv.reader(io.StringIO(text, newline=""))} - {"First name"}


def test_list_goes_out_as_its_filters_and_its_search_stand(desk):
    for name, state in (("Adam", "closed"), ("Adalbertine", "new"), ("Grace", "new")):
        InquiryFactory(first_name=name, last_name="Example", state=state)

    key = KeptSearch.objects.keep(User.objects.get(pk=desk.session["_auth_user_id"]), "adal").key
    assert names(export(desk, f"found={key}&state=new")) == {"Adalbertine"}


def test_ticked_ones_alone_go_out(desk):
    first, second, _ = InquiryFactory.create_batch(3)
    Inquiry.objects.filter(pk=second.pk).update(first_name="Grace", state="spam")

    page = act(desk, "export", first, second)

    assert page.context["numbers"] == [str(second.pk), str(first.pk)]
    assert names(export(desk, ticked=[first.pk, second.pk], spam="on")) == {"Ada", "Grace"}


def test_select_all_of_the_action_means_the_list(desk):
    InquiryFactory.create_batch(2)
    chosen = {"action": "export", "_selected_action": [1], "select_across": "1"}

    page = desk.post(f"{LIST}?state=open", chosen)

    assert (page.context["numbers"], page.context["query"]) == ([], "state=open")


@pytest.mark.parametrize("kind", ["spam", "unconfirmed", "erased"])
def test_what_is_left_out_goes_out_when_it_is_asked_for(desk, kind):
    InquiryFactory(first_name="Plain")
    InquiryFactory(first_name="spam", state="spam")
    InquiryFactory(first_name="unconfirmed", captcha="unverified")
    InquiryFactory(first_name="", last_name="", email="", prospect=None, erased_at="2026-01-01T00Z")

    assert names(export(desk)) == {"Plain"}
    asked = names(export(desk, **{kind: "on"}))
    assert asked == {"Plain", "" if kind == "erased" else kind}


def test_page_says_how_many_and_counts_what_is_left_out(desk):
    InquiryFactory.create_batch(2)
    InquiryFactory(state="spam")

    page = desk.post(EXPORT, {"list": ""})

    counted = page.context["counted"]
    assert (counted["plain"], counted["number"], counted["spam"]) == (2, 3, 1)
    assert "<strong>2</strong> inquiries" in page.content.decode()


def test_list_of_nothing_but_spam_is_meant(desk):
    InquiryFactory(state="spam")

    page = desk.post(EXPORT, {"list": "state__exact=spam"})

    assert page.context["form"].initial["spam"]


def test_file_is_never_kept_and_its_name_holds_the_day_alone(desk):
    response = export(desk, "q=ada@example.org")

    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Content-Disposition"].startswith('attachment; filename="inquiries-20')
    assert "ada" not in response["Content-Disposition"]


def test_export_is_on_record_without_a_value(desk):
    InquiryFactory.create_batch(2)

    export(desk, "q=example&state__exact=new", columns=["email", "country"])

    access = Access.objects.get(what="export")
    assert (access.by, access.number) == (desk.user, 2)
    assert access.detail == "csv; filters: q, state__exact; columns: email country"


def test_record_of_all_columns_fits_its_line(desk):
    export(desk, columns=list(HEADINGS)[1:])

    assert Access.objects.get(what="export").detail == (
        "csv; filters: none; columns: all but reference"
    )


def test_next_export_begins_with_the_columns_of_the_last(desk):
    InquiryFactory()
    export(desk, columns=["email"], kind="xlsx")

    page = desk.get(EXPORT)

    assert page.context["form"].initial["columns"] == ["email"]
    assert ExportChoice.objects.get().kind == "xlsx"


def test_without_a_column_the_page_comes_back_with_what_was_ticked(desk):
    InquiryFactory()

    page = desk.post(EXPORT, {"list": "q=ada", "kind": "xlsx", "download": "1"})

    assert page.status_code == 422
    text = page.content.decode()
    assert "Tick at least one column." in text
    assert 'value="q=ada"' in text
    assert not Access.objects.filter(what="export").exists()


@pytest.mark.parametrize("query", ["nonsense=1", "state__exact__x=1", "created_at__year=x"])
def test_filters_that_mean_nothing_export_nothing(desk, query):
    InquiryFactory()

    response = desk.post(
        EXPORT, {"list": query, "columns": "email", "kind": "csv", "download": "1"}
    )

    assert (response.status_code, response["Location"]) == (302, LIST)
    assert not Access.objects.filter(what="export").exists()


def test_too_many_are_not_begun(desk, monkeypatch):
    monkeypatch.setattr("inquiries.admin.exports.MOST", 1)
    InquiryFactory.create_batch(2)

    page = export(desk)

    assert page.status_code == 422
    assert "These are 2, and one file holds 1: narrow the list." in page.content.decode()


def test_list_has_the_button_for_those_who_may(desk):
    InquiryFactory()

    assert "Export this list" in desk.get(LIST).content.decode()
    assert "Export" not in browser_of(permission="view_inquiry").get(LIST).content.decode()


@pytest.mark.parametrize(
    "who",
    [
        {"group": "Content editors"},
        {"permission": "view_inquiry"},
        {"permission": "export_inquiry"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_are_refused(who, method):
    InquiryFactory()
    client = browser_of(**who)

    assert getattr(client, method)(EXPORT).status_code == 403
    assert export(client).status_code == 403


def test_view_only_account_cannot_forge_the_action():
    inquiry = InquiryFactory()

    page = act(browser_of(permission="view_inquiry"), "export", inquiry)

    assert "Columns" not in page.content.decode()
    assert "cl" in page.context


def test_visitor_is_led_to_the_sign_in_page(client):
    assert client.post(EXPORT)["Location"].startswith("/admin/login/")


def test_forged_post_without_the_token_is_refused(desk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.user)

    assert export(strict).status_code == 403


def test_other_methods_are_refused(desk):
    assert desk.put(EXPORT).status_code == 405


def test_page_asks_the_same_queries_for_one_and_for_three(desk, django_assert_max_num_queries):
    InquiryFactory.create_batch(3)
    desk.get(EXPORT)  # reads what is kept until it changes

    with django_assert_max_num_queries(20):
        desk.post(EXPORT, {"list": ""})


def test_way_back_leads_to_the_list_as_it_stood(desk):
    InquiryFactory(due_at=timezone.now() - timedelta(days=3))
    page = desk.post(EXPORT, {"list": "due=late&state=open"}).content.decode()

    assert page.count(f'href="{LIST}?due=late&amp;state=open"') == 2
    assert re.search('value="due"[^>]* checked', page)
