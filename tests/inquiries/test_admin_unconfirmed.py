"""Unconfirmed inquiries on the desk: marked in the list, and listed by themselves."""

import pytest
from django.utils import timezone

from inquiries.models import Inquiry
from tests.factories import InquiryFactory
from tests.inquiries.desk import LIST
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
UNVERIFIED = Inquiry.Captcha.UNVERIFIED


@pytest.fixture
def rows():
    """One of each kind, named by it."""
    now = timezone.now()
    kinds = {
        "Passed": {},
        "Unverified": {"captcha": UNVERIFIED},
        "Doubtful": {"doubt": "Without the form’s own time stamp"},
        "Confirmed": {"captcha": UNVERIFIED, "confirmed_at": now},
        "Spam": {"captcha": UNVERIFIED, "state": Inquiry.State.SPAM},
    }
    for name, values in kinds.items():
        InquiryFactory(first_name=name, **values)


def shown(client, **query):
    rows = client.get(LIST, query).context["cl"].result_list
    return {inquiry.first_name for inquiry in rows}


def test_unconfirmed_are_those_in_doubt_that_nobody_has_let_out(rows):
    names = Inquiry.objects.unconfirmed().values_list("first_name", flat=True)

    assert set(names) == {"Unverified", "Doubtful"}


def test_filter_leaves_those_alone(admin_client, rows):
    assert shown(admin_client, address="unconfirmed") == {"Unverified", "Doubtful"}
    assert shown(admin_client, address="confirmed") == {"Confirmed"}


def test_each_is_marked_in_the_list(admin_client, rows):
    marks = [
        has for _, has in Page(admin_client.get(LIST)).all if has.get("class") == "unconfirmed"
    ]

    assert len(marks) == 2
