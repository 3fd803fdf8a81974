"""An inquiry in doubt is confirmed by the person or released by staff: the answer goes out once."""

from functools import partial

import pytest

from inquiries.actions import confirm
from inquiries.models import Change, Delivery, Inquiry
from tests.factories import InquiryFactory, StaffFactory
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db
ANSWER = {Delivery.Kind.BROCHURE, Delivery.Kind.NOTICE}


def in_doubt(**values):
    return InquiryFactory(captcha=Inquiry.Captcha.UNVERIFIED, **values)


def kinds():
    return list(Delivery.objects.values_list("kind", flat=True))


def test_confirmed_address_is_owed_the_answer():
    inquiry = in_doubt()

    assert confirm(inquiry) is True

    assert set(kinds()) == ANSWER
    assert inquiry.confirmed_at == inquiry.changes.get().at
    assert inquiry.released_by is None
    assert (inquiry.changes.get().by, str(inquiry.changes.get())) == (
        None,
        "Confirmed the address.",
    )
    inquiry.prospect.refresh_from_db()
    assert inquiry.prospect.verified_at == inquiry.confirmed_at


def test_inquiry_goes_to_the_crm_once_it_is_confirmed(crm):
    confirm(in_doubt())

    assert set(kinds()) == {*ANSWER, Delivery.Kind.WEBHOOK}


def test_released_inquiry_is_owed_the_answer_and_proves_no_address():
    staff, inquiry = StaffFactory(), in_doubt()

    assert confirm(inquiry, by=staff) is True

    assert set(kinds()) == ANSWER
    assert inquiry.released_by == inquiry.changes.get().by == staff
    inquiry.prospect.refresh_from_db()
    assert inquiry.prospect.verified_at is None


@pytest.mark.parametrize("first_is_staff", [False, True])
def test_second_time_owes_nothing_more(first_is_staff):
    staff, inquiry = StaffFactory(), in_doubt()
    confirm(inquiry, by=staff if first_is_staff else None)

    assert confirm(inquiry) is False
    assert confirm(inquiry, by=staff) is False

    assert len(kinds()) == len(ANSWER)
    assert Change.objects.count() == 1


def test_person_who_confirms_after_a_release_is_known():
    inquiry = in_doubt()
    confirm(inquiry, by=StaffFactory())
    confirm(inquiry)

    inquiry.prospect.refresh_from_db()
    assert inquiry.prospect.verified_at is not None


def test_inquiry_that_nobody_doubts_owes_nothing_more():
    assert confirm(InquiryFactory()) is False
    assert kinds() == []


def test_spam_is_released_by_staff_alone():
    inquiry = InquiryFactory(state=Inquiry.State.SPAM)

    assert confirm(inquiry) is False
    assert confirm(inquiry, by=StaffFactory()) is True

    assert (inquiry.state, set(kinds())) == (Inquiry.State.NEW, ANSWER)


@pytest.mark.django_db(transaction=True)
def test_clicks_at_once_confirm_once():
    inquiry, staff = in_doubt(), StaffFactory()

    done = at_once([partial(confirm, inquiry), partial(confirm, inquiry, by=staff)] * 4)

    assert sum(done) == 1
    assert set(kinds()) == ANSWER
    assert (len(kinds()), Change.objects.count()) == (len(ANSWER), 1)
