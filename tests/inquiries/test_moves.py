"""Named moves: what is allowed, what is kept, and what nobody can do by any way."""

from functools import partial

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from inquiries.actions import confirm, first_deliveries
from inquiries.acts import acts, count
from inquiries.erasure import erase
from inquiries.models import Change, Delivery, Inquiry, Move
from inquiries.models.move import NAMED, PAIRS
from inquiries.moves import NotAllowed, Overtaken, move, moves_from
from inquiries.triggers import make_triggers
from tests.factories import DeliveryFactory, InquiryFactory, StaffFactory
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db
State = Inquiry.State
ILLEGAL = [(a, b) for a in State for b in State if a != b and (a, b) not in PAIRS]


def in_state(state, **more):
    """One in `state`, as an import or a form stores it: an insert may have any."""
    return InquiryFactory(state=state, **more)


@pytest.fixture
def ada():
    return StaffFactory(username="ada.staff")


@pytest.mark.parametrize("named", NAMED, ids=str)
def test_each_named_move_is_made_and_written_down(ada, named):
    inquiry = in_state(named.before)

    move(inquiry, named.after, by=ada, reason="Answered by mail")

    row = Move.objects.get()
    assert (inquiry.state, inquiry.version) == (named.after, 1)
    assert (row.before, row.after, row.by) == (named.before, named.after, ada)
    assert (row.reason, row.what) == ("Answered by mail", named.done)
    assert Inquiry.objects.get().state == named.after


@pytest.mark.parametrize(("before", "after"), ILLEGAL)
def test_any_other_move_is_refused_in_words(ada, before, after):
    inquiry = in_state(before)

    with pytest.raises(NotAllowed, match=f"It is {before.label.lower()}, and cannot become"):
        move(inquiry, after, by=ada)

    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.version, Move.objects.count()) == (before, 0, 0)


@pytest.mark.parametrize("state", State)
def test_move_to_where_it_is_says_so(ada, state):
    with pytest.raises(NotAllowed, match="already"):
        move(in_state(state), state, by=ada)


@pytest.mark.parametrize("to", ["", "no-such-state", "NEW", "new'; DROP TABLE x"])
def test_move_to_no_state_at_all_is_refused(ada, to):
    with pytest.raises(NotAllowed, match="cannot become that"):
        move(in_state(State.NEW), to, by=ada)


@pytest.mark.parametrize("named", NAMED, ids=str)
def test_every_move_has_a_way_back(named):
    reached, ways = {named.after}, [named.after]
    while ways:
        here = ways.pop()
        new = {pair[1] for pair in PAIRS if pair[0] == here} - reached
        reached |= new
        ways += new

    assert named.before in reached


def test_what_can_be_done_is_what_starts_here():
    def labels(state):
        return [named.label for named in moves_from(in_state(state))]

    assert labels(State.SPAM) == ["Not spam"]
    assert labels(State.NEW) == ["Take up", "Mark as answered", "Close", "Mark as spam"]


# who answered, and who owns


def test_whoever_answered_first_stays_when_it_is_closed_and_put_back(ada):
    inquiry = in_state(State.NEW)
    with time_machine.travel("2026-11-01"):
        move(inquiry, State.ANSWERED, by=ada)
    first = inquiry.answered_at

    move(inquiry, State.CLOSED, by=StaffFactory())
    move(inquiry, State.ANSWERED, by=StaffFactory())

    assert (inquiry.answered_at, inquiry.answered_by) == (first, ada)


def test_reopened_inquiry_waits_for_whoever_answers_next(ada):
    inquiry, other = in_state(State.NEW), StaffFactory()
    move(inquiry, State.ANSWERED, by=other)

    move(inquiry, State.IN_PROGRESS, by=other)
    assert (inquiry.answered_at, inquiry.answered_by) == (None, None)
    move(inquiry, State.ANSWERED, by=ada)
    assert inquiry.answered_by == ada


def test_whoever_takes_it_up_owns_it(ada):
    inquiry = in_state(State.NEW, owner=StaffFactory())

    move(inquiry, State.IN_PROGRESS, by=ada)

    assert (inquiry.owner, inquiry.assigned_because) == (ada, "Took it up")


def test_reopening_leaves_the_owner(ada):
    inquiry = in_state(State.ANSWERED, owner=StaffFactory())
    owner = inquiry.owner

    move(inquiry, State.IN_PROGRESS, by=ada)

    assert inquiry.owner == owner


# spam, and what is sent


def test_spam_is_sent_nothing_that_waits_and_keeps_what_was_sent(ada):
    inquiry = in_state(State.NEW)
    DeliveryFactory(inquiry=inquiry)
    sent = DeliveryFactory(inquiry=inquiry, state=Delivery.State.SENT)

    move(inquiry, State.SPAM, by=ada)

    assert list(inquiry.deliveries.all()) == [sent]


@pytest.mark.parametrize(
    ("captcha", "kinds"), [("passed", {"brochure", "notice"}), ("unverified", {"confirm"})]
)
def test_what_is_no_spam_gets_what_it_would_have_got(ada, captcha, kinds):
    inquiry = in_state(State.SPAM, captcha=captcha)

    move(inquiry, State.NEW, by=ada)

    assert set(inquiry.deliveries.values_list("kind", flat=True)) == kinds


def test_mistaken_for_spam_and_back_sends_the_brochure_once(ada):
    inquiry = in_state(State.NEW)
    Delivery.objects.bulk_create(first_deliveries(inquiry))
    inquiry.deliveries.update(state=Delivery.State.SENT)

    move(inquiry, State.SPAM, by=ada)
    move(inquiry, State.NEW, by=ada)

    assert set(inquiry.deliveries.values_list("state", flat=True)) == {"sent"}
    assert inquiry.deliveries.count() == 2


def test_release_of_spam_is_a_move_like_any_other(ada):
    inquiry = in_state(State.SPAM)

    assert confirm(inquiry, by=ada)

    row = Move.objects.get()
    assert (row.before, row.after, row.by, row.reason) == ("spam", "new", ada, "Released")
    assert (inquiry.state, inquiry.version) == (State.NEW, 1)


def test_person_who_confirms_moves_nothing_and_counts_for_no_act_of_staff():
    inquiry = in_state(State.NEW, captcha="unverified")

    assert confirm(inquiry)

    assert (inquiry.version, Move.objects.count()) == (0, 0)


# erased


def test_erased_inquiry_is_moved_no_more_and_keeps_its_moves_without_reasons(ada):
    inquiry = in_state(State.NEW)
    move(inquiry, State.CLOSED, by=ada, reason="Said she moved to Example Hospital")
    erase(inquiry)

    with pytest.raises(NotAllowed, match="erased"):
        move(inquiry, State.IN_PROGRESS, by=ada)

    assert Move.objects.values_list("after", "reason").get() == ("closed", "")
    assert moves_from(Inquiry.objects.get()) == []


def test_erasing_counts_as_an_act():
    inquiry = in_state(State.NEW)
    erase(inquiry)

    assert Inquiry.objects.get().version == 1


# two people at once


def test_who_saw_an_older_version_is_told_who_did_what_since(ada):
    inquiry = in_state(State.NEW)
    eve = StaffFactory(username="eve.staff")
    count(inquiry, "Wrote a note.", by=ada)
    seen = inquiry.version
    move(inquiry, State.IN_PROGRESS, by=eve)
    count(inquiry, "Changed the owner.", by=eve)

    with pytest.raises(Overtaken) as told:
        move(inquiry, State.CLOSED, by=ada, seen=seen)

    assert [(act.by, act.what) for act in told.value.acts] == [
        (eve, "Took it up."),
        (eve, "Changed the owner."),
    ]
    assert Inquiry.objects.get().state == State.IN_PROGRESS


@pytest.mark.parametrize("seen", [-1, 7, 10**9])
def test_version_that_never_was_is_refused_without_a_list(ada, seen):
    inquiry = in_state(State.NEW)
    with pytest.raises(Overtaken) as told:
        move(inquiry, State.CLOSED, by=ada, seen=seen)
    assert list(told.value.acts) == []


def test_what_the_person_did_in_between_is_told_too(ada):
    inquiry = in_state(State.NEW)
    move(inquiry, State.IN_PROGRESS, by=StaffFactory())
    Change.objects.create(inquiry=inquiry, what="Corrected: country.")

    with pytest.raises(Overtaken) as told:
        move(inquiry, State.ANSWERED, by=ada, seen=0)

    assert [act.what for act in told.value.acts] == ["Took it up.", "Corrected: country."]
    assert acts(inquiry) == told.value.acts


@pytest.mark.django_db(transaction=True)
def test_of_twenty_moves_at_once_that_saw_the_same_one_is_made(ada):
    inquiry = in_state(State.NEW)
    targets = [State.IN_PROGRESS, State.ANSWERED, State.CLOSED, State.SPAM] * 5

    def try_to_move(to):
        try:
            move(Inquiry.objects.get(pk=inquiry.pk), to, by=ada, seen=0)
        except Overtaken as overtaken:
            return len(overtaken.acts)
        return "moved"

    said = at_once([partial(try_to_move, to) for to in targets])

    assert sorted(map(str, said)) == ["1"] * 19 + ["moved"]
    assert (Move.objects.count(), Inquiry.objects.get().version) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_twenty_moves_at_once_that_saw_nothing_never_take_a_way_that_is_not_there(ada):
    inquiry = in_state(State.NEW)

    def try_to_move(to):
        try:
            move(Inquiry.objects.get(pk=inquiry.pk), to, by=ada)
        except NotAllowed:
            return False
        return True

    made = at_once([partial(try_to_move, to) for to in [*State] * 4])

    steps = [(row.before, row.after) for row in Move.objects.order_by("pk")]
    assert len(steps) == sum(made) == Inquiry.objects.get().version
    assert [after for _, after in steps[:-1]] == [before for before, _ in steps[1:]]


# the database itself


@pytest.mark.parametrize(("before", "after"), ILLEGAL)
def test_database_refuses_an_update_that_is_no_move(before, after):
    inquiry = in_state(before)

    with pytest.raises(IntegrityError, match="no such move"), transaction.atomic():
        Inquiry.objects.filter(pk=inquiry.pk).update(state=after)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE inquiries_inquiry SET state = %s", [after])

    inquiry.refresh_from_db()
    assert inquiry.state == before


@pytest.mark.parametrize("state", State)
def test_database_takes_a_new_row_in_any_state_and_lets_it_be_changed(state):
    inquiry = in_state(state)

    inquiry.employer = "Example Hospital"
    inquiry.save()

    assert Inquiry.objects.get().state == state


def test_database_refuses_a_state_that_is_none():
    inquiry = in_state(State.NEW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.filter(pk=inquiry.pk).update(state="lost")


@pytest.mark.parametrize(("before", "after"), [*ILLEGAL[:2], (State.NEW, State.NEW)])
def test_database_refuses_a_row_of_a_move_that_there_is_not(ada, before, after):
    with pytest.raises(IntegrityError), transaction.atomic():
        Move.objects.create(inquiry=in_state(before), before=before, after=after, by=ada)


def test_trigger_that_a_migration_dropped_comes_back_with_the_next():
    inquiry = in_state(State.SPAM)
    table = " ON inquiries_inquiry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER inquiry_state_moves{table}")

    make_triggers(using="default")

    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.filter(pk=inquiry.pk).update(state=State.ANSWERED)


def test_account_that_moved_something_cannot_be_deleted(ada):
    move(in_state(State.NEW), State.CLOSED, by=ada)

    with pytest.raises(ProtectedError):
        ada.delete()


def test_moves_stand_in_order_with_their_time(ada):
    inquiry, before = in_state(State.NEW), timezone.now()
    move(inquiry, State.IN_PROGRESS, by=ada)
    move(inquiry, State.ANSWERED, by=ada)

    assert [row.after for row in inquiry.moves.all()] == ["in_progress", "answered"]
    assert all(before <= row.at <= timezone.now() for row in inquiry.moves.all())
