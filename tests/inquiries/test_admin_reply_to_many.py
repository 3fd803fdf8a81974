"""One template for many inquiries: who gets it, who does not and why, once."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from inquiries.erasure import erase
from inquiries.models import Delivery, Inquiry, Reply
from inquiries.moves import move
from tests.factories import (
    InquiryFactory,
    InquiryProgramFactory,
    KeyDateFactory,
    ProgramFactory,
    ReplyTemplateFactory,
    StaffFactory,
)
from tests.inquiries.desk import LIST, act
from tests.inquiries.dump import dump
from tests.inquiries.pages import Page
from tests.inquiries.test_admin_access import clerk, desk

__all__ = ["clerk", "desk"]
pytestmark = pytest.mark.django_db
ANSWER = f"{LIST}answer/"
ACTION = "answer_with_template"


@pytest.fixture
def template():
    return ReplyTemplateFactory(subject="For {{ first_name }}", body="{{ greeting }}\n\nThanks.")


def preview(client, template, *inquiries, **fields):
    form = act(client, ACTION, *inquiries).context["form"].initial
    return client.post(ANSWER, {**form, "template": template.pk, "do": "preview", **fields})


def send(client, template, *inquiries, times=1, **fields):
    """Looks at what goes out, then presses the button so often."""
    page = preview(client, template, *inquiries, **fields)
    form = page.context["form"].data.dict()
    form |= {"do": "send", "previewed": page.context["previewed"]}
    for _ in range(times):
        done = client.post(ANSWER, form, follow=True)
    return done


def test_action_asks_for_the_template_and_sends_nothing(desk, template):
    page = act(desk, ACTION, *InquiryFactory.create_batch(2))

    assert str(template) in Page(page).text
    assert page.context["number"] == 2
    assert not Reply.objects.exists()


def test_first_three_are_shown_as_they_will_be_mailed(desk, template):
    inquiries = [InquiryFactory(first_name=name) for name in ("Ada", "Eve", "Ida", "Uma")]
    before = dump()

    page = preview(desk, template, *inquiries)

    assert [mail["inquiry"] for mail in page.context["mails"]] == inquiries[:3]
    assert "Dear Eve Example," in page.context["mails"][1]["text"]
    assert "Send to 4 people" in page.content.decode()
    assert dump() == before


def test_each_gets_a_reply_of_its_own_and_is_answered(desk, clerk, template):
    inquiries = [InquiryFactory(first_name=name) for name in ("Ada", "Eve")]

    done = send(desk, template, *inquiries)

    assert "2 replies go out" in Page(done).text
    said = Reply.objects.order_by("pk").values_list("subject", "by", "template")
    assert list(said) == [(f"For {n}", clerk.pk, template.pk) for n in ("Ada", "Eve")]
    assert Delivery.objects.filter(kind="reply", state="pending").count() == 2
    assert set(Inquiry.objects.values_list("state", "answered_by")) == {("answered", clerk.pk)}
    assert LogEntry.objects.filter(change_message="Answered by mail.").count() == 2


def test_double_submit_sends_once(desk, template):
    done = send(desk, template, *InquiryFactory.create_batch(2), times=2)

    assert "None was sent twice" in Page(done).text
    assert Reply.objects.count() == Delivery.objects.count() == 2
    assert LogEntry.objects.count() == 2


def test_those_who_cannot_be_answered_are_listed_with_the_reason(desk, template):
    erased, answered, nameless = InquiryFactory(), InquiryFactory(), InquiryFactory(first_name="")
    erase(erased)
    move(answered, Inquiry.State.ANSWERED, by=StaffFactory(first_name="Eve", last_name="Example"))
    unconfirmed = InquiryFactory(captcha="unverified")
    spam, fine = InquiryFactory(state="spam"), InquiryFactory()
    everyone = (erased, answered, nameless, unconfirmed, spam, fine)

    # the list leaves erased ones out, but one may go while somebody chooses a template
    numbers = ",".join(str(inquiry.pk) for inquiry in everyone)

    page = preview(desk, template, fine, numbers=numbers)

    why = dict(page.context["plan"].left_out)
    assert "nobody left to write to" in why[erased]
    assert "Eve Example answered it on" in why[answered]
    assert "This person gave no first name" in why[nameless]
    assert "Nobody has confirmed" in why[unconfirmed]
    assert "taken for spam" in why[spam]
    assert [inquiry for inquiry, _ in page.context["plan"].ready] == [fine]
    done = send(desk, template, fine, numbers=numbers)
    assert Reply.objects.get().inquiry == fine
    assert erased.reference in Page(done).text


def test_template_of_one_program_goes_to_those_who_asked_about_it(desk):
    template = ReplyTemplateFactory(program=ProgramFactory())
    asked = InquiryProgramFactory(program=template.program).inquiry
    other = InquiryProgramFactory().inquiry

    page = preview(desk, template, asked, other)

    assert [inquiry for inquiry, _ in page.context["plan"].ready] == [asked]
    assert page.context["plan"].left_out == [
        (other, "It is about other programs than the template.")
    ]


def test_what_is_answered_or_closed_gets_one_more_when_staff_say_so(desk, template):
    inquiry, first = InquiryFactory(), StaffFactory()
    move(inquiry, Inquiry.State.ANSWERED, by=first)
    closed = InquiryFactory(state="closed")
    assert preview(desk, template, inquiry, closed).context["plan"].ready == []

    send(desk, template, inquiry, closed, again="on")

    assert [reply.inquiry for reply in Reply.objects.order_by("pk")] == [inquiry, closed]
    assert Inquiry.objects.get(pk=closed.pk).state == "closed"
    assert Inquiry.objects.get(pk=inquiry.pk).answered_by == first


def test_template_that_changed_since_is_shown_again_before_it_goes_out(desk, template):
    inquiry = InquiryFactory()
    page = preview(desk, template, inquiry)
    form = {**page.context["form"].data.dict(), "previewed": page.context["previewed"]}
    template.body = "Another text."
    template.save()

    page = desk.post(ANSWER, {**form, "do": "send"})

    assert "Another text." in page.context["mails"][0]["text"]
    assert not Reply.objects.exists()


@pytest.mark.parametrize("numbers", ["", "x", "1,,2", "9" * 30, "-1", "1 OR 1=1"])
def test_forged_numbers_are_refused(desk, template, numbers):
    form = {"numbers": numbers, "token": "a", "template": template.pk, "do": "send"}

    assert desk.post(ANSWER, form).status_code == 422
    assert not Reply.objects.exists()


def test_template_must_be_chosen(desk):
    page = preview(desk, ReplyTemplateFactory(is_active=False), InquiryFactory())

    assert page.status_code == 422
    assert not Reply.objects.exists()


def test_more_than_a_thousand_at_once_are_refused(desk, template, monkeypatch):
    monkeypatch.setattr("inquiries.admin.reply_to_many.MOST_AT_ONCE", 2)

    page = act(desk, ACTION, *InquiryFactory.create_batch(3))

    assert "can be answered at once" in Page(page).text


def test_page_by_its_address_leads_back_to_the_list(desk):
    assert desk.get(ANSWER)["Location"] == LIST


def test_who_may_not_answer_is_refused(client):
    client.force_login(StaffFactory())

    assert client.post(ANSWER, {"numbers": "1"}).status_code == 403


def test_statements_do_not_grow_with_the_inquiries(desk, template, django_assert_max_num_queries):
    template.body = "{{ greeting }} {{ programs }} {{ key_dates }}"
    template.save()

    def asked(number):
        made = InquiryProgramFactory.create_batch(number)
        for row in made:
            KeyDateFactory(program=row.program, day=timezone.localdate() + timedelta(days=9))
        page = preview(desk, template, *(row.inquiry for row in made))
        form = {**page.context["form"].data.dict(), "previewed": page.context["previewed"]}
        return {**form, "do": "send"}

    few, many = asked(2), asked(12)
    with django_assert_max_num_queries(40) as first:
        desk.post(ANSWER, few)
    with django_assert_max_num_queries(len(first.captured_queries)):
        desk.post(ANSWER, many)
    assert Reply.objects.count() == 14
