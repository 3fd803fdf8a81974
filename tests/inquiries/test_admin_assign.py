"""Giving inquiries away: many from the list, one on its page, all of somebody who is away."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.utils import timezone

from hms_site.management.groups import make_groups
from inquiries.erasure import erase
from inquiries.models import Absence, Change, Inquiry
from tests.factories import (
    AbsenceFactory,
    DeskAccountFactory,
    InquiryFactory,
    StaffFactory,
    TeamFactory,
    TeamMemberFactory,
)
from tests.inquiries.desk import LIST, save
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
ABSENCES = "/admin/inquiries/absence/"
BEHIND = f"{ABSENCES}left-behind/"


@pytest.fixture
def clerk():
    make_groups()
    account = StaffFactory(username="clerk")
    account.groups.add(Group.objects.get(name="Inquiries desk"))
    return account


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


def assign(client, *inquiries, to=None, **more):
    form = {"action": "assign_to", "_selected_action": [one.pk for one in inquiries]}
    if to is not None:
        seen = [f"{one.pk}:{one.version}" for one in inquiries]
        form |= {"give": "1", "to": to, "seen": seen}
    return client.post(LIST, form | more, follow=True)


def owners(*inquiries):
    return [Inquiry.objects.get(pk=one.pk).owner for one in inquiries]


def test_page_says_how_many_and_offers_rules_teams_and_people(desk, clerk):
    away = AbsenceFactory(person__username="max").person
    TeamFactory(name="Admissions")

    text = Page(assign(desk, *InquiryFactory.create_batch(3))).text

    assert "Assign 3 inquiries" in text
    for offered in ("Whom the rules of ownership say", "Admissions, in turn", "clerk"):
        assert offered in text
    assert f"{away.username} (away until" in text
    assert not Change.objects.exists()


def test_inquiries_are_given_to_a_person(desk, clerk):
    officer = DeskAccountFactory(username="ada")
    inquiries = InquiryFactory.create_batch(2)

    response = assign(desk, *inquiries, to=f"person-{officer.pk}")

    assert owners(*inquiries) == [officer, officer]
    assert "2 inquiries were given: 2 to ada." in Page(response).text
    assert Inquiry.objects.first().assigned_because == "Given by clerk"
    assert set(LogEntry.objects.values_list("change_message", flat=True)) == {"Given to ada."}


def test_inquiries_are_shared_in_a_team(desk):
    team = TeamFactory()
    TeamMemberFactory.create_batch(2, team=team)

    assign(desk, *InquiryFactory.create_batch(4), to=f"team-{team.pk}")

    assert [member.owned_inquiries.count() for member in team.members.all()] == [2, 2]


def test_team_of_which_nobody_is_here_is_refused_with_a_sentence(desk):
    team = TeamFactory(name="Labs")
    AbsenceFactory(person=TeamMemberFactory(team=team).person)
    inquiry = InquiryFactory()

    response = assign(desk, inquiry, to=f"team-{team.pk}")

    assert "Nobody of Labs is here today. Choose another." in Page(response).text
    assert owners(inquiry) == [None]


def test_rules_may_decide_about_many(desk, clerk):
    inquiry = InquiryFactory()

    assign(desk, inquiry, to="rules")

    assert owners(inquiry) == [clerk]


@pytest.mark.parametrize("to", ["", "person-0", "team-x", "person-1; DROP"])
def test_receiver_that_is_none_is_asked_for_again(desk, to):
    inquiry = InquiryFactory()

    response = assign(desk, inquiry, to=to)

    assert "Assign 1 inquiry" in Page(response).text
    assert owners(inquiry) == [None]


def test_editor_cannot_be_given_an_inquiry(desk):
    inquiry = InquiryFactory()

    assign(desk, inquiry, to=f"person-{StaffFactory().pk}")

    assert owners(inquiry) == [None]


def test_what_somebody_changed_since_the_page_was_shown_stays(desk, clerk):
    mine, theirs = InquiryFactory.create_batch(2)
    Inquiry.objects.filter(pk=theirs.pk).update(version=3, owner=DeskAccountFactory())

    response = assign(desk, mine, theirs, to=f"person-{clerk.pk}")

    assert Inquiry.objects.get(pk=mine.pk).owner == clerk
    assert Inquiry.objects.get(pk=theirs.pk).owner != clerk
    assert f"so they stay as they are: {theirs.reference}." in Page(response).text


def test_spam_and_erased_ones_are_left_out_and_that_is_said(desk, clerk):
    spam, erased, real = InquiryFactory(state="spam"), InquiryFactory(), InquiryFactory()
    erase(erased)

    shown = assign(desk, spam, erased, real, to=None, **{"erased": "all"})
    assign(desk, spam, erased, real, to=f"person-{clerk.pk}")

    assert "Assign 1 inquiry" in Page(shown).text
    assert owners(spam, erased, real) == [None, None, clerk]


def test_spam_alone_is_nothing_to_assign(desk):
    response = assign(desk, InquiryFactory(state="spam"))

    assert "Nothing to assign" in Page(response).text


def test_view_only_account_assigns_nothing(client, clerk):
    viewer = StaffFactory()
    viewer.user_permissions.add(*clerk.groups.get().permissions.filter(codename="view_inquiry"))
    client.force_login(viewer)
    inquiry = InquiryFactory()

    assign(client, inquiry, to=f"person-{clerk.pk}")

    assert owners(inquiry) == [None]


def test_owner_chosen_on_its_page_is_noted(desk, clerk):
    officer = DeskAccountFactory()
    inquiry = InquiryFactory(owner=clerk)

    save(desk, inquiry, owner=officer.pk)

    assert (inquiry.owner, inquiry.assigned_because) == (officer, "Given by clerk")
    assert inquiry.changes.get().what == "Changed the owner."


def test_inquiry_without_an_owner_gets_one_by_the_rules(desk, clerk):
    inquiry = InquiryFactory(owner=clerk)

    response = save(desk, inquiry, owner="")

    assert inquiry.owner == clerk
    assert response.status_code == 302


def test_page_of_an_inquiry_says_why_it_is_theirs(desk, clerk):
    inquiry = InquiryFactory(owner=clerk, assigned_because="Rule 2: asked for Immunology")

    assert "Rule 2: asked for Immunology" in Page(desk.get(f"{LIST}{inquiry.pk}/change/")).text


def test_absence_of_somebody_who_owns_inquiries_offers_to_hand_them_on(desk, clerk):
    officer = DeskAccountFactory(username="ada")
    InquiryFactory.create_batch(2, owner=officer)
    today = timezone.localdate()

    days = {"first_day": today, "last_day": today}
    response = desk.post(f"{ABSENCES}add/", {"person": officer.pk, **days}, follow=True)

    page = Page(response)
    assert "Ada owns 2 open inquiries." in page.text
    hand_on = f"{ABSENCES}hand-on/{officer.pk}/"
    assert hand_on in [has.get("href") for _, has in page.all]
    assert Absence.history.get().history_user == clerk


def test_absence_that_ends_before_it_begins_is_refused(desk, clerk):
    days = {"first_day": "2026-12-02", "last_day": "2026-12-01"}

    response = desk.post(f"{ABSENCES}add/", {"person": clerk.pk, **days})

    assert "The last day is before the first one." in Page(response).text
    assert not Absence.objects.exists()


def test_page_lists_owners_who_are_not_here(desk, clerk):
    away = AbsenceFactory(person__username="max").person
    gone = DeskAccountFactory(username="lea", is_active=False)
    moved = StaffFactory(username="tom")
    for owner in (away, gone, gone, moved, clerk):
        InquiryFactory(owner=owner)
    InquiryFactory(owner=away, state="answered")

    rows = desk.get(BEHIND).context["rows"]

    assert (rows[0]["name"], rows[0]["number"]) == ("lea", 2)
    assert {row["name"]: row["why"].split(" until")[0] for row in rows} == {
        "lea": "deactivated",
        "max": "away",
        "tom": "may not change inquiries",
    }


def test_what_a_deactivated_account_owns_is_handed_on_by_the_rules(desk, clerk):
    gone = DeskAccountFactory(is_active=False)
    open_one = InquiryFactory(owner=gone)
    answered = InquiryFactory(owner=gone, state="answered")
    erased = InquiryFactory(owner=gone)
    erase(erased)

    desk.post(f"{ABSENCES}hand-on/{gone.pk}/", {"to": "rules"})

    assert owners(open_one, answered, erased) == [clerk, gone, gone]


def test_looking_at_the_page_hands_nothing_on(desk):
    gone = DeskAccountFactory(is_active=False)
    inquiry = InquiryFactory(owner=gone)

    text = Page(desk.get(f"{ABSENCES}hand-on/{gone.pk}/")).text

    assert inquiry.reference in text
    assert "Hand on 1 inquiry" in text
    assert owners(inquiry) == [gone]


def test_account_that_is_none_is_not_found(desk):
    assert desk.get(f"{ABSENCES}hand-on/99999/").status_code == 404


@pytest.mark.parametrize("page", [ABSENCES, BEHIND, f"{ABSENCES}hand-on/1/", f"{ABSENCES}add/"])
def test_editor_is_refused(client, page):
    make_groups()
    editor = StaffFactory(pk=1)
    editor.groups.add(Group.objects.get(name="Content editors"))
    client.force_login(editor)

    assert client.get(page).status_code == 403
    assert client.post(page, {"to": "rules"}).status_code in (403, 405)


def test_account_without_the_desk_cannot_be_entered_as_away(desk):
    person = User.objects.get(pk=StaffFactory().pk)

    desk.post(
        f"{ABSENCES}add/",
        {"person": person.pk, "first_day": "2026-12-01", "last_day": "2026-12-01"},
    )

    assert not Absence.objects.exists()


def test_account_that_is_deactivated_leads_to_what_it_owns(admin_client):
    officer = DeskAccountFactory(username="ada")
    page = f"/admin/auth/user/{officer.pk}/change/"
    form = {"username": "ada", "date_joined_0": "2026-11-01", "date_joined_1": "09:00"}

    response = admin_client.post(page, form | {"is_staff": "on"}, follow=True)

    hand_on = f"{ABSENCES}hand-on/{officer.pk}/"
    assert hand_on in [has.get("href") for _, has in Page(response).all]


def test_editor_cannot_be_chosen_as_owner_on_the_page_of_an_inquiry(desk, clerk):
    inquiry = InquiryFactory(owner=clerk)

    response = save(desk, inquiry, owner=StaffFactory().pk)

    assert response.status_code == 200
    assert inquiry.owner == clerk


def test_page_of_an_inquiry_keeps_an_owner_who_was_deactivated(desk):
    gone = DeskAccountFactory(is_active=False)
    inquiry = InquiryFactory(owner=gone)

    save(desk, inquiry, to="closed")

    assert (inquiry.owner, inquiry.state) == (gone, "closed")
