"""Staff correct an e-mail address: the right one is asked, then gets what did not arrive, once."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from inquiries.erasure import erase
from inquiries.models import Change, Delivery, Prospect
from inquiries.moves import move
from inquiries.own_inquiry import move_to_new_address, newest_question
from tests.factories import DeliveryFactory, InquiryFactory, ReplyFactory, StaffFactory
from tests.inquiries.desk import LIST, address
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
Kind, State = Delivery.Kind, Delivery.State
RIGHT = "ada@example.org"


@pytest.fixture
def officer(client):
    user = StaffFactory(is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def inquiry():
    return InquiryFactory(email="ada@exmaple.org", prospect__email="ada@exmaple.org")


def page_of(inquiry):
    return f"{LIST}{inquiry.pk}/address/"


def corrected(client, inquiry, **other):
    said = {"email": RIGHT, "reason": "They told us by telephone", "seen": inquiry.version}
    return client.post(page_of(inquiry), said | other)


def mails(inquiry, kind):
    return [mail.state for mail in inquiry.deliveries.filter(kind=kind)]


def test_right_address_is_asked_and_nothing_moves_before_it_confirms(client, officer, inquiry):
    response = corrected(client, inquiry)

    inquiry.refresh_from_db()
    change = Change.objects.get()
    assert (response.status_code, inquiry.email) == (302, "ada@exmaple.org")
    assert newest_question(inquiry).address == RIGHT
    assert (change.by, change.reason) == (officer, "They told us by telephone")
    assert "“They told us by telephone”" in Page(client.get(address(inquiry))).text


def test_question_that_is_out_is_said_until_it_is_confirmed(client, officer, inquiry):
    corrected(client, inquiry)

    for page in (page_of(inquiry), address(inquiry)):
        assert f"{RIGHT} was asked on" in Page(client.get(page)).text
    assert client.get(page_of(inquiry)).context["form"]["email"].value() == RIGHT
    move_to_new_address(newest_question(inquiry))
    for page in (page_of(inquiry), address(inquiry)):
        assert "was asked on" not in Page(client.get(page)).text


def test_list_that_one_came_from_is_kept_on_the_way(client, officer, inquiry):
    query = "?_changelist_filters=state%3Dopen%26owner%3Dnone"
    page = client.get(page_of(inquiry) + query)
    assert page.content.decode().count(f'{address(inquiry)}{query}"') == 2
    assert f'action="{page_of(inquiry)}{query}"' in page.content.decode()

    said = {"email": RIGHT, "reason": "By telephone", "seen": inquiry.version}
    assert client.post(page_of(inquiry) + query, said).url == address(inquiry) + query


def test_pressed_twice_asks_once(client, officer, inquiry):
    corrected(client, inquiry)

    assert corrected(client, inquiry).status_code == 302
    assert (inquiry.deliveries.count(), Change.objects.count()) == (1, 1)


def test_what_did_not_arrive_goes_to_the_right_address_once(client, officer, inquiry):
    DeliveryFactory(inquiry=inquiry, kind=Kind.BROCHURE, state=State.DEAD)
    failed = ReplyFactory(delivery__inquiry=inquiry, delivery__state=State.DEAD).delivery
    returned = ReplyFactory(delivery__inquiry=inquiry, delivery__state=State.SENT).delivery
    Delivery.objects.filter(pk=returned.pk).update(returned_at=timezone.now())
    ReplyFactory(delivery__inquiry=inquiry, delivery__state=State.SENT)
    corrected(client, inquiry)

    for _ in range(2):
        move_to_new_address(newest_question(inquiry) or Delivery(pk=0))

    inquiry.refresh_from_db()
    assert inquiry.email == RIGHT
    assert mails(inquiry, Kind.BROCHURE) == [State.PENDING]
    waiting = inquiry.deliveries.filter(kind=Kind.REPLY, state=State.PENDING)
    assert {mail.pk for mail in waiting} == {failed.pk, returned.pk}
    assert inquiry.deliveries.count() == 5
    assert "inq-banner--red" not in client.get(address(inquiry)).content.decode()


def test_brochure_that_had_arrived_is_followed_by_one(client, officer, inquiry):
    DeliveryFactory(inquiry=inquiry, kind=Kind.BROCHURE, state=State.SENT)
    corrected(client, inquiry)

    move_to_new_address(newest_question(inquiry))

    assert sorted(mails(inquiry, Kind.BROCHURE)) == [State.PENDING, State.SENT]


def test_one_in_doubt_goes_to_the_desk_once_the_right_address_confirms(client, officer, inquiry):
    inquiry.captcha = inquiry.Captcha.UNVERIFIED
    inquiry.save()
    corrected(client, inquiry)

    move_to_new_address(newest_question(inquiry))

    assert (mails(inquiry, Kind.BROCHURE), mails(inquiry, Kind.NOTICE)) == (
        ["pending"],
        ["pending"],
    )
    inquiry.refresh_from_db()
    assert inquiry.due_at


def test_person_who_has_that_address_is_not_changed(client, officer, inquiry):
    there = Prospect.objects.create(email=RIGHT)

    corrected(client, inquiry)

    assert Prospect.objects.values().get(pk=there.pk)["verified_at"] is None
    inquiry.refresh_from_db()
    assert inquiry.prospect_id != there.pk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"email": "ada@exmaple.org"}, "This is the address that it has."),
        ({"email": "ada"}, "Enter an e-mail address"),
        ({"reason": " "}, "Say how you know the right address."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(client, officer, inquiry, said, told):
    response = corrected(client, inquiry, **said)

    assert (response.status_code, inquiry.deliveries.count()) == (422, 0)
    assert told in Page(response).text


def test_whoever_was_overtaken_is_told_and_keeps_what_was_typed(client, officer, inquiry):
    move(inquiry, "closed", by=StaffFactory(username="grace.staff"))

    response = corrected(client, inquiry, seen=0)

    assert (response.status_code, inquiry.deliveries.count()) == (409, 0)
    assert "Closed it." in Page(response).text
    assert RIGHT in response.content.decode()


def test_who_may_not_change_inquiries_corrects_none(client, inquiry):
    reader = StaffFactory()
    reader.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(reader)

    assert corrected(client, inquiry).status_code == 403
    assert page_of(inquiry) not in client.get(address(inquiry)).content.decode()


def test_reason_goes_when_the_inquiry_is_erased(client, officer, inquiry):
    corrected(client, inquiry)

    erase(inquiry)

    assert set(Change.objects.values_list("reason", flat=True)) == {""}
