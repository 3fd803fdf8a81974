"""One line of everything that happened with a person, the newest first, in one query."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inquiries import timeline
from inquiries.models import Change, Delivery, Move, Note
from inquiries.person import Person
from tests.factories import ConsentFactory, DeliveryFactory, InquiryFactory, StaffFactory
from tests.inquiries.people import join

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ago(minutes):
    return NOW - timedelta(minutes=minutes)


def read(prospect, *, may=lambda name: True, **more):
    person = Person.by(prospect.pk)
    inquiries = {row.pk: row for row in person.inquiries}
    return timeline.read(person.numbers, inquiries, may=may, **more)


def said(page):
    return [(e.words.who, e.words.what, e.words.more) for e in page.entries]


def test_everything_that_can_happen_stands_in_the_line():
    clerk = StaffFactory(username="clerk")
    inquiry = InquiryFactory(created_at=ago(90), brochure_opened_at=ago(60))
    ConsentFactory(inquiry=inquiry, purpose="mail", given_at=ago(89), withdrawn_at=ago(50))
    DeliveryFactory(
        inquiry=inquiry,
        state="sent",
        sent_at=ago(80),
        returned_at=ago(70),
        returned="Bounced: no such mailbox",
    )
    DeliveryFactory(inquiry=inquiry, state="dead", waiting_since=ago(40), error="SMTPConnectError")
    Change.objects.create(inquiry=inquiry, at=ago(30), by=clerk, what="Released.")
    Change.objects.create(inquiry=inquiry, at=ago(25), what="Corrected: country.")
    Move.objects.create(
        inquiry=inquiry, before="new", after="answered", at=ago(20), by=clerk, reason="Called"
    )
    Note.objects.create(inquiry=inquiry, author=clerk, text="Called back.")

    assert said(read(inquiry.prospect)) == [
        ("clerk", "Note", "Called back."),
        ("clerk", "Moved to: answered", "Called"),
        ("The person or the site", "Corrected: country.", ""),
        ("clerk", "Released.", ""),
        ("The site", "Brochure, to the person: failed for good", "SMTPConnectError"),
        ("The person or the site", "Withdrew: further mail", ""),
        ("The person", "Opened the brochure", ""),
        ("The mail provider", "Brochure, to the person: came back", "Bounced: no such mailbox"),
        ("The site", "Brochure, to the person: sent", ""),
        ("The person", "Agreed to further mail", "Wording 2026-11"),
        ("The person", "Asked", f"from {inquiry.email}"),
    ]


def test_joined_people_have_one_line_that_says_who_joined_them():
    one, other = (InquiryFactory(created_at=ago(9)) for _ in range(2))
    join(one.prospect, other.prospect, by=StaffFactory(username="clerk"))

    first, *rest = read(one.prospect).entries

    assert first.words == ("clerk", "Joined with another address", other.email)
    assert first.inquiry is None
    assert {entry.inquiry for entry in rest} == {one, other}


def test_line_holds_nothing_of_anybody_else():
    inquiry = InquiryFactory()
    DeliveryFactory()

    assert [entry.inquiry for entry in read(inquiry.prospect).entries] == [inquiry]


def test_what_happens_at_the_same_moment_keeps_its_order():
    inquiry = InquiryFactory(created_at=NOW)
    ConsentFactory(inquiry=inquiry, given_at=NOW)
    DeliveryFactory(inquiry=inquiry, waiting_since=NOW)

    assert [e.kind for e in read(inquiry.prospect).entries] == ["mail", "consent", "asked"]


def test_long_line_is_cut_into_pages_without_loss():
    prospect = InquiryFactory().prospect
    InquiryFactory.create_batch(2 * timeline.A_PAGE, prospect=prospect, created_at=NOW)
    pages = [read(prospect, number=number) for number in (1, 2, 3, 4)]

    assert [len(page.entries) for page in pages] == [50, 50, 1, 0]
    assert [page.has_older for page in pages] == [True, True, False, False]
    assert len({e.row.number for page in pages for e in page.entries}) == 101


@pytest.mark.parametrize("number", [1, 3])
def test_line_is_read_by_one_query(django_assert_num_queries, number):
    prospect = InquiryFactory().prospect
    for inquiry in InquiryFactory.create_batch(number, prospect=prospect):
        DeliveryFactory(inquiry=inquiry)
    person = Person.by(prospect.pk)

    with django_assert_num_queries(1):
        timeline.read(person.numbers, {}, may=lambda name: True)


def test_reader_without_the_permission_meets_no_note():
    note = Note.objects.create(inquiry=InquiryFactory(), author=StaffFactory(), text="Called.")

    page = read(note.inquiry.prospect, may=lambda name: name != "view_note")

    assert [entry.kind for entry in page.entries] == ["asked"]


def test_reader_without_any_permission_meets_nothing():
    assert read(InquiryFactory().prospect, may=lambda name: False).entries == []


def test_one_kind_alone_can_be_asked_for():
    delivery = DeliveryFactory()

    page = read(delivery.inquiry.prospect, kind="mail")

    assert [entry.kind for entry in page.entries] == ["mail"]


@pytest.mark.parametrize("kind", Delivery.Kind.values)
@pytest.mark.parametrize("state", Delivery.State.values)
def test_every_delivery_has_words(kind, state):
    delivery = DeliveryFactory(kind=kind, state=state)

    [entry, _] = read(delivery.inquiry.prospect).entries

    assert entry.words.what.endswith(Delivery.State(state).label.lower())
