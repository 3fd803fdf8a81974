"""Moves on the desk: a button for each that is allowed, a log in words, and actions of the list."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client

from inquiries.erasure import erase
from inquiries.models import Change, Inquiry, Move
from inquiries.models.move import NAMED
from inquiries.moves import move
from tests.factories import InquiryFactory, StaffFactory
from tests.inquiries.desk import LIST, act, act_for_sure, address, save
from tests.inquiries.pages import Page, text_of

pytestmark = pytest.mark.django_db
State = Inquiry.State


@pytest.fixture
def ada(client):
    user = StaffFactory(username="ada.staff", is_superuser=True)
    client.force_login(user)
    return user


def buttons(response):
    """What can be pressed to move it: the state it leads to, with its words."""
    found = ((element, has) for element, has in Page(response).all if element.name == "button")
    return {has["value"]: text_of(element) for element, has in found if has.get("name") == "to"}


@pytest.mark.parametrize("state", State)
def test_page_has_a_button_for_each_move_from_here_and_no_other(client, ada, state):
    allowed = {named.after: named.label for named in NAMED if named.before == state}

    assert buttons(client.get(address(InquiryFactory(state=state)))) == allowed


@pytest.mark.parametrize("named", NAMED, ids=str)
def test_button_makes_its_move_and_stays_on_the_page(client, ada, named):
    inquiry = InquiryFactory(state=named.before)

    response = save(client, inquiry, to=named.after, reason="Answered by mail")

    assert (response.status_code, response["Location"]) == (302, address(inquiry))
    assert (inquiry.state, inquiry.version) == (named.after, 1)
    text = Page(client.get(address(inquiry))).text
    assert named.done in text
    assert "“Answered by mail”" in text
    assert f"{inquiry} is {inquiry.get_state_display().lower()} now." in text


def test_button_saves_what_was_typed_with_it(client, ada):
    inquiry, other = InquiryFactory(), StaffFactory(is_superuser=True)
    note = {"notes-TOTAL_FORMS": "1", "notes-0-text": "Called back."}

    save(client, inquiry, to=State.ANSWERED, owner=other.pk, **note)

    assert (inquiry.state, inquiry.owner, inquiry.answered_by) == (State.ANSWERED, other, ada)
    assert inquiry.notes.get().text == "Called back."
    assert list(inquiry.changes.values_list("what", "for_staff")) == [
        ("Changed the owner. Wrote a note.", True)
    ]


@pytest.mark.parametrize("to", [State.SPAM, State.CLOSED, "no-such-state", "x" * 300, "\0"])
def test_forged_move_is_refused_and_keeps_what_was_typed(client, ada, to):
    inquiry = InquiryFactory(state=State.SPAM)
    note = {"notes-TOTAL_FORMS": "1", "notes-0-text": "Called back."}

    response = save(client, inquiry, to=to, reason="Because", **note)

    assert (response.status_code, inquiry.state, Move.objects.count()) == (200, "spam", 0)
    assert "Called back." in response.content.decode()
    assert not inquiry.notes.exists()


def test_state_is_no_field(client, ada):
    inquiry = InquiryFactory()

    save(client, inquiry, state=State.CLOSED)

    assert inquiry.state == State.NEW
    assert 'name="state"' not in client.get(address(inquiry)).content.decode()


def test_reason_without_a_move_is_not_lost_in_silence(client, ada):
    inquiry = InquiryFactory()

    response = save(client, inquiry, reason="Answered by mail")

    assert response.status_code == 200
    assert "press the button of the move" in Page(response).text
    assert 'value="Answered by mail"' in response.content.decode()


def test_reason_too_long_is_refused_with_the_reason_kept(client, ada):
    inquiry = InquiryFactory()

    response = save(client, inquiry, to=State.CLOSED, reason="r" * 201)

    assert (inquiry.state, response.status_code) == (State.NEW, 200)
    assert "r" * 201 in response.content.decode()


def test_usual_reasons_are_offered(client, ada):
    page = client.get(address(InquiryFactory())).content.decode()

    assert '<option value="Answered by telephone">' in page


def test_enter_in_a_field_saves_and_moves_nothing(client, ada):
    page = Page(client.get(address(InquiryFactory())))

    ours = (has for _, has in page.all if has.get("form") == "inquiry_form")
    assert next(has["name"] for has in ours if has["type"] == "submit") == "_save"


def test_button_asks_for_the_token(ada):
    inquiry, strict = InquiryFactory(), Client(enforce_csrf_checks=True)
    strict.force_login(ada)

    assert save(strict, inquiry, to=State.CLOSED).status_code == 403
    assert inquiry.state == State.NEW


def test_account_that_may_only_look_finds_no_button_and_moves_nothing(client):
    viewer, inquiry = StaffFactory(), InquiryFactory()
    viewer.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(viewer)

    page = client.get(address(inquiry))

    assert (page.status_code, buttons(page)) == (200, {})
    assert save(client, inquiry, to=State.CLOSED).status_code == 403
    assert "could not" not in Page(act(client, "close", inquiry)).text
    assert Inquiry.objects.get().state == State.NEW


def test_erased_inquiry_has_no_button_and_nothing_to_save(client, ada):
    inquiry = InquiryFactory()
    erase(inquiry)

    page = client.get(address(inquiry))

    assert buttons(page) == {}
    assert 'name="_save"' not in page.content.decode()
    assert "nothing more can be done about it" in Page(page).text


def test_move_leaves_a_line_in_the_history_without_the_reason(client, ada):
    save(client, InquiryFactory(), to=State.CLOSED, reason="Her telephone is 555")

    [line] = LogEntry.objects.all()
    assert (line.user, line.get_change_message()) == (ada, "Closed it.")


def test_saving_without_a_change_counts_for_no_act(client, ada):
    inquiry = InquiryFactory(owner=ada)

    save(client, inquiry)

    assert (inquiry.version, Change.objects.count()) == (0, 0)


def test_owner_is_chosen_from_active_accounts_that_may_change_inquiries(client, ada):
    may = Permission.objects.get(codename="change_inquiry")
    able, gone, owner = StaffFactory(), StaffFactory(is_active=False), StaffFactory()
    for account in (able, gone):
        account.user_permissions.add(may)
    StaffFactory()

    form = client.get(address(InquiryFactory(owner=owner))).context["adminform"].form

    assert set(form.fields["owner"].queryset) == {ada, able, owner}


def test_owner_chosen_by_hand_says_so(client, ada):
    inquiry = InquiryFactory(assigned_because="Rule 3")

    save(client, inquiry, owner=ada.pk)

    assert (inquiry.owner, inquiry.assigned_because) == (ada, "Given by ada.staff")


# the actions of the list


@pytest.mark.parametrize(
    ("action", "state"),
    [
        ("take_up", State.IN_PROGRESS),
        ("mark_as_answered", State.ANSWERED),
        ("close", State.CLOSED),
        ("mark_as_spam", State.SPAM),
    ],
)
def test_action_moves_the_chosen_and_leaves_the_others(client, ada, action, state):
    chosen, other = InquiryFactory.create_batch(2), InquiryFactory()

    response = act_for_sure(client, action, *chosen)

    assert f"2 are {state.label.lower()} now." in Page(response).text
    assert set(Inquiry.objects.filter(state=state)) == set(chosen)
    assert Move.objects.filter(after=state, by=ada).count() == LogEntry.objects.count() == 2
    other.refresh_from_db()
    assert other.state == State.NEW


def test_action_says_how_many_could_not_and_why(client, ada):
    inquiries = [InquiryFactory(state=state) for state in ("new", "closed", "spam", "spam")]

    text = " ".join(Page(act(client, "mark_as_answered", *inquiries)).text.split())

    assert (
        "2 are answered now. 2 could not be moved: It is spam, and cannot become answered from "
        "there (2)." in text
    )


@pytest.mark.parametrize(("action", "says"), [("close", "Close 2"), ("mark_as_spam", "Mark 2")])
def test_what_ends_the_work_is_asked_about_once_with_the_names(client, ada, action, says):
    going = [InquiryFactory(first_name=name, last_name="Example") for name in ("Ada", "Grace")]
    staying = InquiryFactory(state=State.CLOSED if action == "close" else State.SPAM)

    page = Page(act(client, action, *going, staying))

    assert says in page.text
    assert "Ada Example" in page.text
    assert "Grace Example" in page.text
    assert f"{staying} , Ada Example : It is {staying.state} already." in page.text
    assert Move.objects.count() == 0


def test_what_somebody_changed_after_the_question_stays_as_they_left_it(client, ada):
    seen, changed = InquiryFactory.create_batch(2)
    shown = act(client, "close", seen, changed).context["shown"]
    move(changed, State.IN_PROGRESS, by=StaffFactory())

    form = {"action": "close", "_selected_action": [seen.pk, changed.pk], "sure": "1"}
    page = client.post(LIST, form | {"shown": shown, "reason": "Asked twice"}, follow=True)

    assert "1 is closed now. 1 could not be moved: Somebody else" in Page(page).text
    assert Move.objects.get(after=State.CLOSED).reason == "Asked twice"
    assert Inquiry.objects.get(pk=changed.pk).state == State.IN_PROGRESS


def test_nothing_is_asked_when_nothing_could_be_moved(client, ada):
    text = Page(act(client, "close", InquiryFactory(state=State.SPAM))).text

    assert "Nothing was moved. 1 could not be moved: It is spam" in text


def test_answer_that_names_no_row_moves_none(client, ada):
    inquiry = InquiryFactory()
    form = {"action": "close", "_selected_action": inquiry.pk, "sure": "1"}

    client.post(LIST, form | {"shown": f"x:1 {inquiry.pk} :: 9"})

    assert Inquiry.objects.get().state == State.NEW


def test_action_keeps_who_answered_first(client, ada):
    inquiry = InquiryFactory()
    move(inquiry, State.ANSWERED, by=StaffFactory())
    before = Inquiry.objects.values().get()

    response = act(client, "mark_as_answered", inquiry)

    assert "Nothing was moved. 1 could not be moved" in Page(response).text
    assert Inquiry.objects.values().get() == before
