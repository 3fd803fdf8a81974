"""What is kept, for whom, for how long, and what happens when it cannot be drawn anew."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import OperationalError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client

from content import preview, stamp
from hms_site.page_cache.figures import figures
from tests.factories import (
    EventFactory,
    NewsItemFactory,
    ProgramFactory,
    SiteFactsFactory,
    StaffFactory,
    StandardRuleFactory,
)

from .conftest import TEXT, was

pytestmark = pytest.mark.django_db
AWAY = pytest.mark.errors_expected  # Django logs what failed
NEW_YEAR = datetime(2190, 1, 1, 5, tzinfo=UTC)  # midnight in Boston
SECOND = timedelta(seconds=1)


def refuse(*args):
    raise OperationalError("the database is away")


@pytest.fixture
def visitor():
    """Sees a 500 as a visitor would, not as an exception."""
    return Client(raise_request_exception=False)


def test_second_visitor_costs_no_query(django_assert_num_queries):
    NewsItemFactory(slug="brain")
    first = Client().get("/news/brain/")

    with django_assert_num_queries(0):
        second = Client().get("/news/brain/")

    assert (was(first), was(second)) == ("fwd=miss; stored", "hit")
    assert first.content == second.content


def test_drawn_page_is_counted_under_its_view_and_a_kept_one_under_none(client):
    drawn, kept = (client.get("/programs/").wsgi_request for _ in range(2))

    assert drawn.resolver_match.view_name == "programs:list"
    assert kept.resolver_match is None


def test_all_headers_of_the_drawn_page_are_kept(client, settings):
    client.get("/")
    kept = dict(client.get("/").headers)
    settings.PAGE_CACHE = False
    drawn = dict(Client().get("/").headers)

    assert kept.pop("X-Request-ID") != drawn.pop("X-Request-ID")  # each request has its own
    own = {"Cache-Control", "Cache-Status", "ETag", "Vary"}
    assert {name: value for name, value in kept.items() if name not in own} == drawn
    assert "Content-Security-Policy" in kept


def test_https_and_its_headers_are_kept_apart(settings, client):
    settings.SECURE_HSTS_SECONDS = 100
    client.get("/")

    secure = [client.get("/", secure=True) for _ in range(2)]

    assert [was(response) for response in secure] == ["fwd=miss; stored", "hit"]
    assert secure[1]["Strict-Transport-Security"] == "max-age=100"
    assert "Strict-Transport-Security" not in client.get("/")


def test_an_edit_is_public_as_soon_as_the_stamp_is_read(client, settings):
    item = NewsItemFactory(slug="brain", title="Before")
    client.get("/news/brain/")
    item.title = "Afterwards"
    item.save()
    assert b"Before" in client.get("/news/brain/").content

    settings.CONTENT_STAMP_SECONDS = 0

    assert b"Afterwards" in client.get("/news/brain/").content


def test_coming_event_leaves_the_pages_in_the_second_it_ends(client):
    event = EventFactory(title="A talk", starts_at=NEW_YEAR, ends_at=NEW_YEAR + timedelta(hours=1))
    seen = []
    for moment in (event.ends_at - 2 * SECOND, event.ends_at - SECOND, event.ends_at):
        with time_machine.travel(moment, tick=False):
            home = client.get("/")
            seen.append((was(home) == "hit", b"A talk" in home.content))
            assert (b"A talk" in client.get("/events/").content) is (moment < event.ends_at)

    assert seen == [(False, True), (True, True), (False, False)]


def test_year_in_the_footer_turns_at_midnight(client):
    SiteFactsFactory()
    seen = []
    for moment in (NEW_YEAR - SECOND, NEW_YEAR):
        with time_machine.travel(moment, tick=False):
            seen.append([f"© {year}".encode() in client.get("/").content for year in (2189, 2190)])

    assert seen == [[True, False], [False, True]]


def test_preview_is_never_kept_and_never_given_to_others(client):
    draft = NewsItemFactory(slug="draft", title="Not yet", state="draft")

    shown = client.get(preview.link(draft))

    assert b"Not yet" in shown.content
    assert (shown["Cache-Control"], was(shown)) == ("private, no-store", "")
    assert client.get("/news/draft/").status_code == 404


def test_preview_parameter_in_disguise_opens_nothing(client):
    draft = NewsItemFactory(slug="draft", title="Not yet", state="draft")
    disguised = preview.link(draft).replace("?preview=", "?pr%65view=")

    assert client.get(disguised).status_code == 404


def test_staff_get_pages_of_their_own_that_nobody_keeps(client):
    client.get("/")
    client.force_login(StaffFactory())

    page = client.get("/")

    assert (was(page), page["Cache-Control"]) == ("", "private, no-store")


@pytest.mark.parametrize(
    ("method", "headers"),
    [("POST", {}), ("GET", {"authorization": "Basic eA=="}), ("GET", {"cookie": "messages=x"})],
)
def test_request_of_somebody_is_passed_on(asking, method, headers):
    ask = asking()
    ask()

    assert was(ask(method=method, **headers)) == ""


def test_cookies_that_mean_nothing_to_a_page_do_not_matter(asking):
    ask = asking()
    ask(cookie="csrftoken=x; other=y")

    assert was(ask(cookie="other=z")) == "hit"


def with_header(name, value, **kwargs):
    return lambda request: HttpResponse(TEXT, headers={name: value}, **kwargs)


def with_cookie(request):
    response = HttpResponse(TEXT)
    response.set_cookie("seen", "1")
    return response


def with_token(request):
    return HttpResponse(TEXT + get_token(request))


def with_a_draft(request):
    request.preview = object()
    return HttpResponse(TEXT)


@pytest.mark.parametrize(
    "view",
    [
        with_cookie,
        with_token,
        with_a_draft,
        with_header("Cache-Control", "private"),
        with_header("Cache-Control", "no-store, max-age=0"),
        with_header("Cache-Control", "public, no-cache"),
        with_header("Vary", "Cookie"),
        with_header("Content-Security-Policy", "script-src 'nonce-abc'"),
        with_header("Content-Encoding", "gzip"),
        with_header("X-Any", "1", status=404),
        with_header("Location", "/", status=302),
        lambda request: StreamingHttpResponse([TEXT]),
    ],
)
def test_answer_for_one_is_not_kept(asking, view):
    ask = asking(view)

    assert [was(ask()) for _ in range(2)] == ["", ""]
    assert figures()["pages"] == 0


@pytest.mark.parametrize("view", [with_cookie, with_token, with_header("Vary", "Cookie")])
def test_answer_for_one_is_marked_private(asking, view):
    assert asking(view)()["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "path",
    ["/admin/login/", "/accounts/login/", "/brochure/", "/healthz/live", "/metrics", "/search/?q=a",
     "/static/css/site.css", "/media/pictures/x.jpg", "/styleguide/", "/nothing.html"],
)  # fmt: skip
def test_what_is_not_a_public_page_never_enters(asking, path):
    ask = asking()

    assert [was(ask(path)) for _ in range(2)] == ["", ""]


def test_page_of_a_retired_program_is_kept(client):
    rule = StandardRuleFactory()
    ProgramFactory(slug="old", status="retired", degree_type=rule.degree_type)

    answers = [client.get("/programs/old/") for _ in range(2)]

    assert [(each.status_code, was(each)) for each in answers] == [
        (410, "fwd=miss; stored"),
        (410, "hit"),
    ]


@AWAY
def test_database_away_gives_the_last_good_page_and_says_so(visitor):
    NewsItemFactory(slug="brain", title="How the Brain Decides")
    with time_machine.travel(NEW_YEAR, tick=False):
        good = visitor.get("/news/brain/")
    with (
        time_machine.travel(NEW_YEAR + timedelta(days=1), tick=False),
        connection.execute_wrapper(refuse),
    ):
        last = visitor.get("/news/brain/")
        never_seen = visitor.get("/news/")

    assert (last.status_code, last.content) == (200, good.content)
    assert (was(last), last["Age"]) == ("hit; ttl=-86400; detail=database-away", "86400")
    assert never_seen.status_code == 503


@AWAY
def test_page_is_drawn_anew_once_the_database_is_back(visitor, settings, monkeypatch):
    settings.CONTENT_STAMP_SECONDS = 0
    monkeypatch.setattr("hms_site.page_cache.middleware.SECONDS_AWAY", 0)
    item = NewsItemFactory(slug="brain", title="Before")
    visitor.get("/news/brain/")
    with connection.execute_wrapper(refuse):
        assert "database-away" in was(visitor.get("/news/brain/"))
    item.title = "Afterwards"
    item.save()

    assert b"Afterwards" in visitor.get("/news/brain/").content


@AWAY
def test_new_process_without_a_database_has_what_others_shared(visitor, settings, monkeypatch):
    memory = settings.CACHES["pages"] | {"LOCATION": "shared"}
    settings.CACHES = settings.CACHES | {"shared_pages": memory}
    good = visitor.get("/programs/")
    caches["pages"].clear()
    monkeypatch.setattr(stamp, "_reading", None)

    with connection.execute_wrapper(refuse):
        last = Client(raise_request_exception=False).get("/programs/")

    caches["shared_pages"].clear()
    assert last.content == good.content
    assert "database-away" in was(last)


def test_page_is_drawn_once_however_many_ask_at_once(asking):
    drawn = []

    def slow(request):
        drawn.append(request)
        time.sleep(0.05)
        return HttpResponse(TEXT)

    ask, answers = asking(slow), []
    threads = [threading.Thread(target=lambda: answers.append(ask())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(drawn) == 1
    assert {answer.content for answer in answers} == {TEXT.encode()}


def test_figures_count_what_was_done(asking):
    before, ask = figures(), asking()

    ask()
    page = ask()
    ask("/admin/")

    after = figures()
    grown = {name: after[name] - before[name] for name in ("hits", "misses", "stale", "bypass")}
    assert grown == {"hits": 1, "misses": 1, "stale": 0, "bypass": 1}
    assert after["bytes"] - before["bytes"] == len(page.content)
    assert after["pages"] == 1
    assert after["bytes_held"] > len(page.content) / 10


def test_switched_off_it_is_not_there(settings, client):
    settings.PAGE_CACHE = False

    assert [was(client.get("/")) for _ in range(2)] == ["", ""]
