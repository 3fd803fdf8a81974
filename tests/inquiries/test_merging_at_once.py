"""Officers, forms and erasing in the same moment: real threads, real connections."""

from functools import partial

import pytest
from django.test import Client

from inquiries.erasure import erase
from inquiries.merging import Refused, fingerprint, merge, say_not_the_same, undo
from inquiries.models import Inquiry, Merge, NotTheSame, Prospect
from tests.factories import InquiryFactory, StaffFactory
from tests.inquiries.pages import send
from tests.inquiries.people import groups, join
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def tried(job, *args, **kwargs):
    try:
        job(*args, **kwargs)
    except Refused as refusal:
        return str(refusal)
    return "done"


def people(number):
    return [inquiry.prospect.pk for inquiry in InquiryFactory.create_batch(number)]


def test_of_eight_who_join_the_same_two_one_does_and_the_others_are_told():
    one, other = people(2)
    clerk, seen = StaffFactory(), fingerprint(one, other)
    ways = [{"keep": one, "join": other}, {"keep": other, "join": one}] * 4

    told = at_once([partial(tried, merge, **way, by=clerk, seen=seen) for way in ways])

    assert sorted(told)[-1] == "done"
    assert told.count("done") == 1
    assert all("colleague" in said for said in told if said != "done")
    assert Merge.objects.count() == 1
    assert [len(addresses) for addresses in groups().values()] == [2]


def test_ring_of_joins_leaves_nobody_behind_another():
    numbers, clerk = people(6), StaffFactory()
    pairs = list(zip(numbers, [*numbers[1:], numbers[0]], strict=True))
    seen = {pair: fingerprint(*pair) for pair in pairs}

    at_once(
        [
            partial(tried, merge, keep=keep, join=other, by=clerk, seen=seen[keep, other])
            for keep, other in pairs
        ]
    )

    rows = Prospect.objects.select_related("same_as")
    assert all(row.same_as is None or row.same_as.same_as_id is None for row in rows)
    joined = Prospect.objects.exclude(same_as=None).count()
    assert Merge.objects.count() == joined > 0


def test_of_eight_who_undo_the_same_one_does():
    one, other = InquiryFactory.create_batch(2)
    [done] = join(one.prospect, other.prospect)
    clerk = StaffFactory()

    told = at_once([partial(tried, undo, done.pk, by=clerk)] * 8)

    assert told.count("done") == 1
    assert len(groups()) == 2


def test_not_the_same_said_by_eight_at_once_is_kept_once():
    one, other = people(2)
    clerk = StaffFactory()
    ways = [(one, other), (other, one)] * 4

    told = at_once([partial(tried, say_not_the_same, *way, by=clerk) for way in ways])

    assert set(told) == {"done"}
    assert NotTheSame.objects.count() == 1


def test_erasing_and_joining_at_once_leaves_whole_people():
    for _ in range(5):
        one, other, third = InquiryFactory.create_batch(3)
        join(one.prospect, third.prospect)
        clerk = StaffFactory()
        numbers = (one.prospect_id, other.prospect_id)
        jobs = [
            partial(
                tried, merge, keep=numbers[1], join=numbers[0], by=clerk, seen=fingerprint(*numbers)
            ),
            partial(erase, one),
            partial(erase, third),
        ]

        at_once(jobs)

        left = Prospect.objects.filter(inquiries=other)
        assert [row.person_number for row in left] == [other.prospect_id]
    assert (
        not Prospect.objects.exclude(same_as=None).filter(same_as__same_as__isnull=False).exists()
    )
    assert not Prospect.objects.filter(inquiries=None).exists()


def test_forms_sent_while_two_are_joined_come_to_their_mailboxes(answers):
    emails = ["ada@example.org", "other@example.net"]
    one, other = (InquiryFactory(prospect__email=email).prospect.pk for email in emails)
    seen, clerk = fingerprint(one, other), StaffFactory()
    forms = [answers | {"email": emails[n % 2], "first_name": f"Ada {n}"} for n in range(8)]

    at_once(
        [
            partial(merge, keep=one, join=other, by=clerk, seen=seen),
            *(partial(send, Client(), form) for form in forms),
        ]
    )

    assert groups() == {one: {one, other}}
    assert Inquiry.objects.filter(prospect=one).count() == 5
    assert Inquiry.objects.filter(prospect=other).count() == 5
