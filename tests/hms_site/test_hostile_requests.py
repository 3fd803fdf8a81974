"""Requests that no browser makes, through the application that the web server runs."""

import io
from contextlib import contextmanager

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from hms_site.wsgi import application

pytestmark = pytest.mark.django_db


@contextmanager
def connection_kept():
    """As Django's own test client does it: a request must not end the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def ask(method, path, body=b"", **environ):
    """The status that the WSGI application gives, and what it left unread of the body."""
    stream = io.BytesIO(body)
    asked = RequestFactory().generic(method, path, body).environ
    asked |= environ | {"wsgi.input": stream}
    statuses = []
    with connection_kept():
        response = application(asked, lambda status, headers: statuses.append(status))
        response.close()
    return statuses[0], len(body) - stream.tell()


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "zlib", "rot13", "idna", "nope"])
def test_codec_that_the_client_names_is_not_used(charset):
    status, _ = ask(
        "POST",
        "/brochure/?page=%41",
        b"first_name=\\ud800" + b"x" * 1000,
        CONTENT_TYPE=f"application/x-www-form-urlencoded; charset={charset}",
    )

    assert status.startswith("403 ")  # for want of a CSRF token, like any other post


def test_query_is_read_as_utf_8_whatever_the_client_says():
    environ = RequestFactory().get("/?q=%C3%A9").environ

    request = application.request_class(environ | {"CONTENT_TYPE": "text/plain; charset=zlib"})

    assert isinstance(request, WSGIRequest)
    assert request.GET["q"] == "é"


@pytest.mark.errors_expected  # Django reports what it refuses
def test_upload_over_the_limit_is_refused_unread():
    body = b"x" * 3_000_000

    status, unread = ask("POST", "/brochure/", body, CONTENT_TYPE="multipart/form-data; boundary=x")

    assert status == "400 Bad Request"
    assert unread == len(body)


@pytest.mark.errors_expected
@pytest.mark.parametrize("length", ["many", "-1", "1e9"])
def test_length_that_is_no_number_is_refused(length):
    status, _ = ask("POST", "/brochure/", b"x", CONTENT_LENGTH=length)

    assert status == "400 Bad Request"
