"""Renaming breaks no link: the old address leads to the new one, by one step."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from content.models import MovedAddress
from news.models import NewsItem
from tests.factories import NewsItemFactory, ProgramFactory

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + timedelta(days=1)


def rename(row, slug):
    row.slug = slug
    row.save()


def moved():
    return dict(MovedAddress.objects.values_list("old_path", "new_path"))


def test_an_old_address_leads_to_the_new_one_for_good(client):
    rename(ProgramFactory(slug="old"), "new")

    response = client.get("/programs/old/")

    assert (response.status_code, response["Location"]) == (301, "/programs/new/")


def test_what_followed_the_address_is_kept(client):
    rename(NewsItemFactory(slug="old"), "new")

    assert client.get("/news/old/?utm_source=mail")["Location"] == "/news/new/?utm_source=mail"


def test_after_two_renames_both_old_addresses_lead_to_the_last():
    program = ProgramFactory(slug="first")

    rename(program, "second")
    rename(program, "third")

    assert moved() == {
        "/programs/first/": "/programs/third/",
        "/programs/second/": "/programs/third/",
    }


def test_going_back_to_the_old_name_makes_no_circle(client):
    program = ProgramFactory(slug="first")

    rename(program, "second")
    rename(program, "first")

    assert moved() == {"/programs/second/": "/programs/first/"}
    assert client.get("/programs/first/").status_code == 200


@pytest.mark.parametrize("hidden", [{"state": NewsItem.State.DRAFT}, {"publish_at": TOMORROW}])
def test_what_the_public_never_saw_leaves_no_address(hidden):
    rename(NewsItemFactory(slug="old", **hidden), "new")

    assert moved() == {}


def test_a_page_that_stands_there_is_shown(client):
    MovedAddress.objects.create(old_path="/programs/here/", new_path="/news/")
    ProgramFactory(slug="here")

    assert client.get("/programs/here/").status_code == 200


def test_a_post_is_not_led_on(client):
    MovedAddress.objects.create(old_path="/old/", new_path="/news/")

    assert client.post("/old/").status_code in (403, 404, 405)


@pytest.mark.parametrize(
    "new_path",
    [
        "//evil.example",
        "javascript:alert(1)",
        "news",
        "/\\evil",
        "https://[x",
        "/old/?again",
        "/old/#top",
    ],
)
def test_staff_cannot_lead_to_a_dangerous_address(new_path):
    with pytest.raises(ValidationError):
        MovedAddress(old_path="/old/", new_path=new_path).full_clean()


def test_staff_cannot_lead_on_to_an_address_that_leads_on():
    MovedAddress.objects.create(old_path="/middle/", new_path="/news/")

    with pytest.raises(ValidationError, match="itself leads to /news/"):
        MovedAddress(old_path="/old/", new_path="/middle/").full_clean()


def test_database_refuses_an_address_that_leads_to_itself():
    with pytest.raises(IntegrityError, match="moved_address_leads_elsewhere"):
        MovedAddress.objects.create(old_path="/old/", new_path="/old/")


def test_what_followed_an_address_stays_on_this_site(client):
    MovedAddress.objects.create(old_path="/old/", new_path="https://example.org/new/")
    MovedAddress.objects.create(old_path="/older/", new_path="/news/?kind=film")

    assert client.get("/old/?preview=secret")["Location"] == "https://example.org/new/"
    assert client.get("/older/?page=2")["Location"] == "/news/?kind=film&page=2"
