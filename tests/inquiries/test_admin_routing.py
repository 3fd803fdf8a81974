"""Staff say who is told of which program and what the CRM calls it, and try it without a risk."""

import json

import pytest
from django.contrib.auth.models import Group

from hms_site.management.groups import make_groups
from inquiries.models import Delivery, Inquiry, ProgramRouting
from tests.factories import (
    InquiryProgramFactory,
    ProgramFactory,
    ProgramRoutingFactory,
    StaffFactory,
)
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
LIST = "/admin/inquiries/programrouting/"
TRY = f"{LIST}try/"


@pytest.fixture
def desk(client):
    make_groups()
    account = StaffFactory()
    account.groups.add(Group.objects.get(name="Inquiries desk"))
    client.force_login(account)
    return client


def add(client, **fields):
    form = {"program": ProgramFactory().pk, "recipients": "", "crm_code": ""}
    return client.post(f"{LIST}add/", form | fields)


def test_desk_adds_a_routing_and_history_knows(desk):
    assert add(desk, recipients="ada@example.org\neve@example.org").status_code == 302

    routing = ProgramRouting.objects.get()
    assert routing.addresses() == ["ada@example.org", "eve@example.org"]
    assert routing.history.count() == 1


def test_wrong_line_is_named(desk):
    response = add(desk, recipients="ada@example.org\nnobody\n\neve@")

    assert "Not an e-mail address: “nobody”, “eve@”." in Page(response).text
    assert not ProgramRouting.objects.exists()


def test_list_names_programs_without_routing(desk):
    ProgramRoutingFactory()
    bare = ProgramFactory(official_name="Master of Bare Bones")
    ProgramFactory(official_name="Master of the Past", status="retired")

    text = Page(desk.get(LIST)).text

    assert f"{bare}" in text.split("Without routing")[1]
    assert "Master of the Past" not in text.split("Without routing")[1].split("Program")[0]


def test_dry_run_shows_the_mapping_and_sends_nothing(desk, crm):
    ProgramRoutingFactory(program__official_name="Master of Immunology", crm_code="MMSC-IMM")
    ProgramFactory(official_name="Master of Bare Bones")

    text = Page(desk.get(TRY)).text

    assert "MMSC-IMM" in text
    assert "No code. Its inquiries wait on the desk." in text
    assert "ada@example.org" in text
    assert "webhook-signature: v1," in text
    assert crm.headers == []
    assert not Inquiry.objects.exists()
    assert not Delivery.objects.exists()


def test_dry_run_of_the_latest_inquiry_shows_what_it_would_give(desk, crm):
    asked = InquiryProgramFactory(inquiry__first_name="Adalbert")

    response = desk.get(TRY, {"of": "latest"})

    event = json.loads(response.context["payload"])
    assert event["data"]["first_name"] == "Adalbert"
    assert event["data"]["reference"] == asked.inquiry.reference


def test_test_event_holds_no_person(desk, crm):
    InquiryProgramFactory()

    response = desk.post(TRY, follow=True)

    assert "The CRM took the test event." in Page(response).text
    event = json.loads(crm.taken[0])
    assert (event["type"], event["data"]) == ("ping", {})


def test_page_shows_whom_we_tell_and_no_password_of_the_address(desk, settings):
    settings.WEBHOOK_URL = "https://name:word@crm.example.org:8443/hooks/s3cret?key=also"

    page = desk.get(TRY).content.decode()

    assert "<code>https://crm.example.org:8443</code>" in page
    for secret in ("name:word", "s3cret", "also"):
        assert secret not in page


def test_answer_to_a_refused_test_event_is_shown(desk, crm):
    crm.status, crm.said = 401, b"Signature <wrong>"

    assert "The CRM answered 401: Signature <wrong>" in Page(desk.post(TRY, follow=True)).text


def test_without_a_crm_the_page_says_so(desk):
    assert "WEBHOOK_URL is not set" in Page(desk.get(TRY)).text
    assert "no CRM to ask" in Page(desk.post(TRY, follow=True)).text


@pytest.mark.parametrize("method", ["get", "post"])
def test_dry_run_is_for_the_desk(client, crm, method):
    client.force_login(StaffFactory())

    assert getattr(client, method)(TRY).status_code == 403
    assert crm.headers == []
