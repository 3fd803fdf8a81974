"""Answering: the reply, its delivery and the state together, once, and to whom it may go."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from inquiries.erasure import erase
from inquiries.models import Delivery, Inquiry, Reply
from inquiries.moves import move
from inquiries.replies import AnsweredMeanwhile, Draft, NotSent, last_word, obstacle_to, send
from tests.factories import (
    DeliveryFactory,
    InquiryFactory,
    ReplyFactory,
    ReplyTemplateFactory,
    StaffFactory,
)
from tests.inquiries.dump import dump
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db
State = Inquiry.State
DRAFT = Draft("About your inquiry", "Dear Ada,\n\nThank you.")
UNVERIFIED = Inquiry.Captcha.UNVERIFIED


def answer(inquiry, by=None, form="a", seen=None, draft=DRAFT):
    seen = last_word(inquiry) if seen is None else seen
    done = send(inquiry, draft, by=by or StaffFactory(), token=form, seen=seen)
    inquiry.refresh_from_db()
    return done


def test_reply_delivery_and_state_are_stored_together():
    inquiry, clerk, template = InquiryFactory(), StaffFactory(), ReplyTemplateFactory()

    assert answer(inquiry, clerk, draft=Draft("S", "B", template))

    reply = Reply.objects.get()
    assert (reply.subject, reply.body, reply.by, reply.template) == ("S", "B", clerk, template)
    assert (reply.delivery.kind, reply.delivery.inquiry) == (Delivery.Kind.REPLY, inquiry)
    assert (inquiry.state, inquiry.answered_by) == (State.ANSWERED, clerk)
    assert inquiry.version == 1


def test_same_form_twice_is_one_reply():
    inquiry = InquiryFactory()
    seen = last_word(inquiry)
    answer(inquiry, seen=seen)
    before = dump()

    assert not answer(inquiry, by=StaffFactory(), seen=seen)
    assert Reply.objects.count() == Delivery.objects.count() == 1
    assert Inquiry.objects.get().version == 1
    assert before.count("About your inquiry") == dump().count("About your inquiry")


@pytest.mark.django_db(transaction=True)
def test_same_form_at_once_is_one_reply():
    inquiry, clerk = InquiryFactory(), StaffFactory()
    seen = last_word(inquiry)

    done = at_once([lambda: send(inquiry, DRAFT, by=clerk, token="a", seen=seen)] * 4)

    assert sorted(done) == [False, False, False, True]
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("how", ["by mail", "by the list"])
def test_who_did_not_see_that_somebody_answered_is_told(how):
    inquiry, colleague = InquiryFactory(), StaffFactory(first_name="Eve", last_name="Example")
    seen = last_word(inquiry)
    if how == "by mail":
        answer(inquiry, colleague, form="other")
    else:
        move(inquiry, Inquiry.State.ANSWERED, by=colleague)
    before = dump()

    with pytest.raises(AnsweredMeanwhile, match="Eve Example"):
        answer(inquiry, seen=seen)
    assert dump().count("About your inquiry") == before.count("About your inquiry")
    assert answer(inquiry)


def test_inquiry_that_was_opened_again_is_not_answered_meanwhile():
    inquiry = InquiryFactory()
    move(inquiry, Inquiry.State.ANSWERED, by=StaffFactory())
    seen = last_word(inquiry)
    move(inquiry, Inquiry.State.IN_PROGRESS, by=StaffFactory())

    assert answer(inquiry, seen=seen)


@pytest.mark.parametrize("seen", ["", "forged", "7/-"])
def test_form_that_does_not_say_what_was_seen_is_told_who_answered(seen):
    inquiry = InquiryFactory()
    move(inquiry, Inquiry.State.ANSWERED, by=StaffFactory())

    with pytest.raises(AnsweredMeanwhile):
        answer(inquiry, seen=seen)


def test_who_answered_first_stays():
    inquiry, first = InquiryFactory(), StaffFactory()
    answer(inquiry, first)
    answered_at = inquiry.answered_at

    answer(inquiry, form="b")

    assert (inquiry.answered_by, inquiry.answered_at) == (first, answered_at)


def test_closed_inquiry_stays_closed():
    inquiry = InquiryFactory(state=State.CLOSED)

    assert answer(inquiry)
    assert inquiry.state == State.CLOSED


@pytest.mark.parametrize(
    ("answers", "why", "may_be_released"),
    [
        ({"state": State.SPAM}, "taken for spam", True),
        ({"captcha": UNVERIFIED}, "Nobody has confirmed the address", True),
        ({"doubt": "Too fast"}, "Nobody has confirmed the address", True),
    ],
)
def test_who_may_be_a_stranger_is_not_written_to(answers, why, may_be_released):
    inquiry = InquiryFactory(**answers)
    obstacle = obstacle_to(inquiry)

    assert why in obstacle.why
    assert obstacle.may_be_released is may_be_released
    with pytest.raises(NotSent, match=why):
        answer(inquiry)
    assert not Delivery.objects.exists()


def test_obstacle_that_can_be_released_is_one_that_the_desk_can_release():
    for answers in ({"state": State.SPAM}, {"captcha": UNVERIFIED}, {}):
        InquiryFactory(**answers)

    for inquiry in Inquiry.objects.all():
        obstacle = obstacle_to(inquiry)
        is_held_back = Inquiry.objects.held_back().filter(pk=inquiry.pk).exists()
        assert bool(obstacle and obstacle.may_be_released) is is_held_back


def test_erased_inquiry_is_not_answered():
    inquiry = InquiryFactory()
    erase(inquiry)

    with pytest.raises(NotSent, match="nobody left to write to"):
        answer(inquiry)


def test_erasing_empties_what_was_written():
    sent = ReplyFactory(delivery__state="sent", delivery__subject="To Ada", body="Dear Ada")
    ReplyFactory(inquiry=sent.inquiry, delivery__inquiry=sent.inquiry, body="Not sent yet")

    erase(sent.inquiry)

    reply = Reply.objects.get()
    assert (reply.pk, reply.subject, reply.body) == (sent.pk, "", "")
    assert reply.delivery.subject == ""


def test_delivery_belongs_to_one_reply():
    reply = ReplyFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyFactory(delivery=reply.delivery)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("body", "Dear {{ nmae }},", "There is no field “nmae”"),
        ("subject", "For {{ nmae }}", "There is no field “nmae”"),
        ("subject", "Two\nlines", "one line"),
        ("body", "x" * 20_001, "at most 20000"),
    ],
)
def test_template_that_could_not_be_sent_is_refused(field, value, why):
    template = ReplyTemplateFactory.build(**{field: value})

    with pytest.raises(ValidationError) as refused:
        template.full_clean()
    assert why in " ".join(refused.value.message_dict[field])


def test_second_template_of_one_name_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyTemplateFactory.create_batch(2, name="Same")


def test_dead_reply_can_be_sent_again():
    reply = ReplyFactory(delivery__state="dead")

    assert Delivery.objects.filter(pk=reply.delivery_id).retry() == 1


def test_other_deliveries_have_no_reply():
    assert not hasattr(DeliveryFactory(), "reply")
