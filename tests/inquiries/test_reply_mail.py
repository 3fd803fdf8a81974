"""A reply on its way: from the template to the mail that a server on this machine took."""

import pytest

from inquiries.models import Delivery, Reply
from inquiries.outbox import deliver_due
from tests.factories import (
    DeliveryFactory,
    InquiryProgramFactory,
    ProgramRoutingFactory,
    ReplyFactory,
    ReplyTemplateFactory,
    StaffFactory,
)
from tests.inquiries.desk import address
from tests.inquiries.test_admin_reply import write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def school(settings):
    settings.SITE_URL = "https://masters.example.org"
    settings.INQUIRIES_EMAIL = "desk@example.org"
    settings.DEFAULT_FROM_EMAIL = "noreply@example.org"


@pytest.fixture
def inquiry():
    return InquiryProgramFactory(
        inquiry__reference="ACDEFGHJ",
        inquiry__salutation="Dr.",
        inquiry__prospect__email="ada@example.org",
        name="Master of Law",
    ).inquiry


def reply_to(inquiry, **said):
    return ReplyFactory(delivery__inquiry=inquiry, **said)


def taken_by(mail_server):
    deliver_due()
    assert set(Delivery.objects.values_list("state", "error")) == {("sent", "")}
    return mail_server.taken[-1]


def text(mail, kind="plain"):
    return mail.get_body([kind]).get_content()


def test_template_becomes_one_mail_in_the_conversation(client, mail_server, inquiry):
    """The whole path: brochure, template, preview, send twice, worker, mail."""
    client.force_login(StaffFactory(is_superuser=True, first_name="Eve", last_name="Example"))
    DeliveryFactory(inquiry=inquiry, key="the-brochure")
    deliver_due()
    body = "{{ greeting }}\n\nAbout {{ programs }}: see {{ brochure_link }}.\n\n{{ sender_name }}"
    template = ReplyTemplateFactory(body=body, subject="Your question")

    page = client.get(f"{address(inquiry)[:-7]}reply/?template={template.pk}")
    form = page.context["form"].initial
    shown = write(client, inquiry, **form)
    for _ in range(2):
        done = write(client, inquiry, **form, do="send", previewed=shown.context["previewed"])
        assert done["Location"] == address(inquiry)
    mail = taken_by(mail_server)

    assert len(mail_server.taken) == 2  # the brochure and the reply
    key = Reply.objects.get().delivery.key
    assert mail["Message-ID"] == f"<{key}@masters.example.org>"
    assert mail["In-Reply-To"] == "<the-brochure@masters.example.org>"
    assert mail["Subject"] == "Your question (ACDEFGHJ)"
    assert mail["To"] == "ada@example.org"
    assert "Dear Dr. Example," in text(mail)
    assert "Eve Example" in text(mail)
    assert "https://masters.example.org/brochure/" in text(mail)
    # the preview was the mail, but for the person's own links
    assert shown.context["mail"]["subject"] == mail["Subject"]
    assert shown.context["mail"]["text"].splitlines()[0:5] == text(mail).splitlines()[0:5]


def test_mail_does_not_say_that_a_machine_or_a_list_sent_it(mail_server, inquiry):
    reply_to(inquiry)

    mail = taken_by(mail_server)

    for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "List-Id", "List-Unsubscribe"):
        assert mail[name] is None


def test_conversation_names_all_that_was_sent_before_oldest_first(mail_server, inquiry):
    for key, kind in (("one", "brochure"), ("two", "reply"), ("odd", "confirm")):
        delivery = DeliveryFactory(inquiry=inquiry, key=key, kind=kind)
        if kind == "reply":
            ReplyFactory(delivery=delivery)
        deliver_due()
    reply_to(inquiry)

    mail = taken_by(mail_server)

    host = "masters.example.org"
    assert mail["References"].split() == [f"<one@{host}>", f"<two@{host}>"]
    assert mail["In-Reply-To"] == f"<two@{host}>"


def test_first_mail_is_in_no_conversation(mail_server, inquiry):
    DeliveryFactory(inquiry=inquiry, state="dead", key="never-sent")
    reply = reply_to(inquiry)
    deliver_due()

    [mail] = mail_server.taken
    assert (mail["In-Reply-To"], mail["References"]) == (None, None)
    assert reply.delivery.key in mail["Message-ID"]


def test_long_conversation_keeps_to_the_length_of_lines(mail_server, inquiry):
    for number in range(40):
        DeliveryFactory(
            inquiry=inquiry, state="sent", key=f"{number:032}", sent_at="2026-01-01T00:00Z"
        )
    reply_to(inquiry)
    mail = taken_by(mail_server)

    assert len(mail["References"].split()) == 40
    assert max(map(len, mail.as_bytes().splitlines())) <= 998


@pytest.mark.parametrize(
    ("setting", "reply_to_address"),
    [
        ("", "law@example.org"),
        ("masters+{reference}@example.org", "masters+ACDEFGHJ@example.org"),
    ],
)
def test_answer_goes_to_the_program_or_to_an_address_of_its_own(
    mail_server, inquiry, settings, setting, reply_to_address
):
    settings.REPLY_ADDRESS = setting
    program = inquiry.programs.get().program
    ProgramRoutingFactory(program=program, recipients="law@example.org")
    reply_to(inquiry)

    assert taken_by(mail_server)["Reply-To"] == reply_to_address


@pytest.mark.parametrize("part", ["plain", "html"])
def test_each_part_has_words_reference_and_the_way_to_what_we_hold(mail_server, inquiry, part):
    reply_to(inquiry, body="Thank you & welcome to a <b>talk</b>.")

    said = text(taken_by(mail_server), part)

    assert "welcome to a" in said
    assert "ACDEFGHJ" in said
    assert "https://masters.example.org/brochure/mine/" in said
    assert ("&lt;b&gt;talk" in said) is (part == "html")


def test_subject_that_names_the_reference_names_it_once(mail_server, inquiry):
    reply_to(inquiry, subject="Re: your inquiry ACDEFGHJ")

    assert taken_by(mail_server)["Subject"] == "Re: your inquiry ACDEFGHJ"


def test_delivery_keeps_the_subject_that_was_sent(mail_server, inquiry):
    reply = reply_to(inquiry)
    taken_by(mail_server)

    reply.delivery.refresh_from_db()
    assert reply.delivery.subject == "About your inquiry (ACDEFGHJ)"


def test_reply_goes_to_the_address_that_the_inquiry_has_by_then(mail_server, inquiry):
    reply_to(inquiry)
    inquiry.email = "new@example.org"
    inquiry.save()

    assert taken_by(mail_server)["To"] == "new@example.org"
