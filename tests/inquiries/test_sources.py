"""Where a visitor came from: cleaned, named, kept through the form, and no answer."""

from urllib.parse import urlencode

import pytest

from inquiries.holdings import holdings
from inquiries.models import Inquiry
from inquiries.sources import LONGEST, Source, clean, named, source_of
from tests.inquiries.pages import BROCHURE, Page, send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "personal",
    [
        "ada@example.org",
        "ada%40example.org",
        "ada%2540example.org",
        "ada＠example.org",
        "ada (at) example.org",
        "617-555-0100",
        "+1 (617) 555 0100",
        "12345678",
        "0123456789abcdef",
        "2f1b7a04-5c1d",
    ],
)
def test_what_may_name_a_person_is_dropped(personal):
    assert clean(f"spring {personal}") == ""


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Spring-2027_open.day", "spring-2027_open.day"),
        ("2026-11-25", "2026-11-25"),
        ("  Open \t Day\n", "open day"),
        ("<script>alert(1)</script>", "script alert 1 script"),
        ("=cmd|' /C calc'!A0", "cmd c calc a0"),
        ("学校", "学校"),
        ("z" * 500, "z" * LONGEST),
        ("\0", ""),
    ],
)
def test_words_are_bounded_and_cleaned(said, kept):
    assert clean(said) == kept


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("google.com", ("google", "search")),
        ("news.google.co.uk", ("google", "search")),
        ("mail.google.com", ("gmail", "email")),
        ("cn.bing.com", ("bing", "search")),
        ("lnkd.in", ("linkedin", "social")),
        ("com.linkedin.android", ("linkedin", "social")),
        ("m.weibo.cn", ("weibo", "social")),
        ("google.example.org", ("google.example.org", "referral")),
        ("gsas.harvard.edu", ("gsas.harvard.edu", "referral")),
    ],
)
def test_known_hosts_have_their_plain_names(host, name):
    assert named(host) == name


@pytest.mark.parametrize(
    ("came_by", "source"),
    [
        ("", Source("direct")),
        ("utm_source=Newsletter&utm_medium=Email", Source("newsletter", "email")),
        ("utm_source=google.com&utm_campaign=fair", Source("google", "", "fair")),
        ("utm_source=ada@example.org&utm_medium=email", Source("direct", "email")),
        ("utm_campaign=fair&referrer=https://www.google.com", Source("google", "search", "fair")),
        ("referrer=https://www.example.org:8000/ada?q=1", Source("example.org", "referral")),
        ("referrer=http://[broken", Source("direct")),
        ("%ff=%00&&==", Source("direct")),
        ("&" * 5000, Source("direct")),
    ],
)
def test_link_counts_before_the_site_that_led_here(came_by, source):
    assert source_of(came_by) == source


def stored(client, answers, **more):
    send(client, {**answers, **more})
    return Inquiry.objects.values_list("source", "medium", "campaign").get()


def test_source_goes_with_the_form(client, answers):
    page = Page(client.get(f"{BROCHURE}?utm_source=Fair&utm_campaign=Boston+2026"))
    [came_by] = page.would_send()["came_by"]

    assert stored(client, answers, came_by=came_by) == ("fair", "", "boston 2026")


def test_without_script_the_site_before_the_form_counts(client, answers):
    page = Page(client.get(BROCHURE, headers={"referer": "https://www.bing.com/"}))

    [came_by] = page.would_send()["came_by"]
    assert stored(client, answers, came_by=came_by) == ("bing", "search", "")


def test_without_script_the_landing_page_before_the_form_counts(client):
    landing = "http://testserver/programs/immunology/?utm_source=newsletter"

    page = Page(client.get(BROCHURE, headers={"referer": landing}))

    assert page.would_send()["came_by"] == [urlencode({"utm_source": "newsletter"})]


def test_own_pages_are_no_source(client, answers):
    page = Page(client.get(BROCHURE, headers={"referer": "http://testserver/programs/"}))

    assert page.would_send()["came_by"] == [""]
    assert stored(client, answers) == ("direct", "", "")


def test_form_shows_back_nothing_personal(client):
    response = client.get(f"{BROCHURE}?utm_source=ada@example.org&utm_medium=<b>mail")

    assert b"ada@" not in response.content
    assert Page(response).would_send()["came_by"] == [urlencode({"utm_medium": "b mail"})]


def test_refused_form_keeps_the_source(client, answers):
    response = send(client, {**answers, "email": "", "came_by": "utm_source=fair"})

    assert Page(response).would_send()["came_by"] == ["utm_source=fair"]


def test_same_answers_by_another_way_are_the_same_inquiry(client, answers):
    send(client, {**answers, "came_by": "utm_source=fair"})

    assert stored(client, answers, came_by="utm_source=newsletter")[0] == "fair"


def test_person_reads_how_they_came(client, answers):
    stored(client, answers, came_by="utm_source=fair&utm_medium=print")

    held = holdings(Inquiry.objects.get(), by_mail=False)
    assert held["how_they_came"] == {"source": "fair", "medium": "print", "campaign": ""}
    assert held["brochure_opened_at"] is None
