from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from events.models import Event
from tests.factories import EventFactory, SeriesFactory, StaffFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/events/event/"
ADD = f"{LIST}add/"


def event_form(**values):
    """What the browser sends for a talk in Boston, December 2, 2026, from 6 p.m. until 7:30."""
    form = {"title": "Sleep", "slug": "sleep", "kind": "talk", "summary": "In short."}
    form |= {"first_day": "2026-12-02", "start_time": "18:00", "last_day": "", "end_time": "19:30"}
    form |= {"time_zone": "America/New_York", "state": "published"}
    return form | {"publish_at_0": "2026-01-01", "publish_at_1": "09:00"} | values


def errors(response):
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def shown(response):
    """What the form's fields hold, by name."""
    form = response.context["adminform"].form
    names = ("first_day", "start_time", "last_day", "end_time", "time_zone")
    return [str(form[name].value()) for name in names]


@pytest.mark.parametrize(
    ("zone", "start", "end"),
    [
        ("America/New_York", datetime(2026, 12, 2, 23, tzinfo=UTC), 90),
        ("Asia/Kolkata", datetime(2026, 12, 2, 12, 30, tzinfo=UTC), 90),
        ("Pacific/Auckland", datetime(2026, 12, 2, 5, tzinfo=UTC), 90),
    ],
)
def test_hours_are_those_of_the_events_own_zone(admin_client, zone, start, end):
    admin_client.post(ADD, event_form(time_zone=zone))

    event = Event.objects.get()
    assert (event.starts_at, event.ends_at) == (start, start + timedelta(minutes=end))
    again = admin_client.get(f"{LIST}{event.pk}/change/")
    assert shown(again) == ["2026-12-02", "18:00:00", "2026-12-02", "19:30:00", zone]


def test_form_saved_as_it_was_shown_changes_nothing(admin_client):
    admin_client.post(ADD, event_form(time_zone="Asia/Kolkata"))
    event = Event.objects.get()

    admin_client.post(f"{LIST}{event.pk}/change/", event_form(time_zone="Asia/Kolkata"))

    again = Event.objects.get()
    assert (again.starts_at, again.sequence) == (event.starts_at, 0)


def test_another_zone_keeps_the_hours_and_moves_the_moment(admin_client):
    admin_client.post(ADD, event_form())
    event = Event.objects.get()

    change = f"{LIST}{event.pk}/change/"
    response = admin_client.post(change, event_form(time_zone="America/Chicago"), follow=True)

    assert Event.objects.get().starts_at == event.starts_at + timedelta(hours=1)
    said = response.content.decode().replace("\xa0", " ")
    assert "By the school’s clocks: Wednesday, December 2, 2026, 7 p.m. to 8:30 p.m.;" in said
    assert "it was: Wednesday, December 2, 2026, 6 p.m. to 7:30 p.m." in said


@pytest.mark.parametrize(
    "values",
    [
        {"start_time": "19:00", "end_time": "20:30"},
        {"time_zone": "America/Chicago", "start_time": "17:00", "end_time": "18:30"},
        {"time_zone": "America/Toronto"},
    ],
)
def test_moment_that_staff_set_or_left_needs_no_warning(admin_client, values):
    admin_client.post(ADD, event_form())
    change = f"{LIST}{Event.objects.get().pk}/change/"

    response = admin_client.post(change, event_form(**values), follow=True)

    assert "meant in another time zone" not in response.content.decode()


def test_whole_days_need_no_hours_and_the_last_day_is_the_last_day(admin_client):
    days = {"first_day": "2026-10-31", "last_day": "2026-11-02", "start_time": "", "end_time": ""}
    admin_client.post(ADD, event_form(is_all_day="on", **days))

    event = Event.objects.get()
    assert event.when.in_words == "October 31 – November 2, 2026"
    again = shown(admin_client.get(f"{LIST}{event.pk}/change/"))
    assert again[:4] == ["2026-10-31", "None", "2026-11-02", "None"]


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"end_time": "18:00"}, "end_time", "It would end before it starts"),
        ({"end_time": "17:59"}, "end_time", "It would end before it starts"),
        ({"last_day": "2026-12-01"}, "last_day", "It would end before it starts"),
        ({"last_day": "2026-12-01", "is_all_day": "on"}, "last_day", "It would end before"),
        ({"start_time": ""}, "start_time", "Write the hour, or tick"),
        ({"end_time": ""}, "end_time", "Write the hour, or tick"),
        ({"first_day": ""}, "first_day", "This field is required"),
        ({"first_day": "soon"}, "first_day", "Enter a valid date"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "“Mars/Olympus” is not a time zone"),
        ({"time_zone": ""}, "time_zone", "This field is required"),
        ({"slug": "calendar"}, "slug", "Choose another word"),
        ({"link_url": "https://example.org/"}, "link_label", "Say what the link leads to"),
        ({"link_label": "Join"}, "link_url", "Write where the link leads"),
        ({"link_url": "javascript:alert(1)"}, "link_url", "Write a place of this site"),
        ({"first_day": "9999-12-31", "is_all_day": "on"}, "first_day", "Check the year"),
        ({"first_day": "0001-01-01", "time_zone": "Asia/Tokyo"}, "first_day", "Check the year"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(admin_client, values, field, said):
    response = admin_client.post(ADD, event_form(**values))

    assert said in " ".join(errors(response)[field])
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        ("2027-03-14", "02:30", "There is no 02:30 on March 14, 2027"),
        ("2027-11-07", "01:30", "01:30 on November 7, 2027 comes twice"),
    ],
)
def test_hour_that_clocks_leave_out_or_show_twice_is_refused(admin_client, day, hour, said):
    response = admin_client.post(ADD, event_form(first_day=day, start_time=hour))

    assert said in errors(response)["start_time"][0]


@pytest.mark.parametrize("hour", ["01:59", "03:00"])
def test_hours_beside_the_change_of_clocks_are_taken(admin_client, hour):
    admin_client.post(ADD, event_form(first_day="2027-03-14", start_time=hour))

    assert f"{Event.objects.get().when.first:%H:%M}" == hour


def test_zone_that_is_no_longer_offered_is_kept(admin_client):
    event = EventFactory(time_zone="US/Eastern")

    response = admin_client.get(f"{LIST}{event.pk}/change/")

    assert '<option value="US/Eastern" selected>' in response.content.decode()


def test_often_used_zones_stand_first(admin_client):
    choices = admin_client.get(ADD).context["adminform"].form.fields["time_zone"].choices

    group, zones = next(iter(choices))
    assert group == "Often used"
    assert next(iter(zones))[0] == "America/New_York"


def test_list_says_when_in_the_events_own_zone(admin_client):
    start = datetime(2027, 1, 12, 4, 30, tzinfo=UTC)
    series = SeriesFactory(name="On Sleep")
    EventFactory(starts_at=start, time_zone="Asia/Kolkata", series=series, is_cancelled=True)

    page = admin_client.get(LIST).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "Jan 12, 2027, 10 a.m. (Kolkata)" in page
    assert "On Sleep" in page
    assert '<td class="field-marks">Cancelled</td>' in page


def listed(response):
    return [event.title for event in response.context["cl"].result_list]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("time=past", ["Past"]),
        ("time=upcoming", ["Next", "Draft"]),
        ("standing=draft", ["Draft"]),
        ("is_cancelled__exact=1", ["Past"]),
        ("q=next", ["Next"]),
    ],
)
def test_list_is_narrowed(admin_client, asked, found):
    EventFactory(title="Past", starts_at=timezone.now() - timedelta(days=9), is_cancelled=True)
    EventFactory(title="Next")
    EventFactory(title="Draft", state=Event.State.DRAFT)

    assert sorted(listed(admin_client.get(f"{LIST}?{asked}"))) == sorted(found)


def mark(client, *events):
    chosen = {"action": "mark_as_cancelled", "_selected_action": [event.pk for event in events]}
    return client.post(LIST, chosen, follow=True)


def test_events_are_marked_as_cancelled_and_calendars_told(admin_client):
    events = EventFactory.create_batch(2)
    off = EventFactory(is_cancelled=True)

    response = mark(admin_client, *events, off)

    assert "2 events marked as cancelled." in response.content.decode()
    for event in Event.objects.exclude(pk=off.pk):
        assert (event.is_cancelled, event.sequence) == (True, 1)
        assert event.history.first().history_user.username == "admin"
    assert Event.objects.get(pk=off.pk).sequence == 0


def test_who_may_only_look_cannot_cancel(client):
    staff = StaffFactory()
    staff.user_permissions.add(Permission.objects.get(codename="view_event"))
    client.force_login(staff)
    event = EventFactory()

    mark(client, event)

    assert not Event.objects.get().is_cancelled


def test_taking_an_event_down_says_what_calendars_will_do(admin_client):
    admin_client.post(ADD, event_form(first_day="2027-12-02"))
    change = f"{LIST}{Event.objects.get().pk}/change/"

    form = event_form(first_day="2027-12-02", state="draft")
    response = admin_client.post(change, form, follow=True)

    assert "Subscribed calendars drop it" in response.content.decode()


def test_renamed_event_is_found_under_its_old_address(admin_client, client):
    admin_client.post(ADD, event_form())
    change = f"{LIST}{Event.objects.get().pk}/change/"

    admin_client.post(change, event_form(slug="rest"))

    response = client.get("/events/sleep/")
    assert (response.status_code, response["Location"]) == (301, "/events/rest/")


def test_history_says_who_changed_what(admin_client):
    admin_client.post(ADD, event_form())
    event = Event.objects.get()
    admin_client.post(f"{LIST}{event.pk}/change/", event_form(title="Rest"))

    page = admin_client.get(f"{LIST}{event.pk}/history/").content.decode()

    for said in ("Sleep", "Rest", "admin"):
        assert said in page


def test_draft_has_a_preview_link_that_opens_it(admin_client, client):
    admin_client.post(ADD, event_form(state="draft"))
    event = Event.objects.get()

    page = admin_client.get(f"{LIST}{event.pk}/change/").content.decode()

    link = page.split('href="/events/sleep/?preview=')[1].split('"')[0]
    assert client.get(event.get_absolute_url()).status_code == 404
    assert client.get(f"/events/sleep/?preview={link}").status_code == 200
