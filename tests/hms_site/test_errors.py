"""The pages for what went wrong: words and a way on, in the school's look."""

import logging

import pytest
from django.db import OperationalError
from django.http import HttpResponseNotAllowed
from django.test import Client
from django.urls import path

from hms_site.middleware import MethodNotAllowedPage
from tests.reading import Page

pytestmark = pytest.mark.django_db
SECRET = "the password is 1782"


def broken(request):
    raise RuntimeError(SECRET)


def without_a_database(request):
    raise OperationalError(SECRET)


urlpatterns = [path("broken/", broken), path("away/", without_a_database)]


def is_our_page(response):
    """Whether it wears the site's look and leads home."""
    html = response.content.decode()
    return "css/site.css" in html and 'href="/"' in html and Page(response).headings != []


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/nowhere.php", "/%00/", "/%ff/", "/" + "x" * 9000 + "/"]
)
def test_unknown_address_gives_our_page(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert is_our_page(response)


@pytest.mark.errors_expected
@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "evil.example:x", "@"])
def test_unknown_host_gives_our_page_and_is_not_repeated(client, host, caplog):
    response = client.get("/", headers={"host": host})

    assert response.status_code == 400
    assert is_our_page(response)
    assert "evil.example" not in response.content.decode()
    assert {record.name for record in caplog.records if record.levelno >= logging.ERROR} == {
        "django.security.DisallowedHost"
    }


@pytest.mark.errors_expected
def test_too_many_fields_give_our_page(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2

    response = Client(enforce_csrf_checks=True).post("/brochure/", {"a": 1, "b": 2, "c": 3})

    assert response.status_code == 400
    assert is_our_page(response)


def test_post_without_a_token_gives_our_page():
    response = Client(enforce_csrf_checks=True).post("/admin/login/")

    assert response.status_code == 403
    assert is_our_page(response)


@pytest.mark.errors_expected
@pytest.mark.urls("tests.hms_site.test_errors")
def test_crash_gives_our_page_and_tells_nothing(client, caplog):
    client.raise_request_exception = False

    response = client.get("/broken/")

    assert response.status_code == 500
    assert is_our_page(response)
    assert SECRET not in response.content.decode()
    [crash] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert crash.getMessage() == "Internal Server Error: /broken/"


@pytest.mark.errors_expected
@pytest.mark.urls(__name__)
def test_page_without_a_database_asks_for_a_minute(client, caplog):
    response = client.get("/away/")

    assert response.status_code == 503
    assert is_our_page(response)
    assert response["Retry-After"] == "30"
    assert SECRET not in response.content.decode() + caplog.text


def test_own_text_of_a_405_is_left_alone(rf):
    answer = HttpResponseNotAllowed(["GET"], "Only GET, please.")

    response = MethodNotAllowedPage(lambda request: answer)(rf.post("/"))

    assert response is answer


@pytest.mark.parametrize("address", ["/programs/", "/nowhere/"])
def test_error_pages_carry_the_same_headers_as_others(client, address):
    usual, refused = client.get("/"), client.put(address)

    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
        assert sorted(refused[name].split("; ")) == sorted(usual[name].split("; "))


@pytest.mark.errors_expected
def test_refused_host_cannot_be_framed_either(client):
    response = client.get("/", headers={"host": "evil.example"})

    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_unknown_address_offers_search_and_the_main_entrances(client):
    response = client.get("/nowhere/")

    assert 'id="search-words"' in response.content.decode()
    assert {"/programs/", "/news/", "/events/", "/brochure/"} <= set(Page(response).links)
