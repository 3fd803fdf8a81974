"""Who meets what on every page of the admin: the addresses come from the URL resolver."""

import re

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.test import Client

from hms_site.management.groups import make_groups
from inquiries.models import Access, Change, Inquiry, Note, Prospect, Visit
from programs.models import Program
from tests.factories import (
    ConsentFactory,
    DeliveryFactory,
    FormOptionFactory,
    InquiryProgramFactory,
    NewsItemFactory,
    ProgramRoutingFactory,
    SeriesFactory,
    StaffFactory,
    TopicFactory,
)
from tests.hms_site.walk import MARK, addresses, log_entries_about, mark_everything, searches
from tests.inquiries.dump import dump

# some hundreds of pages each: on a busy machine that takes a while
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
OPEN_TO_ALL = {"/admin/login/", "/admin/logout/"}
NOT_FOR_EDITORS = {"inquiries", "auth", "axes"}
# what a look leaves behind
TRACES = [Access, Session, LogEntry, Visit]
# pages that keep what was typed, even of who is signed out; they show nothing else
KEPT = re.compile(r"/\d+/reply/$")
POLICY = "Content-Security-Policy"
FORGED = {"post": "yes", "_save": "1", "action": "release", "is_superuser": "on"}


@pytest.fixture(scope="module")
def marked(school, undone_afterwards):
    """The school's content, and inquiries with a value that can be told in every field."""
    with undone_afterwards():
        make_groups()
        clerk = StaffFactory(username="clerk")
        asked = InquiryProgramFactory(program=Program.objects.first())
        inquiry = asked.inquiry
        DeliveryFactory(inquiry=inquiry)
        ConsentFactory(inquiry=inquiry)
        FormOptionFactory()
        ProgramRoutingFactory(program=Program.objects.last())
        Note.objects.create(inquiry=inquiry, author=clerk, text="To be marked.")
        Change.objects.create(inquiry=inquiry, by=clerk, what="To be marked.")
        Access.objects.create(by=clerk, what=Access.What.VIEW, reference="marked")
        NewsItemFactory(topics=[TopicFactory()])
        SeriesFactory()
        where = {"username": MARK, "ip_address": "192.0.2.1", "user_agent": MARK}
        AccessAttempt.objects.create(**where, failures_since_start=1)
        AccessLog.objects.create(**where)
        mark_everything("inquiries")
        log_entries_about(clerk, [inquiry, inquiry.prospect])
        yield inquiry


def browser_of(account):
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def editor(marked):
    account = StaffFactory(username="editor")
    account.groups.add(Group.objects.get(name="Content editors"))
    # who was at the desk before has entries of their own about people
    log_entries_about(account, [marked, marked.prospect])
    return browser_of(account)


@pytest.fixture
def viewer(marked):
    account = StaffFactory(username="viewer")
    account.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return browser_of(account)


def body(response):
    sent = response.getvalue() if response.streaming else response.content
    return sent.decode(errors="replace")  # some are archives


def test_marks_are_where_they_should_be(marked):
    """What the walks below look for is there to be found."""
    boss = browser_of(StaffFactory(is_superuser=True))

    pages = {path: boss.get(path, follow=True) for path in addresses()}
    found = {path for path, page in pages.items() if MARK in body(page)}

    assert not [path for path, page in pages.items() if "unsafe-inline" in page[POLICY]]
    assert {page[POLICY].count("default-src 'none'") for page in pages.values()} == {1}
    assert {
        "/admin/inquiries/inquiry/",
        f"/admin/inquiries/inquiry/{marked.pk}/change/",
        f"/admin/inquiries/inquiry/{marked.pk}/history/",
        f"/admin/inquiries/inquiry/{marked.pk}/mails/",
        "/admin/inquiries/delivery/",
        "/admin/inquiries/prospect/",
        "/admin/axes/accessattempt/",
    } <= found
    assert len(addresses()) > 200


def test_editor_meets_no_personal_value_on_any_page(editor):
    for path, app in [*addresses().items(), *searches()]:
        response = editor.get(path)
        assert MARK not in body(response), path
        assert response.status_code < 500, path
        if app in NOT_FOR_EDITORS:
            assert response.status_code != 200, path


@pytest.mark.errors_expected  # Django calls such a question an ERROR; it names no value
@pytest.mark.parametrize("lookup", ["email__startswith", "first_name__contains", "state"])
def test_editor_cannot_ask_about_people_through_a_program(editor, lookup, caplog):
    """One letter at a time, by whether the list is empty."""
    for relation in Program._meta.related_objects:
        if relation.related_model._meta.app_label != "inquiries":
            continue
        name = relation.field.related_query_name()
        for path in (f"{name}__inquiry__{lookup}", f"{name}__{lookup}"):
            response = editor.get("/admin/programs/program/", {path: MARK})
            assert response.status_code in (302, 400), path
    assert MARK not in str([record.getMessage() for record in caplog.records])


def test_editors_forged_posts_are_refused_and_kept(editor, marked):
    before = dump(but=TRACES)
    targets = {path: app for path, app in addresses().items() if app in NOT_FOR_EDITORS}

    for path in targets:
        response = editor.post(path, {**FORGED, "_selected_action": [marked.pk]})
        assert response.status_code in (302, 403, 404, 405), path
        assert response.status_code != 302 or "/change/" in response["Location"], path

    assert dump(but=TRACES) == before
    kept = Access.objects.filter(what=Access.What.REFUSED, by__username="editor")
    assert kept.filter(detail="POST inquiries inquiry release").exists()
    assert kept.filter(detail="POST auth user change").exists()
    assert MARK not in str(list(kept.values()))


@pytest.mark.errors_expected  # a field that may not be named is one, too
@pytest.mark.parametrize(
    "query", ["", "?_popup=1", "?_to_field=email", "?_popup=1&_to_field=password"]
)
def test_editor_cannot_become_a_superuser(editor, query):
    account = StaffFactory._meta.model.objects.get(username="editor")
    administrators = Group.objects.get(name="Administrators")
    form = {"username": "editor", "is_superuser": "on", "groups": [administrators.pk]}

    response = editor.post(f"/admin/auth/user/{account.pk}/change/{query}", form)

    account.refresh_from_db()
    assert response.status_code in (400, 403)
    assert not account.is_superuser
    assert [group.name for group in account.groups.all()] == ["Content editors"]


def test_desk_changes_no_content(marked):
    account = StaffFactory()
    account.groups.add(Group.objects.get(name="Inquiries desk"))
    desk = browser_of(account)
    before = dump(but=TRACES)

    for path, app in addresses().items():
        if app != "inquiries" and path != "/admin/logout/":
            response = desk.post(path, FORGED)
            assert response.status_code in (200, 302, 400, 403, 404, 405), path

    assert dump(but=TRACES) == before


def test_who_may_only_look_changes_nothing(viewer, marked):
    before = dump(but=TRACES)

    for path in addresses().keys() - OPEN_TO_ALL:
        response = viewer.post(path, {**FORGED, "_selected_action": [marked.pk]})
        assert response.status_code < 500, path

    assert dump(but=TRACES) == before


def test_who_may_only_look_sees_what_the_desk_sees(viewer, marked):
    assert MARK in body(viewer.get(f"/admin/inquiries/inquiry/{marked.pk}/change/"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitor_is_led_to_the_log_in_everywhere(client, marked, method):
    for path in addresses().keys() - OPEN_TO_ALL:
        response = getattr(client, method)(path)
        if method == "post" and KEPT.search(path):
            assert response.status_code == 403, path
            continue
        assert response.status_code == 302, path
        assert response["Location"] == f"/admin/login/?next={path}", path


@pytest.mark.parametrize("method", ["get", "post"])
def test_account_that_is_no_staff_reaches_nothing(marked, method):
    outsider = browser_of(StaffFactory(is_staff=False, is_superuser=True))

    for path in addresses().keys() - OPEN_TO_ALL:
        refused = 403 if method == "post" and KEPT.search(path) else 302
        assert getattr(outsider, method)(path).status_code == refused, path


def test_marked_rows_are_untouched(marked):
    """What the tests above changed was undone: each has its own transaction."""
    assert Inquiry.objects.filter(pk=marked.pk, last_name__startswith=MARK).exists()
    assert Prospect.objects.filter(email__startswith=MARK).exists()
