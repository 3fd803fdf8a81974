"""The page on which an inquiry is answered: nothing typed is lost, nothing goes out unseen."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core import mail as outbox
from django.test import Client

from inquiries.erasure import erase
from inquiries.models import Access, Delivery, Inquiry, Reply
from tests.factories import (
    DeliveryFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProgramFactory,
    ReplyFactory,
    ReplyTemplateFactory,
    StaffFactory,
)
from tests.inquiries.desk import address
from tests.inquiries.dump import dump
from tests.inquiries.pages import Page
from tests.inquiries.test_admin_access import clerk, desk

__all__ = ["clerk", "desk"]
pytestmark = pytest.mark.django_db
TYPED = "Dear Ada,\n\nwords that I would not like to type again."


def reply_page(inquiry):
    return f"/admin/inquiries/inquiry/{inquiry.pk}/reply/"


def write(client, inquiry, **fields):
    """Posts the form as it was opened, with these fields; a preview unless `do` says otherwise."""
    form = client.get(reply_page(inquiry)).context["form"].initial
    posted = {**form, "template": "", "do": "preview", "subject": "Hello", "body": TYPED}
    given = {name: "" if value is None else value for name, value in fields.items()}
    return client.post(reply_page(inquiry), posted | given)


def send(client, inquiry, **fields):
    """Looks at the preview, then presses Send."""
    form = client.get(reply_page(inquiry)).context["form"].initial
    opened = {name: form[name] for name in ("token", "seen")}
    shown = write(client, inquiry, **opened, **fields)
    mark = shown.context["previewed"]
    return write(client, inquiry, **opened, **fields, do="send", previewed=mark)


@pytest.fixture
def inquiry():
    return InquiryProgramFactory(inquiry__salutation="Dr.", name="Master of Law").inquiry


def test_inquirys_page_leads_to_the_form_with_its_templates(desk, inquiry):
    template = ReplyTemplateFactory(name="Thank you")
    ReplyTemplateFactory(name="Of others", program=ProgramFactory())
    ReplyTemplateFactory(name="Put away", is_active=False)

    page = desk.get(address(inquiry)).content.decode()

    assert f'action="{reply_page(inquiry)}"' in page
    assert f'<option value="{template.pk}">Thank you</option>' in page
    assert "Of others" not in page
    assert "Put away" not in page


def test_template_is_filled_in_but_for_the_persons_links(desk, inquiry):
    body = "{{ greeting }}\n{{ brochure_link }}, {{ entry_years }}"
    template = ReplyTemplateFactory(subject="For {{ last_name }}", body=body)

    page = desk.get(f"{reply_page(inquiry)}?template={template.pk}")

    form = page.context["form"]
    assert form["subject"].value() == "For Example"
    assert form["body"].value() == "Dear Dr. Example,\n{{ brochure_link }}, {{ entry_years }}"


@pytest.mark.parametrize("number", ["0", "x", "9" * 40, "-1"])
def test_template_that_there_is_not_gives_an_empty_page(desk, inquiry, number):
    page = desk.get(f"{reply_page(inquiry)}?template={number}")

    assert page.status_code == 200
    assert page.context["form"]["body"].value() == ""


def test_preview_shows_the_mail_and_sends_nothing(desk, inquiry):
    page = write(desk, inquiry, body="{{ greeting }}\n\nsee {{ my_inquiry_link }}")

    mail = page.context["mail"]
    assert dict(mail["headers"])["To"] == inquiry.email
    assert "Dear Dr. Example," in mail["text"]
    assert "only-the-person-has-this-link" in mail["text"]
    assert "only-the-person-has-this-link" in mail["html"]
    assert not re.search(r"/brochure/(\w+/)?[\w-]+:[\w-]+:", page.content.decode())
    assert page.context["form"]["body"].value() == "Dear Dr. Example,\n\nsee {{ my_inquiry_link }}"
    assert (outbox.outbox, Reply.objects.count()) == ([], 0)


def test_frame_may_have_the_mails_styles_and_no_others(desk, inquiry):
    policy = write(desk, inquiry)["Content-Security-Policy"]

    [styles] = re.findall(r"style-src ([^;]*)", policy)
    assert styles.startswith("'self' 'unsafe-hashes' 'sha256-")
    assert "unsafe-inline" not in policy


def test_reply_is_queued_and_the_inquiry_answered(desk, clerk, inquiry):
    done = send(desk, inquiry)

    assert done["Location"] == address(inquiry)
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.answered_by) == (Inquiry.State.ANSWERED, clerk)
    assert Reply.objects.get().body == TYPED
    page = Page(desk.get(address(inquiry))).text
    assert "goes out within seconds" in page
    assert "words that I would not like to type again" in page
    assert "Waiting" in page


def test_log_says_what_was_done_and_no_word_of_it(desk, inquiry):
    send(desk, inquiry)

    [line] = LogEntry.objects.filter(object_id=inquiry.pk)
    assert line.get_change_message() == "Answered by mail."


def test_nothing_goes_out_that_was_not_seen(desk, inquiry):
    unseen = write(desk, inquiry, do="send")
    mark = unseen.context["previewed"]
    changed = write(desk, inquiry, do="send", previewed=mark, body=f"{TYPED} And more.")

    assert not Reply.objects.exists()
    assert unseen.context["changed"]
    assert "And more." in changed.context["mail"]["text"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"body": f"{TYPED} {{{{ nmae }}}}"}, "There is no field “nmae”"),
        ({"body": f"{TYPED} {{{{ entry_years }}}}"}, "does not know yet when to begin."),
        ({"subject": ""}, "Write a subject."),
        ({"subject": "For {{ brochure_link }}"}, "fits the text, not the subject"),
        ({"subject": "x" * 151}, "at most 150"),
    ],
)
def test_refusal_says_why_and_keeps_the_text(desk, inquiry, fields, why):
    page = write(desk, inquiry, **fields)

    assert page.status_code == 422
    assert why in Page(page).text
    assert page.context["form"]["body"].value() == fields.get("body", TYPED)
    assert page.content.decode().count("<title>Error: ") == 1


@pytest.mark.parametrize("do", ["fill", ""])
def test_template_that_lacks_a_fact_says_so_once_it_is_chosen(desk, inquiry, do):
    template = ReplyTemplateFactory(subject="Dates", body="{{ key_dates }} {{ key_dates }}")
    if do:
        page = write(desk, inquiry, do=do, template=template.pk)
    else:
        page = desk.get(f"{reply_page(inquiry)}?template={template.pk}")

    assert Page(page).text.count("No key dates are to come in the programs") == 1
    assert "{{" not in page.context["not_filled"][0]


def test_empty_text_is_refused(desk, inquiry):
    assert "Write what you want to say." in Page(write(desk, inquiry, body=" \n ")).text


def test_other_template_keeps_what_was_typed_beside_it(desk, inquiry):
    template = ReplyTemplateFactory(body="Another text.")

    page = write(desk, inquiry, do="fill", template=template.pk)
    form = page.context["form"]
    assert (form["body"].value(), form["kept"].value()) == ("Another text.", TYPED)
    back = write(desk, inquiry, do="put_back", body="Another text.", kept=TYPED)
    form = back.context["form"]
    assert (form["body"].value(), form["kept"].value()) == (TYPED, "Another text.")


def test_each_text_that_was_typed_is_kept_and_so_is_a_subject(desk, inquiry):
    template = ReplyTemplateFactory(body="Another text.")

    page = write(desk, inquiry, do="fill", template=template.pk, subject="Mine", kept="Older words")

    form = page.context["form"]
    assert form["subject"].value() == "Mine"
    assert form["kept"].value() == f"{TYPED}\n\nOlder words"


def test_template_that_nobody_changed_is_not_kept(desk, inquiry):
    one, other = ReplyTemplateFactory(body="{{ greeting }}\nOne."), ReplyTemplateFactory(body="Two")

    page = write(
        desk, inquiry, do="fill", template=other.pk, body="Dear Dr. Example,\r\nOne.", kept="older"
    )

    assert page.context["form"]["kept"].value() == "older"
    assert one.body not in page.content.decode()


def test_second_to_answer_is_told_who_was_first_and_can_send_all_the_same(desk, inquiry):
    form = desk.get(reply_page(inquiry)).context["form"].initial
    opened = {name: form[name] for name in ("token", "seen")}
    mark = write(desk, inquiry, **opened).context["previewed"]
    colleague = StaffFactory(first_name="Eve", last_name="Example", is_superuser=True)
    other = Client()
    other.force_login(colleague)
    send(other, inquiry, subject="I was first")

    told = write(desk, inquiry, **opened, do="send", previewed=mark)

    assert told.status_code == 409
    assert "Eve Example wrote on" in Page(told).text
    assert "I was first" in Page(told).text
    assert told.context["form"]["body"].value() == TYPED
    assert Reply.objects.count() == 1
    again = {name: told.context["form"][name].value() for name in ("token", "seen", "body")}
    write(desk, inquiry, **again, do="send", previewed=told.context["previewed"])
    assert Reply.objects.count() == 2


def test_double_click_sends_once(desk, inquiry):
    form = desk.get(reply_page(inquiry)).context["form"].initial
    opened = {name: form[name] for name in ("token", "seen")}
    mark = write(desk, inquiry, **opened).context["previewed"]

    for _ in range(2):
        done = write(desk, inquiry, **opened, do="send", previewed=mark)

    assert Reply.objects.count() == 1
    assert "was not sent twice" in Page(desk.get(done["Location"])).text


def test_spam_and_unconfirmed_are_released_from_here_with_the_text_kept(desk):
    inquiry = InquiryFactory(captcha=Inquiry.Captcha.UNVERIFIED)
    refused = write(desk, inquiry)
    assert "Nobody has confirmed the address" in Page(refused).text
    assert 'value="send"' not in refused.content.decode()

    page = write(desk, inquiry, do="release")

    assert page.context["form"]["body"].value() == TYPED
    assert page.context["obstacle"] is None
    assert Delivery.objects.filter(kind="brochure").count() == 1
    send(desk, inquiry)
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("become", ["spam", "erased"])
def test_inquiry_that_changed_while_somebody_wrote_is_refused_with_the_text_kept(
    desk, inquiry, become
):
    form = desk.get(reply_page(inquiry)).context["form"].initial
    opened = {name: form[name] for name in ("token", "seen")}
    mark = write(desk, inquiry, **opened).context["previewed"]
    if become == "spam":
        Inquiry.objects.update(state="spam")
    else:
        erase(inquiry)

    page = write(desk, inquiry, **opened, do="send", previewed=mark)

    assert page.status_code == 409
    assert "Nothing was sent." in Page(page).text
    assert page.context["form"]["body"].value() == TYPED
    assert not Reply.objects.exists()


def test_mail_that_came_back_is_told_before_another_is_written(desk, inquiry):
    DeliveryFactory(
        inquiry=inquiry, returned_at="2026-11-01T00:00Z", returned="Bounced: no mailbox"
    )

    assert "Bounced: no mailbox" in Page(desk.get(reply_page(inquiry))).text


def test_inquiry_of_a_colleague_says_whose_it_is(desk, clerk):
    theirs = InquiryFactory(owner=StaffFactory(first_name="Eve", last_name="Example"))
    mine = InquiryFactory(owner=clerk)

    assert "It is Eve Example’s inquiry." in Page(desk.get(reply_page(theirs))).text
    assert "’s inquiry." not in Page(desk.get(reply_page(mine))).text


def test_signed_out_writer_keeps_the_text_and_goes_on_after_signing_in(desk, clerk, inquiry):
    form = desk.get(reply_page(inquiry)).context["form"].initial
    posted = {**form, "template": "", "subject": "Hello", "body": TYPED, "do": "preview"}
    desk.logout()

    page = desk.post(reply_page(inquiry), posted)

    assert page.status_code == 403
    assert TYPED.splitlines()[2] in page.content.decode()
    assert form["token"] in page.content.decode()
    assert inquiry.email not in page.content.decode()
    desk.force_login(clerk)
    assert desk.post(reply_page(inquiry), posted).context["mail"]


def test_lost_cookie_keeps_the_text(clerk, inquiry):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)

    page = browser.post(reply_page(inquiry), {"body": TYPED, "subject": "Hello", "token": "1"})

    assert page.status_code == 403
    assert TYPED.splitlines()[2] in page.content.decode()
    assert 'value="preview"' in page.content.decode()
    assert 'value="send"' not in page.content.decode()


def test_kept_page_shows_markup_as_text(client, inquiry):
    page = client.post(reply_page(inquiry), {"body": "</textarea><script>", "subject": '">'})

    assert "<script>alert" not in page.content.decode()
    assert "&lt;/textarea&gt;&lt;script&gt;" in page.content.decode()


def test_who_may_only_look_sees_replies_and_cannot_write(client, inquiry):
    viewer = StaffFactory()
    viewer.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(viewer)
    ReplyFactory(delivery__inquiry=inquiry, body="What was said.")

    page = client.get(address(inquiry)).content.decode()

    assert "What was said." in page
    assert reply_page(inquiry) not in page
    assert "brochure-again" not in page
    for method in ("get", "post"):
        assert getattr(client, method)(reply_page(inquiry)).status_code == 403


def test_account_of_another_group_is_refused(client, inquiry):
    client.force_login(StaffFactory())

    assert client.get(reply_page(inquiry)).status_code == 403
    assert client.post(reply_page(inquiry), {"body": TYPED}).status_code == 403


def test_inquiry_that_there_is_not_is_not_found(desk):
    assert desk.get("/admin/inquiries/inquiry/0/reply/").status_code == 404


def test_visitor_is_led_to_the_sign_in_page(client, inquiry):
    assert "/admin/login/" in client.get(reply_page(inquiry))["Location"]


def test_other_methods_are_refused(desk, inquiry):
    assert desk.put(reply_page(inquiry)).status_code == 405


def test_page_takes_the_same_queries_for_one_template_and_for_three(
    desk, inquiry, django_assert_max_num_queries
):
    ReplyTemplateFactory()
    desk.get(reply_page(inquiry))
    with django_assert_max_num_queries(20) as one:
        desk.get(reply_page(inquiry))
    ReplyTemplateFactory.create_batch(2)
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.get(reply_page(inquiry))


def test_looking_stores_nothing(desk, inquiry):
    ReplyTemplateFactory()
    desk.get(reply_page(inquiry))
    before = dump(but=[Access])

    desk.get(reply_page(inquiry))
    write(desk, inquiry)

    assert dump(but=[Access]) == before
