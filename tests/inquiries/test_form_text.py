"""Bytes that no keyboard sends: in every field, in the path and in the query."""

import pytest
from django.core import mail

from inquiries.models import Delivery, Inquiry
from inquiries.outbox import deliver_due
from tests.inquiries.pages import kept, message_for, send

LINES = ["first_name", "last_name", "email", "employer"]
CHOICES = ["salutation", "country", "programs", "interests"]
CONTROLS = {
    "NUL": "\0",
    "escape": "\x1b[2J",
    "delete": "\x7f",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "CR LF": "\r\nBcc: eve@example.org",
    "CR": "\rBcc: eve@example.org",
    "LF": "\nBcc: eve@example.org",
}


@pytest.mark.parametrize("field", LINES)
@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_control_character_in_a_line_is_refused_and_kept(client, answers, field, control):
    given = answers | {field: f"ada{control}@example.org"}

    response = send(client, given)

    assert "one line of plain text" in message_for(response, field)
    assert kept(response, given) == given
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("field", CHOICES)
@pytest.mark.parametrize("control", ["\0", "\x1b", "\r\nBcc: eve@example.org"])
def test_control_character_in_a_choice_is_refused(client, answers, field, control):
    given = answers | {field: control}

    response = send(client, given)

    assert message_for(response, field)
    del given[field]
    assert kept(response, given) == given


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
@pytest.mark.parametrize("field", ["key", "website", "one_name", "wants_mail"])
def test_control_character_where_nobody_types_costs_no_inquiry(client, answers, field, control):
    """Nobody could mend it: the first two are hidden, the others carry nothing but a tick."""
    assert send(client, answers | {field: control}).status_code == 303
    assert Inquiry.objects.count() == 1


def test_line_break_at_the_end_is_cut_off(client, answers):
    send(client, answers | {field: f"{answers[field]}\r\n" for field in LINES})

    inquiry = Inquiry.objects.get()
    assert inquiry.full_name == "Ada Example"
    assert inquiry.email == "ada@example.org"


def test_no_header_reaches_the_mail_from_what_was_typed(client, answers):
    send(
        client,
        answers | {"first_name": "Ada: Bcc: eve@example.org", "last_name": "=?utf-8?q?=0A?="},
    )

    deliver_due()

    brochure = mail.outbox[0]
    assert brochure.recipients() == ["ada@example.org"]
    assert brochure.message().get_all("Bcc") is None
    owed = Delivery.objects.get(kind=Delivery.Kind.BROCHURE)
    assert owed.state == Delivery.State.SENT


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("\u202eadA\u202c", "adA"),
        ("\u2066Ada\u2069", "Ada"),
        ("Ada \u202d\u202a\u202b\u2067\u2068", "Ada"),
        ("\u200fשרה", "\u200fשרה"),  # a mark turns nothing after it
    ],
)
def test_direction_overrides_are_dropped(client, answers, typed, stored):
    send(client, answers | dict.fromkeys(["first_name", "last_name", "employer"], typed))

    inquiry = Inquiry.objects.get()
    assert {inquiry.first_name, inquiry.last_name, inquiry.employer} == {stored}


@pytest.mark.parametrize(
    "path",
    [
        "/brochure/%00",
        "/brochure/%0d%0aSet-Cookie:%20a=b/",
        "/brochure/%ff%fe/",
        "/brochure/thanks/%00/",
        "/brochure/thanks/%1b/",
        "/brochure/thanks/%0d%0aSet-Cookie:%20a=b/",
        "/brochure/thanks/%e2%80%ae/",
    ],
)
def test_control_character_in_the_path_is_no_page(client, db, path):
    response = client.get(path, follow=True)

    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.parametrize(
    "query", ["program=%00", "%00=%00", "%ff=%fe", "program=%0d%0aX:%20y", "%"]
)
def test_control_character_in_the_query_does_no_harm(client, answers, query):
    response = client.get(f"/brochure/?{query}")

    assert response.status_code == 200
    assert "X" not in response.headers
