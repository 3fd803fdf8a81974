"""What those who run the site see of it: two real web processes, a worker, a Sentry, an outage."""

import http.client
import json
import re
import socket
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.fakes.sentry import Sentry

from .posting import ask, prepared_form
from .site import WEB, new_address, wait_until

TYPED = {
    "first_name": "Grace-Augusta",
    "last_name": "Lovelace-Byron",
    "employer": "Analytical Engines of Marylebone",
}
PROXYS_ID = "0123456789abcdef0123456789abcdef"


def port_of(address):
    return int(address.rpartition(":")[2])


@pytest.fixture(scope="module")
def sentry():
    with Sentry() as sentry:
        yield sentry


@pytest.fixture(scope="module")
def watched(site, sentry, tmp_path_factory):
    """The same site with all that this is about on, and a log of its own."""
    folder = tmp_path_factory.mktemp("watched")
    watched = site.configured(
        SITE_URL=new_address(),
        LOG_FORMAT="json",
        METRICS_PORT=str(port_of(new_address())),
        RELEASE="v1.2",
        SENTRY_DSN=sentry.dsn,
        TRUSTED_PROXY_COUNT="1",
        EMAIL_URL=f"file:///{folder}/mail",
    )
    watched = replace(watched, folder=folder)
    with watched.served(workers=2, flags=("--blocking-threads", "2"), may_complain=True):
        # a process opens its port at its first request, and one of them has not had any yet
        wait_until(lambda: watched.answers() and are_shown(watched, 2))
        yield watched


def are_shown(site, processes):
    try:
        return [metrics(site, number) for number in range(processes)]
    except urllib.error.URLError:
        return []


def answer(site, path, method="GET", body=None, **headers):
    with closing(http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=30)) as connection:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()


def metrics(site, number=0):
    """The text of one process: the first has METRICS_PORT, each further one the next port."""
    port = int(site.environment["METRICS_PORT"]) + number
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as response:
        return response.read().decode()


def samples(text):
    families = text_string_to_metric_families(text)
    return [sample for family in families for sample in family.samples]


def total(texts, name, **labels):
    """As Prometheus would add them up."""
    return sum(
        sample.value
        for text in texts
        for sample in samples(text)
        if sample.name == name and labels.items() <= sample.labels.items()
    )


@pytest.mark.parametrize("host", ["192.0.2.7", "127.0.0.1"])
def test_balancer_gets_its_answer(watched, host):
    status, headers, body = answer(watched, "/healthz/ready", Host=host)

    assert (status, json.loads(body)["status"]) == (200, "ready")
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers
    assert answer(watched, "/healthz/ready", "HEAD")[0::2] == (200, "")


def test_processes_show_what_they_counted_on_ports_of_their_own(watched):
    before = [metrics(watched, number) for number in (0, 1)]
    for _ in range(20):
        answer(watched, "/programs/")
    answer(watched, "/nowhere/ada@example.org", "BREW")
    after = [metrics(watched, number) for number in (0, 1)]

    drawn = {
        "name": "hms_requests_total",
        "view": "programs:list",
        "method": "GET",
        "status": "2xx",
    }
    kept = {"name": "hms_page_cache_total", "answer": "hits"}
    by_drawing, by_cache = (total(after, **of) - total(before, **of) for of in (drawn, kept))
    assert by_drawing + by_cache == 20
    assert by_drawing in (1, 2)  # once in each process
    assert total(after, "hms_request_seconds_count", view="programs:list") == by_drawing
    assert total(after, "hms_request_queries_total", view="programs:list") > 0
    assert total(after, "hms_requests_total", view="(none)", method="(other)") == 1
    assert total(after, "hms_build_info", process="web", release="v1.2") == 2
    assert total(after, "hms_database_up") == 2


def test_numbers_name_no_person_and_no_address(watched, email):
    ask(watched, email)
    answer(watched, f"/search/?q={email}")
    texts = [metrics(watched, number) for number in (0, 1)]

    assert total(texts, "hms_inquiries_stored_total", outcome="off") == 1
    labels = {value for text in texts for s in samples(text) for value in s.labels.values()}
    assert [value for value in labels if "@" in value or "/" in value] == []


def test_worker_shows_the_outbox_and_what_it_sent(watched, email):
    ask(watched, email)
    waiting = {"kind": "brochure", "state": "pending"}
    # what was read within the second is shown again
    wait_until(lambda: total([metrics(watched)], "hms_outbox_deliveries", **waiting) >= 1)

    with watched.running("manage.py", "deliver"):
        wait_until(lambda: watched.mails(email))
        wait_until(lambda: total([metrics(watched)], "hms_outbox_deliveries", **waiting) == 0)
        text = metrics(watched, 2)

    assert total([text], "hms_build_info", process="worker") == 1
    assert total([text], "hms_deliveries_total", kind="brochure", outcome="sent") >= 1
    assert total([text], "hms_outbox_oldest_seconds") >= 0


@pytest.fixture
def refusing_database(site):
    """A database that refuses one employer, as one out of step with the code would."""
    if site.environment["DATABASE_URL"].startswith("sqlite"):
        site.query(
            "CREATE TRIGGER refusing BEFORE INSERT ON inquiries_inquiry WHEN "
            f"NEW.employer = '{TYPED['employer']}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
        yield
        site.query("DROP TRIGGER refusing")
    else:
        check = f"CHECK (employer <> '{TYPED['employer']}') NOT VALID"
        site.query(f"ALTER TABLE inquiries_inquiry ADD CONSTRAINT refusing {check}")
        yield
        site.query("ALTER TABLE inquiries_inquiry DROP CONSTRAINT refusing")


@pytest.fixture
def failing_post(watched, refusing_database, email):
    body, headers = prepared_form(watched, email, **TYPED)
    headers |= {"X-Request-ID": PROXYS_ID, "X-Forwarded-For": "203.0.113.9"}

    def post():
        began = time.monotonic()
        status, answered, html = answer(watched, "/brochure/", "POST", body, **headers)
        assert (status, answered["X-Request-ID"]) == (500, PROXYS_ID)
        assert "<h1" in html
        return time.monotonic() - began

    # the token's value, as a typed one, must not be found either
    post.secrets = [*TYPED.values(), "Lovelace", email, "203.0.113.9", headers["Cookie"]]
    return post


def test_failing_form_is_reported_and_logged_without_what_was_typed(watched, sentry, failing_post):
    failing_post()
    wait_until(sentry.events)

    [event] = sentry.events()
    assert event["exception"]["values"][-1]["type"] == "IntegrityError"
    assert event["tags"] == {"request_id": PROXYS_ID, "view": "inquiries:brochure"}
    assert event["release"] == "v1.2"
    frames = event["exception"]["values"][-1]["stacktrace"]["frames"]
    assert "submit_inquiry" in {frame["function"] for frame in frames}
    lines = [json.loads(line) for line in watched.log().splitlines()]
    assert {"_granian", "django.request"} <= {line["logger"] for line in lines}
    [line] = [line for line in lines if line["level"] == "ERROR"]
    assert line["message"] == "Internal Server Error: /brochure/"
    assert line["request_id"] == PROXYS_ID
    assert "IntegrityError" in line["exception"]
    for secret in failing_post.secrets:
        assert secret not in watched.log()
        assert secret not in "".join(sentry.bodies)


def test_sentry_that_hangs_holds_nobody_up(sentry, failing_post):
    usual = failing_post()
    sentry.silent = True
    sentry.called.clear()

    took = [failing_post() for _ in range(4)]

    assert sentry.called.wait(10)
    assert max(took) < usual + 3  # its own wait is 30 seconds


def test_database_that_hangs_leaves_the_process_live_and_not_ready(site, tmp_path):
    """The worst outage: it takes the call and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        port = silent.getsockname()[1]
        lost = site.configured(
            SITE_URL=new_address(), DATABASE_URL=f"postgres://nobody@127.0.0.1:{port}/none"
        )
        lost = replace(lost, folder=tmp_path)
        host, web_port = urlsplit(lost.url).netloc.split(":")
        with lost.running("-m", WEB, "--host", host, "--port", web_port):
            wait_until(lambda: is_live(lost))
            began = time.monotonic()
            status, _, body = answer(lost, "/healthz/ready")

            assert (status, json.loads(body)["database"]) == (503, "away")
            assert time.monotonic() - began < 5
            assert is_live(lost)
            assert re.findall("postgres|127.0.0.1|nobody", body) == []


def is_live(site):
    try:
        return answer(site, "/healthz/live")[0] == 200
    except OSError:
        return False
