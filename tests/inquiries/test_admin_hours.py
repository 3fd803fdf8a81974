"""Office hours and holidays on the desk: what they move is said."""

import pytest
from django.contrib.auth.models import Group

from hms_site.management.groups import make_groups
from inquiries import clock
from inquiries.models import DeskSettings, Holiday, OfficeHours
from tests.factories import InquiryFactory, StaffFactory, TeamFactory
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
HOURS = "/admin/inquiries/officehours/"
HOLIDAYS = "/admin/inquiries/holiday/"
SETTINGS = "/admin/inquiries/desksettings/1/change/"
MONDAY = {"weekday": 0, "opens": "09:00", "closes": "17:00"}


@pytest.fixture
def boss(client):
    make_groups()
    account = StaffFactory()
    account.groups.add(Group.objects.get(name="Administrators"))
    client.force_login(account)
    return client


@pytest.fixture
def waiting():
    inquiry = InquiryFactory()
    clock.settle(inquiry)
    return inquiry


def test_new_hours_move_what_waits_and_say_how_many(boss, waiting):
    response = boss.post(f"{HOURS}add/", MONDAY, follow=True)

    assert "1 inquiry has a new due time." in Page(response).text
    before, waiting.due_at = waiting.due_at, None
    waiting.refresh_from_db()
    assert waiting.due_at not in (before, None)


def test_deleted_hours_move_what_waits(boss, waiting):
    boss.post(f"{HOURS}add/", MONDAY)

    chosen = [OfficeHours.objects.get().pk]
    form = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    response = boss.post(HOURS, form, follow=True)

    assert "1 inquiry has a new due time." in Page(response).text


def test_settings_move_what_waits(boss, waiting):
    DeskSettings.objects.create(pk=1)
    form = {"answer_within": 5, "unit": "hours", "default_team": "", "shows_promise": "on"}

    response = boss.post(SETTINGS, form, follow=True)

    assert "1 inquiry has a new due time." in Page(response).text
    waiting.refresh_from_db()
    assert (waiting.due_at - waiting.waiting_since).total_seconds() == 5 * 3600


def test_holiday_that_moves_nothing_says_nothing(boss):
    form = {"day": "2026-11-26", "name": "Thanksgiving Day"}

    response = boss.post(f"{HOLIDAYS}add/", form, follow=True)

    assert "new due time" not in Page(response).text
    assert Holiday.history.get().history_user is not None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (MONDAY | {"closes": "08:00"}, "The office closes before it opens."),
        (MONDAY | {"opens": "12:00", "closes": "20:00"}, "These hours overlap with Monday, 09:00"),
        (MONDAY | {"closes": ""}, "This field is required."),
    ],
)
def test_hours_that_cannot_be_are_refused_with_a_sentence(boss, wrong, said):
    boss.post(f"{HOURS}add/", MONDAY)

    assert said in Page(boss.post(f"{HOURS}add/", wrong)).text
    assert OfficeHours.objects.count() == 1


def test_default_team_must_have_members(boss):
    DeskSettings.objects.create(pk=1)
    form = {"answer_within": 2, "unit": "days", "default_team": TeamFactory(name="Empty").pk}

    assert "Empty has no members yet." in Page(boss.post(SETTINGS, form)).text


@pytest.mark.parametrize("number", ["0", "201", "-1", "x"])
def test_time_for_an_answer_is_a_sensible_number(boss, number):
    DeskSettings.objects.create(pk=1)
    form = {"answer_within": number, "unit": "days", "default_team": ""}

    assert boss.post(SETTINGS, form).status_code == 200
    assert DeskSettings.objects.get().answer_within == 2


def test_desk_reads_hours_and_changes_none(client):
    make_groups()
    account = StaffFactory()
    account.groups.add(Group.objects.get(name="Inquiries desk"))
    client.force_login(account)
    DeskSettings.objects.create(pk=1)

    for page in (HOURS, HOLIDAYS, SETTINGS):
        assert client.get(page).status_code == 200
    for page in (f"{HOURS}add/", f"{HOLIDAYS}add/", SETTINGS):
        assert client.post(page, MONDAY).status_code == 403
