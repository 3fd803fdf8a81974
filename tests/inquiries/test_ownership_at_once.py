"""Many forms in the same moment: each has one owner, and a team's members get equal shares."""

from functools import partial
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.db.models import Count
from django.test import Client

from inquiries import ownership, rulebook
from inquiries.models import Inquiry, Turn
from tests.factories import (
    AssignmentRuleFactory,
    DeskAccountFactory,
    InquiryFactory,
    TeamFactory,
    TeamMemberFactory,
)
from tests.inquiries.pages import send
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def shares():
    owned = Inquiry.objects.order_by().values_list("owner").annotate(number=Count("pk"))
    return dict(owned)


@pytest.fixture
def team():
    team = TeamFactory()
    TeamMemberFactory.create_batch(4, team=team)
    AssignmentRuleFactory(team=team)
    return team


def test_two_hundred_at_once_are_shared_evenly_and_none_is_without_an_owner(team):
    inquiries = InquiryFactory.create_batch(200)

    def assign(some):
        for inquiry in some:
            ownership.assign(inquiry)

    at_once([partial(assign, inquiries[n::25]) for n in range(25)])

    assert sorted(shares().values()) == [50, 50, 50, 50]
    assert None not in shares()
    assert Turn.objects.get().taken == 200


def test_forty_forms_at_once_are_shared_evenly(team, answers):
    forms = [answers | {"email": f"ada{n}@example.org"} for n in range(40)]

    responses = at_once([partial(send, Client(), form) for form in forms])

    assert {response.status_code for response in responses} == {303}
    assert sorted(shares().values()) == [10, 10, 10, 10]


def test_account_that_was_deleted_a_moment_ago_costs_no_inquiry(answers, team):
    plan = rulebook.read_plan()
    User.objects.all().delete()
    here = TeamMemberFactory(team=team).person

    with patch.object(rulebook, "plan", lambda: plan):
        response = send(Client(), answers)

    assert response.status_code == 303
    assert Inquiry.objects.get().owner == here


def test_inquiry_that_two_give_away_at_once_is_given_once():
    first, second = DeskAccountFactory.create_batch(2)
    inquiry = InquiryFactory()

    given = at_once(
        [
            partial(ownership.to_person, [Inquiry.objects.get(pk=inquiry.pk)], person, by=person)
            for person in (first, second)
        ]
    )

    assert sorted(map(len, given)) == [0, 1]
    assert inquiry.changes.count() == 1
