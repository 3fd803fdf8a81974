"""What guards the site as a whole; tests/journeys/test_headers.py asks a served one."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import path
from django.utils.dateparse import parse_datetime

from hms_site.headers import PERMISSIONS
from tests.factories import SiteFactsFactory, StaffFactory
from tests.hms_site.test_settings import ROOT

pytestmark = pytest.mark.django_db
DOC = ROOT / "docs/security.md"


def broken(request):
    raise RuntimeError


urlpatterns = [path("broken/", broken)]


@pytest.mark.errors_expected
@pytest.mark.urls("tests.hms_site.test_security")
def test_crash_has_the_headers_of_every_answer(client):
    client.raise_request_exception = False

    response = client.get("/broken/")

    assert response.status_code == 500
    assert response["Permissions-Policy"] == PERMISSIONS
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_permissions_take_away_all_but_passkeys():
    allowed = [entry for entry in PERMISSIONS.split(", ") if not entry.endswith("=()")]

    assert allowed == ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"]
    assert {"camera=()", "microphone=()", "geolocation=()"} < set(PERMISSIONS.split(", "))


def test_holes_are_reported_to_an_address_that_does_not_run_out(client, settings):
    SiteFactsFactory(inquiries_email="ada@example.org")

    response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    said = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert said["Contact"] == "mailto:ada@example.org"
    assert said["Canonical"] == f"{settings.SITE_URL}/.well-known/security.txt"
    left = parse_datetime(said["Expires"]) - datetime.now(UTC)
    assert timedelta(days=170) < left < timedelta(days=365)  # as the RFC advises


def test_password_managers_find_the_page(client):
    response = client.get("/.well-known/change-password")

    assert (response.status_code, response["Location"]) == (302, "/accounts/password/change/")
    assert client.options("/.well-known/change-password").status_code == 405


@pytest.mark.parametrize("method", ["TRACE", "PUT", "OPTIONS", "MADE-UP"])
@pytest.mark.parametrize(
    "page", ["/admin/", "/admin/auth/user/", "/admin/login/", "/admin/jsi18n/"]
)
def test_staff_pages_take_no_other_method_of_anybody(page, method):
    staff = Client()
    staff.force_login(StaffFactory(is_superuser=True))

    for client in (Client(), staff):
        response = client.generic(method, page)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_words_to_staff_are_in_no_cookie(admin_client):
    """They name people."""
    page = "/admin/news/topic/add/"

    response = admin_client.post(page, {"name": "Brains", "slug": "brains", "position": 1})

    assert response.status_code == 302
    assert not {"messages"} & set(response.cookies)
    assert "was added successfully" in admin_client.get("/admin/news/topic/").content.decode()


def test_line_break_of_a_visitor_does_not_begin_a_line_of_the_log(client, caplog):
    client.get("/nowhere%0aERROR%20root%20made%20up/")

    [said] = [record.getMessage() for record in caplog.records]
    assert "made up" in said
    assert "\n" not in said


def test_evidence_of_the_security_page_exists():
    text = DOC.read_text()
    named = set(re.findall(r"`((?:[a-z_]+/|\.env)[\w./-]*)`", text))
    linked = {target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target}
    tests = set(re.findall(r"`(tests/\S+\.py)` \(`(\w+)`\)", text))

    assert len(named) > 60
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    assert [name for name in sorted(linked) if not (DOC.parent / name).exists()] == []
    assert [name for file, name in tests if f"def {name}(" not in (ROOT / file).read_text()] == []


def test_each_requirement_stands_there_once():
    rows = re.findall(r"^\| (V[^|]+) \| ([12, ]+) \| (\w+) \|", DOC.read_text(), re.M)
    numbers = [number for row, _, _ in rows for number in re.findall(r"V\d+\.\d+\.\d+", row)]

    assert len(rows) > 120
    assert len(numbers) == len(set(numbers))
    assert {holds for _, _, holds in rows} == {"yes", "part", "no", "place"}
