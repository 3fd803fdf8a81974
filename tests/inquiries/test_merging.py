"""Two people joined into one and taken apart again: exactly, and without touching an inquiry."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inquiries.erasure import Held, erase
from inquiries.merging import (
    ERASED_SINCE,
    GONE,
    JOINED_SINCE,
    REGROUPED,
    UNDONE,
    Refused,
    fingerprint,
    merge,
    say_not_the_same,
    take_back,
    undo,
)
from inquiries.models import Inquiry, Merge, Note, NotTheSame, Prospect
from inquiries.own_inquiry import move_to_new_address
from tests.factories import DeliveryFactory, InquiryFactory, ProspectFactory, StaffFactory
from tests.inquiries.pages import send
from tests.inquiries.people import groups, join, tables
from tests.inquiries.test_erasure import Person, inquiry_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return InquiryFactory(prospect__email="ada@example.org").prospect


@pytest.fixture
def other():
    return InquiryFactory(prospect__email="other@example.net").prospect


# joining


def test_joined_addresses_are_one_person(ada, other):
    join(ada, other)

    assert groups() == {ada.pk: {ada.pk, other.pk}}


def test_joining_changes_nothing_but_whom_an_address_belongs_to(ada, other):
    inquiry_of(Person())
    before = tables()

    join(ada, other)

    after = tables()
    changed = {label for label in before if before[label] != after[label]}
    assert changed == {"inquiries.Prospect", "inquiries.Merge", "auth.User"}
    [(was, now)] = [
        (a, b)
        for a, b in zip(before["inquiries.Prospect"], after["inquiries.Prospect"], strict=True)
        if a != b
    ]
    assert now == was | {"same_as_id": ada.pk}


def test_addresses_that_the_joined_one_had_come_along(ada, other):
    third = ProspectFactory()
    join(other, third)

    [merge] = join(ada, other)

    assert groups() == {ada.pk: {ada.pk, other.pk, third.pk}}
    assert merge.brought == [third.pk]


def test_joining_is_logged_by_numbers_alone(ada, other):
    clerk = StaffFactory()

    join(ada, other, by=clerk)

    entries = LogEntry.objects.filter(user=clerk)
    assert {entry.object_id for entry in entries} == {str(ada.pk), str(other.pk)}
    assert "example" not in str([(e.object_repr, e.change_message) for e in entries])


def test_who_has_joined_them_first_is_the_only_one(ada, other):
    seen = fingerprint(ada.pk, other.pk)
    join(ada, other)
    before = tables()

    with pytest.raises(Refused, match=REGROUPED[:30]):
        merge(keep=other.pk, join=ada.pk, by=StaffFactory(username="late"), seen=seen)

    assert tables()["inquiries.Prospect"] == before["inquiries.Prospect"]
    assert Merge.objects.count() == 1


def test_preview_that_is_out_of_date_joins_nobody(ada, other):
    seen = fingerprint(ada.pk, other.pk)
    join(other, ProspectFactory())

    with pytest.raises(Refused, match="Since you opened the page"):
        merge(keep=ada.pk, join=other.pk, by=StaffFactory(), seen=seen)


def test_nobody_is_joined_with_an_address_of_somebody_else(ada, other):
    third = ProspectFactory()
    join(ada, other)

    with pytest.raises(Refused):
        join(third, other)


def test_nobody_is_joined_with_themselves_or_with_nobody(ada):
    for number in (ada.pk, ada.pk + 99):
        with pytest.raises(Refused, match=GONE):
            merge(keep=ada.pk, join=number, by=StaffFactory(), seen=fingerprint(ada.pk, number))


def test_database_refuses_who_stands_for_themselves(ada):
    ada.same_as = ada

    with pytest.raises(ValidationError, match="Nobody is joined with themselves"):
        ada.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        ada.save()


def test_database_refuses_a_merge_of_one(ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(kept=ada, joined=ada, by=StaffFactory())


# undoing


def test_undo_restores_every_table_exactly(ada, other):
    third, clerk = ProspectFactory(), StaffFactory()
    for person in (ada, other):
        Note.objects.create(inquiry=person.inquiries.get(), author=clerk, text="Called.")
        DeliveryFactory(inquiry=person.inquiries.get())
    join(other, third, by=clerk)
    say_not_the_same(ada.pk, third.pk, by=clerk)
    before = tables()

    [merge] = join(ada, other, by=clerk)
    assert tables() != before
    undo(merge.pk, by=clerk)

    assert tables() == before
    assert repr(tables()) == repr(before)


def test_undo_is_logged(ada, other):
    [merge] = join(ada, other)
    clerk = StaffFactory()

    undo(merge.pk, by=clerk)

    assert LogEntry.objects.filter(user=clerk, change_message__contains="apart").count() == 2


def test_what_came_since_stays_where_it_came(ada, other):
    [merge] = join(ada, other)
    new = InquiryFactory(prospect=other)

    undo(merge.pk, by=StaffFactory())

    assert set(other.inquiries.all()) >= {new}
    assert groups() == {ada.pk: {ada.pk}, other.pk: {other.pk}}


def test_undone_once_it_is_undone(ada, other):
    [merge] = join(ada, other)
    undo(merge.pk, by=StaffFactory())

    with pytest.raises(Refused, match=UNDONE):
        undo(merge.pk, by=StaffFactory())


@pytest.mark.parametrize("later", ["kept", "joined by another"])
def test_earlier_merge_waits_for_the_later_one(ada, other, later):
    third = ProspectFactory()
    [first] = join(ada, other)
    [second] = join(ada, third) if later == "kept" else join(third, ada)
    before = tables()

    with pytest.raises(Refused, match=JOINED_SINCE):
        undo(first.pk, by=StaffFactory(username="late"))

    assert tables()["inquiries.Prospect"] == before["inquiries.Prospect"]
    undo(second.pk, by=StaffFactory())
    undo(first.pk, by=StaffFactory())
    assert len(groups()) == 3


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["join", "undo", "erase"]),
            st.integers(min_value=0, max_value=4),
            st.integers(min_value=0, max_value=4),
        ),
        max_size=12,
    )
)
def test_whatever_is_joined_undone_and_erased_nobody_stands_behind_another(steps):
    with transaction.atomic():
        clerk = StaffFactory(username="ada.staff")
        people = [InquiryFactory().prospect.pk for _ in range(5)]
        seen = {}
        for what, one, other in steps:
            act(what, people[one], people[other], clerk, seen)
            rows = Prospect.objects.select_related("same_as")
            assert all(row.same_as is None or row.same_as.same_as_id is None for row in rows)
        transaction.set_rollback(True)


def act(what, one, other, clerk, seen):
    """One step; what an undo brings back is what was there before its merge."""
    if what == "erase":
        for inquiry in Inquiry.objects.filter(prospect=one):
            erase(inquiry)
        seen.clear()
        return
    try:
        if what == "join":
            before = groups()
            done = merge(keep=one, join=other, by=clerk, seen=fingerprint(one, other))
            seen[done.pk] = before
        elif last := Merge.objects.first():
            undo(last.pk, by=clerk)
            assert groups() == seen.pop(last.pk, groups())
    except Refused:
        pass


# erasing


def test_erasing_one_of_them_leaves_nothing_of_them_and_the_other_stays(other):
    person = Person()
    inquiry = inquiry_of(person)
    gone = inquiry.prospect
    [merge] = join(gone, other)

    erase(inquiry)

    assert person.traces_in(repr(tables())) == []
    assert groups() == {other.pk: {other.pk}}
    with pytest.raises(Refused, match=ERASED_SINCE[:30]):
        undo(merge.pk, by=StaffFactory())


@pytest.mark.parametrize("first", ["ada", "other"])
def test_erasing_both_leaves_no_merge(ada, other, first):
    join(ada, other)
    say_not_the_same(ada.pk, ProspectFactory().pk, by=StaffFactory())

    for person in (ada, other) if first == "ada" else (other, ada):
        erase(person.inquiries.get())

    assert not Merge.objects.exists()
    assert not NotTheSame.objects.exists()


def test_another_address_stands_for_the_person_whose_first_is_erased(ada, other):
    third = InquiryFactory().prospect
    join(ada, other, third)

    erase(ada.inquiries.get())

    assert groups() == {other.pk: {other.pk, third.pk}}


def test_legal_hold_keeps_its_inquiry_joined_or_not(ada, other):
    held = InquiryFactory(prospect=other, is_held=True, hold_reason="Case 7")
    before = Inquiry.objects.values().get(pk=held.pk)

    [merge] = join(ada, other)
    with pytest.raises(Held):
        erase(held)
    undo(merge.pk, by=StaffFactory())

    assert Inquiry.objects.values().get(pk=held.pk) == before


def test_inquiry_that_moves_to_a_new_address_leaves_the_others_joined(ada, other):
    join(ada, other)
    question = DeliveryFactory(
        inquiry=ada.inquiries.get(), kind="new_address", address="new@example.org"
    )

    move_to_new_address(question)

    new = Prospect.objects.get(email="new@example.org")
    assert groups() == {other.pk: {other.pk}, new.pk: {new.pk}}


# what mailed links open: each its own mailbox, however the desk groups them


def mailed(inquiry, page=""):
    return f"{inquiry.mine_url(mailed=True)}{page}"


def test_mailed_link_shows_nothing_of_the_joined_mailbox(client, ada, other):
    theirs = other.inquiries.get()
    join(ada, other)

    for page in ("", "my-inquiry.json"):
        response = client.get(mailed(ada.inquiries.get(), page))
        assert response.status_code == 200
        said = response.content.decode()
        assert theirs.reference not in said
        assert other.email not in said


def test_erasing_all_by_a_mailed_link_erases_nothing_of_the_joined_mailbox(client, ada, other):
    mine = ada.inquiries.get()
    join(other, ada)

    client.post(mailed(mine, "erase/"), {"all": "1"})

    assert list(Inquiry.objects.kept()) == [other.inquiries.get()]


def test_withdrawing_by_a_mailed_link_leaves_the_joined_mailbox_alone(client):
    mine, theirs = InquiryFactory.create_batch(2, wants_mail=True)
    join(mine.prospect, theirs.prospect)

    client.post(mailed(mine, "no-mail/"))

    assert not Inquiry.objects.get(pk=mine.pk).wants_mail
    assert Inquiry.objects.get(pk=theirs.pk).wants_mail


def test_confirming_one_mailbox_verifies_no_other(client, ada):
    doubtful = InquiryFactory(captcha=Inquiry.Captcha.UNVERIFIED)
    join(ada, doubtful.prospect)

    client.post(mailed(doubtful, "confirm/"))

    verified = Prospect.objects.exclude(verified_at=None)
    assert list(verified) == [doubtful.prospect]


@pytest.mark.parametrize("email", ["ada@example.org", "other@example.net"])
def test_new_inquiry_changes_no_person_and_is_seen_with_the_rest(
    client, answers, ada, other, email
):
    join(ada, other)
    before = list(Prospect.objects.order_by("pk").values())

    send(client, answers | {"email": email})

    assert list(Prospect.objects.order_by("pk").values()) == before
    new = Inquiry.objects.latest("pk")
    assert new.prospect.email == email
    assert new.prospect.person_number == ada.pk


# two who are two


def test_not_the_same_is_kept_once_whichever_way_round(ada, other):
    clerk = StaffFactory()

    say_not_the_same(ada.pk, other.pk, by=clerk)
    say_not_the_same(other.pk, ada.pk, by=clerk)

    assert NotTheSame.objects.between(other.pk, ada.pk).count() == 1


def test_not_the_same_can_be_taken_back(ada, other):
    say_not_the_same(ada.pk, other.pk, by=StaffFactory())

    take_back(other.pk, ada.pk, by=StaffFactory())

    assert not NotTheSame.objects.exists()


def test_one_person_is_not_said_to_be_two(ada, other):
    join(ada, other)

    for one, two in ((ada.pk, other.pk), (ada.pk, ada.pk), (ada.pk, other.pk + 99)):
        with pytest.raises(Refused):
            say_not_the_same(one, two, by=StaffFactory())


def test_database_refuses_the_pair_twice_and_the_other_way_round(ada, other):
    clerk = StaffFactory()
    low, high = sorted((ada, other), key=lambda row: row.pk)
    NotTheSame.objects.create(one=low, other=high, by=clerk)

    for one, two in ((low, high), (high, low), (low, low)):
        with pytest.raises(IntegrityError), transaction.atomic():
            NotTheSame.objects.create(one=one, other=two, by=clerk)
