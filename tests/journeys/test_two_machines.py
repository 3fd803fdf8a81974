"""Two web machines over one database and one Redis, and nothing else between them."""

import re
import time
from contextlib import ExitStack

import pytest
import requests

from tests.missing import not_here

from . import redis_server
from .posting import post, prepared_form
from .site import new_address

POSTS_AN_HOUR = 3
A_SECOND = 1.05  # what an edit may take, and a little for clocks
ALERT = {
    "level": "information", "title": "Closed on Friday", "text": "", "link_label": "",
    "link_url": "", "state": "published", "publish_at_0": "2024-02-21", "publish_at_1": "09:00",
    "unpublish_at_0": "", "unpublish_at_1": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def machines(site):
    if not redis_server.PROGRAM:
        not_here("Redis is missing. On Debian: apt-get install redis-server.")
    with ExitStack() as running:
        redis = running.enter_context(redis_server.running())
        shared = {"REDIS_URL": redis, "INQUIRY_RATE": str(POSTS_AN_HOUR)}
        both = [site.configured(SITE_URL=new_address(), **shared) for _ in range(2)]
        for machine in both:
            running.enter_context(machine.served())
        yield both


def signed_in(machine):
    """Somebody of the staff, at one machine; the cookies are good for any port of this host."""
    person = requests.Session()
    login = f"{machine.url}/accounts/login/"
    answers = {"login": "ada", "password": "only-for-the-journeys"}
    response = person.post(login, answers | {"csrfmiddlewaretoken": token(person, login)})
    assert response.url == f"{machine.url}/admin/"
    return person


def token(person, address):
    return re.search(r'csrfmiddlewaretoken" value="([^"]+)"', person.get(address).text)[1]


def admin_post(person, address, **form):
    form["csrfmiddlewaretoken"] = token(person, address)
    return person.post(address, form, headers={"Referer": address})


def home(machine):
    return requests.get(f"{machine.url}/", timeout=20).text


def test_edit_on_one_machine_is_public_on_the_other_within_a_second(machines):
    here, there = machines
    person = signed_in(here)
    assert ALERT["title"] not in home(there)

    added = admin_post(person, f"{here.url}/admin/pages/alert/add/", **ALERT)
    time.sleep(A_SECOND)
    shown = home(there)
    number = re.search(r"/alert/(\d+)/change/", added.text)[1]
    admin_post(person, f"{here.url}/admin/pages/alert/{number}/delete/", post="yes")
    time.sleep(A_SECOND)

    assert ALERT["title"] in shown
    assert ALERT["title"] not in home(there)


def test_rate_limit_counts_what_came_to_both_machines(site, machines, email):
    site.query("DELETE FROM inquiries_ratebucket")  # of other journeys in this hour
    bodies = [
        prepared_form(machine, email, first_name=f"Ada {n}") for n, machine in turns(machines)
    ]

    answers = [post(machine, *bodies[n]) for n, machine in turns(machines)]

    assert answers == [303] * POSTS_AN_HOUR + [429]


def turns(machines):
    return enumerate([*machines, *machines])


def test_sign_in_on_one_machine_holds_and_ends_on_the_other(machines):
    here, there = machines
    person = signed_in(here)

    assert person.get(f"{there.url}/admin/").url == f"{there.url}/admin/"
    logout = f"{there.url}/accounts/logout/"
    person.post(logout, {"csrfmiddlewaretoken": token(person, logout)})

    assert person.get(f"{here.url}/admin/").url.startswith(f"{here.url}/accounts/login/")
