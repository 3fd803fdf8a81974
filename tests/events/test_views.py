from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Event
from events.views import EVENTS_PER_PAGE
from programs.models import Program
from tests.factories import EventFactory, ProgramFactory, SeriesFactory
from tests.reading import Page

pytestmark = pytest.mark.django_db
LIST = "/events/"
PAST = "/events/?when=past"
NOW = timezone.now()
DAY = timedelta(days=1)
NOT_PUBLIC = {
    "draft": {"state": Event.State.DRAFT},
    "scheduled": {"publish_at": NOW + DAY},
    "ended": {"publish_at": NOW - 2 * DAY, "unpublish_at": NOW - DAY},
}
hidden = pytest.mark.parametrize("values", NOT_PUBLIC.values(), ids=NOT_PUBLIC)


def event_links(response):
    """The events that a page leads to, each once, in order."""
    links = (link or "" for link in Page(response).links)
    pages = (link[len(LIST) : -1] for link in links if link.startswith(LIST) and link[-1] == "/")
    return list(dict.fromkeys(slug for slug in pages if slug))


@hidden
def test_event_that_is_not_public_is_neither_listed_nor_found(client, values):
    event = EventFactory(title="Not for You", slug="hidden", is_featured=True, **values)
    EventFactory(title="Past", starts_at=NOW - 9 * DAY, **values)
    other = EventFactory(series=SeriesFactory())
    Event.objects.filter(pk=event.pk).update(series=other.series)

    for address in (LIST, PAST, other.get_absolute_url(), "/"):
        assert "Not for You" not in client.get(address).content.decode()
    assert event_links(client.get(PAST)) == []
    assert client.get("/events/hidden/").status_code == 404


def test_upcoming_ones_stand_first_to_last_and_past_ones_backwards(client):
    for slug, days in (("b", 2), ("c", 3), ("a", 1), ("y", -2), ("x", -3), ("z", -1)):
        EventFactory(slug=slug, starts_at=NOW + days * DAY)

    assert event_links(client.get(LIST)) == ["a", "b", "c"]
    assert event_links(client.get(PAST)) == ["z", "y", "x"]


def test_event_leaves_the_upcoming_ones_when_it_ends(client, time_machine):
    start = datetime(2027, 1, 4, 14, tzinfo=UTC)
    EventFactory(slug="talk", starts_at=start, publish_at=NOW)

    for seconds, listed in ((0, ["talk"]), (3599, ["talk"]), (3600, [])):
        time_machine.move_to(start + timedelta(seconds=seconds), tick=False)
        assert event_links(client.get(LIST)) == listed


def test_list_says_when_where_and_of_what_series(client):
    EventFactory(
        title="Sleep",
        starts_at=datetime(2027, 1, 5, 23, tzinfo=UTC),
        place="Room 1",
        series=SeriesFactory(name="On Rest"),
    )

    page = Page(client.get(LIST))

    for said in (
        "Sleep",
        "Tuesday, January 5, 2027, 6 p.m. to 7 p.m.",
        "Eastern Time (New York)",
        "Talk · On Rest · Room 1",
    ):
        assert said in page.text


def test_featured_event_is_set_off_and_listed_once(client):
    EventFactory(slug="soon")
    EventFactory(slug="great", starts_at=NOW + 5 * DAY, is_featured=True)

    response = client.get(LIST)

    assert event_links(response) == ["great", "soon"]
    assert response.content.decode().count('href="/events/great/"') == 1


def test_featured_event_is_one_of_many_in_a_narrowed_list(client):
    EventFactory(slug="soon")
    EventFactory(slug="great", starts_at=NOW + 5 * DAY, is_featured=True)

    assert event_links(client.get(f"{LIST}?kind=talk")) == ["soon", "great"]


@pytest.fixture
def choice():
    """One event for each filter, each narrowed down to its own slug."""
    EventFactory(slug="of-a-series", series=SeriesFactory(slug="rest"))
    EventFactory(slug="of-a-kind", kind=Event.Kind.CONFERENCE)
    EventFactory(slug="of-a-program").programs.add(ProgramFactory(slug="bio"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("series=rest", ["of-a-series"]),
        ("kind=conference", ["of-a-kind"]),
        ("program=bio", ["of-a-program"]),
        ("kind=conference&series=rest", []),
    ],
)
def test_list_is_narrowed_without_javascript(client, choice, asked, found):
    response = client.get(f"{LIST}?{asked}")

    assert event_links(response) == found
    assert f"calendar.ics?{asked}" in response.content.decode().replace("&amp;", "&")


@pytest.mark.parametrize("name", ["kind", "series", "program", "page", "when"])
@pytest.mark.parametrize("value", ["none", "-1", "0", "1e999", "\0", "é<script>", "x" * 5000])
def test_nonsense_gives_the_list_as_it_is(client, choice, name, value):
    response = client.get(f"{LIST}?{name}={quote(value)}")

    assert response.status_code == 200
    assert len(event_links(response)) == 3
    assert "<script>" not in response.content.decode()


def test_retired_program_is_no_choice(client):
    ProgramFactory(slug="old", short_name="Old Subject", status=Program.Status.RETIRED)

    assert "Old Subject" not in Page(client.get(LIST)).text


def test_pages_lead_on_and_keep_what_was_chosen(client):
    for n in range(EVENTS_PER_PAGE + 1):
        EventFactory(slug=f"past-{n}", starts_at=NOW - (n + 1) * DAY)

    first = client.get(f"{PAST}&kind=talk")
    following = next(link for link in Page(first).links if "page=2" in link)
    second = client.get(following)

    assert len(event_links(first)) == EVENTS_PER_PAGE
    assert event_links(second) == [f"past-{EVENTS_PER_PAGE}"]
    assert "kind=talk" in following


def test_empty_calendar_says_how_to_hear_of_the_next_event(client):
    page = Page(client.get(LIST))

    assert "No events are planned at the moment." in page.text
    assert {"#subscribe", PAST} <= set(page.links)


@pytest.mark.parametrize("when", ["", "&when=past"])
def test_empty_choice_leads_back_to_all(client, when):
    page = Page(client.get(f"{LIST}?kind=conference{when}"))

    assert PAST in page.links if when else LIST in page.links
    assert "planned at the moment" in page.text or "No past event fits" in page.text


def test_list_tells_how_to_subscribe(client):
    page = Page(client.get(LIST))

    assert "http://testserver/events/calendar.ics" in page.links
    assert "webcal://testserver/events/calendar.ics" in page.links


def test_event_page_says_all_there_is(client):
    event = EventFactory(
        kind=Event.Kind.CONFERENCE,
        starts_at=datetime(2027, 1, 12, 4, 30, tzinfo=UTC),
        ends_at=datetime(2027, 1, 12, 5, 30, tzinfo=UTC),
        time_zone="Asia/Kolkata",
        place="Example Hall",
        online_url="https://example.org/join",
        audience="Students",
        description="<p>Long <strong>text</strong>.</p>",
        link_label="Register",
        link_url="https://example.org/register",
        series=SeriesFactory(name="On Rest"),
    )
    event.programs.add(ProgramFactory(short_name="Bioethics", slug="bioethics"))

    page = Page(client.get(event.get_absolute_url()))

    for said in (
        "Conference",
        "On Rest",
        "Tuesday, January 12, 2027 10 a.m. to 11 a.m. , India Standard Time (Kolkata)",
        "At the school: Monday, January 11, 2027, 11:30 p.m. to Tuesday, January 12, 2027, "
        "12:30 a.m., Eastern Time (New York)",
        "Example Hall",
        "Students",
        "Bioethics",
        "Long text",
        "Register",
    ):
        assert said in page.text
    links = {"https://example.org/join", "https://example.org/register", "/programs/bioethics/"}
    assert links | {f"/events/{event.slug}.ics"} <= set(page.links)
    assert page.headings[0] == event.title


def test_event_leads_to_the_brochure_of_its_programs_that_are_open(client):
    event = EventFactory()
    assert "brochure" not in " ".join(Page(client.get(event.get_absolute_url())).links)

    paused = ProgramFactory(slug="paused", status=Program.Status.PAUSED)
    event.programs.set([paused, ProgramFactory(slug="a"), ProgramFactory(slug="b")])

    links = Page(client.get(event.get_absolute_url())).links
    assert "/brochure/?program=a&program=b" in links


def test_event_without_a_series_leads_to_the_next_ones(client):
    event, other = EventFactory.create_batch(2)

    links = Page(client.get(event.get_absolute_url())).links

    assert other.get_absolute_url() in links
    assert "/events/#subscribe" in links


def test_links_to_other_sites_say_so(client):
    event = EventFactory(online_url="/programs/", link_url="/news/", link_label="News")
    assert "another site" not in Page(client.get(event.get_absolute_url())).text

    event.online_url = event.link_url = "https://example.org/"
    event.save()

    text = Page(client.get(event.get_absolute_url())).text
    assert text.count("(another site)") == 2


def test_event_of_several_days_says_from_when_until_when(client):
    start = datetime(2027, 1, 5, 14, tzinfo=UTC)
    event = EventFactory(starts_at=start, ends_at=start + 2 * DAY)

    text = Page(client.get(event.get_absolute_url())).text

    assert "January 5–7, 2027" in text
    assert "From Tuesday, January 5, 2027, 9 a.m. to Thursday, January 7, 2027, 9 a.m." in text


def test_times_carry_the_offset_of_the_events_zone(client):
    """The script reads it to see whether the visitor's clock shows another time."""
    start = datetime(2027, 1, 12, 4, 30, tzinfo=UTC)
    event = EventFactory(starts_at=start, time_zone="Asia/Kolkata")

    html = client.get(event.get_absolute_url()).content.decode()

    assert 'datetime="2027-01-12T10:00:00+05:30" data-starts' in html


def test_cancelled_event_says_so_everywhere(client):
    event = EventFactory(title="Sleep", is_cancelled=True, online_url="https://example.org/join")

    page = client.get(event.get_absolute_url())

    assert "<title>Cancelled: Sleep" in page.content.decode()
    assert "This event will not take place." in Page(page).text
    assert "https://example.org/join" not in Page(page).links
    assert "Cancelled: Sleep" in Page(client.get(LIST)).text


def test_past_event_says_so_and_offers_nothing_to_join(client):
    event = EventFactory(starts_at=NOW - 2 * DAY, online_url="https://example.org/join")

    page = Page(client.get(event.get_absolute_url()))

    assert "This event is over." in page.text
    assert "https://example.org/join" not in page.links


def test_event_leads_to_the_next_three_of_its_series(client):
    series = SeriesFactory()
    event = EventFactory(series=series, slug="this")
    for n in range(1, 5):
        EventFactory(series=series, slug=f"next-{n}", starts_at=NOW + (n + 1) * DAY)
    EventFactory(slug="other")

    assert event_links(client.get(event.get_absolute_url())) == ["next-1", "next-2", "next-3"]


def test_text_of_staff_is_shown_as_text(client):
    sly = "<i>Sly</i>"
    series = SeriesFactory(name=sly)
    event = EventFactory(title=sly, summary=sly, place=sly, audience=sly, series=series)
    EventFactory(title=sly, series=series, is_featured=True)

    for address in (LIST, event.get_absolute_url()):
        assert sly not in client.get(address).content.decode()


def test_preview_offers_no_calendar_file(client):
    from content.preview import link

    event = EventFactory(state=Event.State.DRAFT)

    response = client.get(link(event))

    assert response.status_code == 200
    assert f"/events/{event.slug}.ics" not in Page(response).links


def queries(client, address):
    client.get(address)  # reads what is kept until content changes
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", [LIST, PAST, f"{LIST}?series=rest&page=2", "/events/this/"])
def test_page_asks_as_little_of_many_events_as_of_one(client, address):
    series = SeriesFactory(slug="rest")
    EventFactory(slug="this", series=series, is_featured=True)
    EventFactory(series=series)
    EventFactory(starts_at=NOW - 9 * DAY, series=series)
    with_one = queries(client, address)

    for days in (3, -3):
        start = NOW + days * DAY
        many = EventFactory.build_batch(
            1000, series=series, starts_at=start, ends_at=start + DAY / 2
        )
        Event.objects.bulk_create(many)

    assert queries(client, address) == with_one <= 4
