"""What holds on every public page: anyone may read it, it leaves no cookie, its cost stays."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Series
from news.models import NewsItem
from programs.models import Program
from tests.factories import (
    EventFactory,
    NewsItemFactory,
    ProgramFactory,
    SeriesFactory,
    StandardRuleFactory,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db
PAGES = ["/", "/programs/", "/programs/immunology/", "/news/", "/news/brain/"]
PAGES += ["/events/", "/events/?when=past", "/events/sleep/"]
MISSING = ["/nowhere/", "/programs/nothing/", "/news/nothing/", "/events/nothing/"]
every_page = pytest.mark.parametrize("address", PAGES)
MOST_QUERIES = 4
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.fixture(autouse=True)
def content():
    """A site with one of each, which every address of PAGES leads to."""
    rule = StandardRuleFactory()
    ProgramFactory(degree_type=rule.degree_type, slug="immunology", short_name="Immunology")
    NewsItemFactory(slug="brain", title="How the Brain Decides")
    series = SeriesFactory()
    EventFactory(slug="sleep", series=series)
    EventFactory(slug="over", series=series, starts_at=timezone.now() - timedelta(days=9))


def grow(number):
    """More of everything, until `number` of each is there; ten degree types at most."""
    kinds = [StandardRuleFactory().degree_type for _ in range(min(number, 10) - 1)]
    programs = [ProgramFactory.build(degree_type=kinds[n % len(kinds)]) for n in range(number - 1)]
    Program.objects.bulk_create(programs)
    NewsItem.objects.bulk_create(NewsItemFactory.build_batch(number - 1))
    series, past = Series.objects.get(), timezone.now() - timedelta(days=9)
    Event.objects.bulk_create(
        EventFactory.build_batch(number, series=series)
        + EventFactory.build_batch(number, series=series, starts_at=past)
    )


def queries_of(address):
    Client().get(address)  # reads what is kept until content changes
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    return len(queries)


@every_page
@pytest.mark.parametrize("rows", [3, 300])
def test_page_asks_as_many_queries_for_many_rows_as_for_one(address, rows):
    with_one = queries_of(address)
    grow(rows)

    assert queries_of(address) == with_one <= MOST_QUERIES


@every_page
def test_anonymous_page_sets_no_cookie_and_starts_no_session(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert not client.cookies


@pytest.mark.parametrize("address", MISSING)
def test_missing_page_sets_no_cookie(client, address):
    assert not client.get(address).cookies


@every_page
def test_head_is_answered_like_get_without_a_body(client, address):
    got, head = client.get(address), client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == got["Content-Type"]


@every_page
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_wrong_method_is_refused_with_a_page(client, address, method):
    response = getattr(client, method)(address)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert Page(response).headings
    assert f'href="{reverse("home")}"' in response.content.decode()


@every_page
def test_page_leads_to_programs_news_and_the_form(client, address):
    html = client.get(address).content.decode()

    for name in ("home", "programs:list", "news:list", "inquiries:brochure"):
        assert f'href="{reverse(name)}"' in html


@pytest.mark.parametrize("address", [*PAGES, *MISSING])
def test_page_has_neither_inline_script_nor_style(client, address):
    """The policy forbids both; the browser would drop them in silence."""
    html = client.get(address).content.decode()

    assert "<style" not in html
    assert " style=" not in html
    # what linked data stands in is read by programs and run by nobody
    from_files, data = html.count("<script src="), html.count('<script type="application/ld+json">')
    assert html.count("<script") == from_files + data


def policy(response):
    """The Content-Security-Policy, as the browser takes it apart."""
    directives = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: " ".join(sources) for name, *sources in directives}


every_answer = pytest.mark.parametrize(
    "address", [*PAGES, *MISSING, "/programs", "/admin/", "/admin/login/"]
)


@every_answer
def test_response_carries_the_whole_policy(client, address):
    """django-csp drops a directive that it does not know in silence."""
    assert policy(client.get(address)) == POLICY


@every_answer
def test_response_carries_the_security_headers(client, address):
    response = client.get(address)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_home_shows_programs_credits_and_the_three_newest_news(client):
    for day in range(1, 5):
        NewsItemFactory(slug=f"day-{day}", publish_at=f"2024-02-0{day}T12:00:00Z")
    NewsItem.objects.filter(slug="brain").delete()

    page = Page(client.get("/"))

    assert "Immunology" in page.text
    assert "36 credits" in page.text
    assert "/programs/immunology/" in page.links
    news = [link for link in page.links if link.startswith("/news/day-")]
    assert list(dict.fromkeys(news)) == ["/news/day-4/", "/news/day-3/", "/news/day-2/"]


def test_home_hides_retired_programs(client):
    Program.objects.update(status=Program.Status.RETIRED)

    assert "Immunology" not in Page(client.get("/")).text


def test_home_of_an_empty_site_is_a_page(client):
    Program.objects.all().delete()
    NewsItem.objects.all().delete()

    response = client.get("/")

    assert response.status_code == 200
    assert reverse("inquiries:brochure") in Page(response).links
