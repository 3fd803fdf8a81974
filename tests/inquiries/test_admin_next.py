"""After one inquiry the next of the list that somebody came from, by the time that is left."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inquiries.models import Inquiry
from tests.factories import InquiryFactory, StaffFactory
from tests.inquiries.desk import LIST, address

pytestmark = pytest.mark.django_db
State = Inquiry.State
NOW = timezone.now()


@pytest.fixture
def officer(client):
    user = StaffFactory(is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def three(officer):
    """Due one after another; the officer owns the first and the last."""
    owners = [officer, None, officer]
    return [
        InquiryFactory(due_at=NOW + timedelta(hours=hours), owner=owner)
        for hours, owner in enumerate(owners)
    ]


def follow(client, inquiry, filters=""):
    query = urlencode({"_changelist_filters": filters} if filters else {})
    return client.get(f"{LIST}{inquiry.pk}/next/?{query}").url


def test_next_is_what_is_due_after_this_one_in_the_same_list(client, three):
    first, second, _ = three

    assert follow(client, first, "state=open") == (
        f"{address(second)}?_changelist_filters=state%3Dopen"
    )


def test_from_no_list_it_goes_through_ones_own(client, three):
    first, _, third = three

    assert follow(client, first) == address(third)


def test_what_is_done_is_followed_by_what_is_due_first(client, three):
    first, _, third = three
    Inquiry.objects.filter(pk=third.pk).update(state=State.CLOSED, due_at=None)

    assert follow(client, third, "state=open").startswith(address(first))


def test_end_of_the_list_leads_back_to_it(client, three):
    *_, third = three

    assert follow(client, third, "state=open") == f"{LIST}?state=open"


def test_what_nobody_waits_for_comes_last_and_then_the_newest_first(client, officer):
    timed = InquiryFactory(due_at=NOW)
    older, newer = InquiryFactory(), InquiryFactory()

    assert follow(client, timed, "state=open").startswith(address(newer))
    assert follow(client, newer, "state=open").startswith(address(older))


@pytest.mark.parametrize("filters", ["nonsense=1", "email=ada@example.org", "p=x"])
def test_filters_that_are_none_lead_nowhere_else(client, three, filters):
    assert follow(client, three[0], filters).startswith(LIST)


def test_closing_offers_the_next_one_where_the_focus_is(client, three):
    first, *_ = three
    here = f"{address(first)}?_changelist_filters=state%3Dopen"
    form = {"seen": 0, "to": "closed", "owner": first.owner_id, "initial-owner": first.owner_id}
    form |= {"notes-TOTAL_FORMS": "0", "notes-INITIAL_FORMS": "0", "initial-is_held": "False"}

    page = client.post(here, form, follow=True)

    way_on = f"{LIST}{first.pk}/next/?_changelist_filters=state%3Dopen"
    assert page.redirect_chain == [(here, 302)]
    assert f'is closed now. <a href="{way_on}" autofocus>Next one</a>' in page.content.decode()


def test_replying_keeps_the_list_in_mind(client, three):
    page = client.get(f"{LIST}{three[0].pk}/reply/?_changelist_filters=state%3Dopen")

    assert f'action="{LIST}{three[0].pk}/reply/?_changelist_filters=state%3Dopen"' in (
        page.content.decode()
    )


def test_number_of_queries_does_not_grow_with_the_list(client, three):
    def number_of_queries():
        with CaptureQueriesContext(connection) as queries:
            follow(client, three[0], "state=open")
        return len(queries)

    number_of_queries()  # what the facets offer is kept from then on
    few = number_of_queries()
    InquiryFactory.create_batch(5, due_at=NOW)

    assert (number_of_queries(), few <= 12) == (few, True)
