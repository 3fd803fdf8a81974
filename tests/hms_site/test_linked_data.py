"""What the pages tell programs, in the words of schema.org; nothing that no row holds."""

import json
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from content import preview
from hms_site.machine import linked_data
from news.models import NewsItem
from pages.models import SocialLink
from tests.factories import (
    EventFactory,
    NewsItemFactory,
    PageFactory,
    ProgramFactory,
    SiteFactsFactory,
    StandardRuleFactory,
)

pytestmark = pytest.mark.django_db
OURS = "http://testserver"


class Blocks(HTMLParser):
    """The data blocks of a page, as a browser would find their ends."""

    def __init__(self, html):
        super().__init__()
        self.data, self.inside = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.inside = (tag, dict(attrs).get("type")) == ("script", "application/ld+json")
        self.data += [""] if self.inside else []

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.data[-1] += data


def graph(client, address):
    """What the page says, by @type."""
    response = client.get(address)
    assert response.status_code == 200
    things = []
    for block in Blocks(response.content.decode()).data:
        data = json.loads(block)
        assert data["@context"] == "https://schema.org"
        things += data["@graph"]
    return {thing["@type"]: thing for thing in things}


def about(client, row, kind):
    return graph(client, row.get_absolute_url())[kind]


def program_of(client, **values):
    program = ProgramFactory(degree_type=StandardRuleFactory().degree_type, **values)
    return about(client, program, "EducationalOccupationalProgram")


def test_home_says_which_school_it_is(client):
    SiteFactsFactory()
    SocialLink.objects.create(name="Example", url="https://example.org/school")

    things = graph(client, "/")

    school = things["CollegeOrUniversity"]
    assert school["name"] == things["WebSite"]["name"] == "Harvard Medical School"
    assert school["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 Example Street",
        "addressLocality": "Boston",
        "addressRegion": "MA",
        "postalCode": "02115",
        "addressCountry": "US",
    }
    assert (school["telephone"], school["foundingDate"]) == ("+1-617-555-0100", "1782")
    assert (school["url"], school["sameAs"]) == (f"{OURS}/", ["https://example.org/school"])


def test_program_says_what_it_is_and_asks_for(client):
    said = program_of(client, slug="bio", official_name="Master of Biology", summary="Of life.")

    assert (said["name"], said["description"]) == ("Master of Biology", "Of life.")
    assert said["url"] == f"{OURS}/programs/bio/"
    assert said["numberOfCredits"] == 36
    assert said["provider"]["name"] == "Harvard Medical School"
    assert said["educationalCredentialAwarded"]["name"].startswith("Master of Type")
    assert said["image"].startswith(f"{OURS}/cards/programs/bio/")


def test_program_leaves_out_what_nobody_has_filled_in(client):
    said = program_of(client)

    unknown = {"timeToComplete", "educationalProgramMode"}
    assert unknown.isdisjoint(said)


def test_program_without_a_rule_says_no_credits(client):
    said = about(client, ProgramFactory(), "EducationalOccupationalProgram")

    assert "numberOfCredits" not in said


def test_program_says_months_and_format_when_known(client):
    said = program_of(client, months=24, format="Full-time, on campus")

    assert said["timeToComplete"] == "P24M"
    assert said["educationalProgramMode"] == "Full-time, on campus"


def test_news_says_when_it_was_published_and_changed(client):
    item = NewsItemFactory(slug="brain", publish_at=datetime(2024, 2, 3, 17, tzinfo=UTC))
    NewsItem.objects.update(updated_at=datetime(2024, 7, 1, 16, tzinfo=UTC))

    said = about(client, item, "NewsArticle")

    assert said["headline"] == item.title
    assert said["datePublished"] == "2024-02-03T12:00:00-05:00"
    assert said["dateModified"] == "2024-07-01T12:00:00-04:00"
    assert said["mainEntityOfPage"] == f"{OURS}/news/brain/"
    assert said["image"][0].startswith(f"{OURS}/cards/news/brain/")
    assert said["publisher"]["@type"] == "CollegeOrUniversity"


def test_news_credits_nobody_unless_a_byline_does(client):
    assert "creditText" not in about(client, NewsItemFactory(), "NewsArticle")


def test_news_gives_its_byline_as_credit(client):
    """Who is a person and who an office, a line of text does not tell programs."""
    said = about(client, NewsItemFactory(authors="Ada Example and Bo Example"), "NewsArticle")

    assert said["creditText"] == "Ada Example and Bo Example"
    assert "author" not in said


def test_picture_of_news_stands_before_the_card(client):
    name = f"pictures/{'0' * 32}.jpg"
    NewsItemFactory()
    # the file is none of this test's business
    NewsItem.objects.update(image=name, image_alt="A brain", image_width=300, image_height=200)

    said = linked_data.described(NewsItem.objects.get(), f"{OURS}/news/x/", f"{OURS}/card.png")

    assert said[0]["image"] == [f"{OURS}/media/{name}", f"{OURS}/card.png"]


def event_of(client, **values):
    return about(client, EventFactory(**values), "Event")


def test_event_says_its_hours_where_it_takes_place(client):
    start = datetime(2027, 7, 5, 4, 30, tzinfo=UTC)

    said = event_of(client, starts_at=start, time_zone="Asia/Kolkata")

    assert said["startDate"] == "2027-07-05T10:00:00+05:30"
    assert said["endDate"] == "2027-07-05T11:00:00+05:30"


def test_event_without_hours_says_days(client):
    start = datetime(2027, 1, 5, 5, tzinfo=UTC)

    said = event_of(client, is_all_day=True, starts_at=start, ends_at=start + timedelta(days=2))

    assert (said["startDate"], said["endDate"]) == ("2027-01-05", "2027-01-06")


@pytest.mark.parametrize(
    ("is_cancelled", "status"), [(False, "EventScheduled"), (True, "EventCancelled")]
)
def test_event_says_whether_it_takes_place(client, is_cancelled, status):
    said = event_of(client, is_cancelled=is_cancelled)

    assert said["eventStatus"] == f"https://schema.org/{status}"
    assert said["organizer"]["name"] == "Harvard Medical School"


@pytest.mark.parametrize(
    ("place", "online_url", "mode", "kinds"),
    [
        ("Room 1", "", "OfflineEventAttendanceMode", ["Place"]),
        ("", "https://example.org/join", "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ("Room 1", "/join/", "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
    ],
)
def test_event_says_where_it_takes_place(client, place, online_url, mode, kinds):
    said = event_of(client, place=place, online_url=online_url)

    assert said["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert [location["@type"] for location in said["location"]] == kinds


def test_event_at_no_known_place_says_none(client):
    assert {"location", "eventAttendanceMode"}.isdisjoint(event_of(client))


def test_page_tells_the_trail_to_it(client):
    section = PageFactory(title="About & around", slug="about", menu="main")
    page = PageFactory(title="Offices", slug="offices", parent=section)

    trail = about(client, page, "BreadcrumbList")["itemListElement"]

    assert [(step["position"], step["name"]) for step in trail] == [
        (1, "Home"),
        (2, "About & around"),
        (3, "Offices"),
    ]
    assert [step.get("item") for step in trail] == [f"{OURS}/", f"{OURS}/about/", None]


def test_program_stands_at_the_end_of_the_trail(client):
    PageFactory(title="Degrees", slug="degrees", menu="main", leads_to_address="/programs/")
    program = ProgramFactory(official_name="Master of Law & Medicine")

    trail = about(client, program, "BreadcrumbList")["itemListElement"]

    assert [step["name"] for step in trail] == ["Home", "Degrees", "Master of Law & Medicine"]
    assert trail[1]["item"] == f"{OURS}/programs/"


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!-- <script>", "a & b"])
def test_no_title_ends_the_data_block(client, title):
    item = NewsItemFactory(title=title)

    html = client.get(item.get_absolute_url()).content.decode()

    assert "alert(1)</script>" not in html
    assert about(client, item, "NewsArticle")["headline"] == title


def test_preview_tells_programs_nothing(client):
    response = client.get(preview.link(NewsItemFactory(state="draft")))

    html = response.content.decode()
    assert response.status_code == 200
    assert "ld+json" not in html
    assert "og:" not in html
