"""Who may open the desk: the group Inquiries desk may do its work, and nobody else may look."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from hms_site.management.commands.load_content import make_groups
from inquiries.models import Access, Delivery, FormOption, Inquiry, Note
from tests.factories import (
    DeliveryFactory,
    FormOptionFactory,
    InquiryFactory,
    InquiryProgramFactory,
    StaffFactory,
)
from tests.inquiries.desk import act, address, save

pytestmark = pytest.mark.django_db
PAGES = ["inquiry/", "inquiry/add/", "inquiry/{}/change/", "delivery/", "prospect/", "formoption/"]


@pytest.fixture
def clerk():
    make_groups()
    user = StaffFactory(username="clerk")
    user.groups.add(Group.objects.get(name="Inquiries desk"))
    return user


@pytest.fixture
def desk(clerk):
    """The browser of somebody in the group Inquiries desk."""
    client = Client()
    client.force_login(clerk)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_visitor_is_led_to_the_sign_in_page(client, page):
    path = "/admin/inquiries/" + page.format(InquiryFactory().pk)

    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={path}")


@pytest.mark.parametrize("page", PAGES)
def test_account_that_is_no_staff_is_led_to_the_sign_in_page(client, page):
    client.force_login(StaffFactory(is_staff=False, is_superuser=True))

    response = client.get("/admin/inquiries/" + page.format(InquiryFactory().pk))

    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_staff_outside_the_group_is_refused(client, page):
    inquiry = InquiryFactory(first_name="Adalbertine")
    client.force_login(StaffFactory())

    response = client.get("/admin/inquiries/" + page.format(inquiry.pk))

    assert response.status_code == 403
    assert "Adalbertine" not in response.content.decode()


def test_desk_finds_and_reads_inquiries(desk):
    asked = InquiryProgramFactory(inquiry__first_name="Adalbertine")

    for path in ("/admin/inquiries/inquiry/?q=adalb", address(asked.inquiry)):
        response = desk.get(path, follow=True)
        assert response.status_code == 200
        assert "Adalbertine" in response.content.decode()


def test_desk_takes_on_and_answers_an_inquiry(desk, clerk):
    first, second = InquiryFactory.create_batch(2)

    save(desk, first, owner=clerk.pk, to=Inquiry.State.ANSWERED)
    act(desk, "mark_as_answered", second)

    answered = Inquiry.objects.filter(state=Inquiry.State.ANSWERED, answered_by=clerk)
    assert set(answered) == {first, second}
    assert first.owner == clerk


def test_desk_writes_notes(desk, clerk):
    save(desk, InquiryFactory(), **{"notes-TOTAL_FORMS": "1", "notes-0-text": "Called back."})

    assert Note.objects.get().author == clerk


def test_desk_has_a_dead_mail_sent_again(desk):
    dead = DeliveryFactory(state=Delivery.State.DEAD)

    desk.post("/admin/inquiries/delivery/", {"action": "send_again", "_selected_action": [dead.pk]})

    assert list(Delivery.objects.due()) == [dead]


def test_desk_deletes_nothing(desk):
    inquiry = InquiryFactory()

    response = desk.post(f"/admin/inquiries/inquiry/{inquiry.pk}/delete/", {"post": "yes"})
    act(desk, "delete_selected", inquiry)

    assert response.status_code == 403
    assert Inquiry.objects.get() == inquiry


def test_desk_changes_no_option_of_the_form(desk):
    option = FormOptionFactory(label="Student")

    response = desk.post(f"/admin/inquiries/formoption/{option.pk}/change/", {"label": "Forged"})

    assert response.status_code == 403
    assert FormOption.objects.get().label == "Student"


def test_desk_reads_programs_and_changes_none(desk):
    program = InquiryProgramFactory().program
    path = f"/admin/programs/program/{program.pk}/change/"

    assert desk.get(path).status_code == 200
    assert desk.post(path, {"official_name": "Forged"}).status_code == 403


@pytest.mark.parametrize(("model", "field"), [("inquiry", "prospect"), ("delivery", "inquiry")])
def test_no_suggestions_list_people(desk, model, field):
    InquiryFactory()
    asked = {"app_label": "inquiries", "model_name": model, "field_name": field, "term": ""}

    assert desk.get("/admin/autocomplete/", asked).status_code == 403


@pytest.mark.parametrize("page", ["inquiry/", "prospect/"])
def test_list_that_a_post_shows_is_recorded_too(desk, page):
    InquiryFactory.create_batch(2)

    shown = desk.post(f"/admin/inquiries/{page}", follow=True)

    looked = Access.objects.filter(what=Access.What.LIST)
    assert (shown.status_code, looked.get().number) == (200, 2)
