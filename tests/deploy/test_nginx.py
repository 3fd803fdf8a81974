"""What nginx does in front of the site, of pages that are kept apart: test_nginx_cache.py."""

import re
import socket
import time
from contextlib import ExitStack

import pytest
from django.conf import settings

from hms_site.views import OUR_PICTURE
from tests.journeys.site import wait_until

from .front import SHIPPED

FORM = "application/x-www-form-urlencoded"
PICTURE = f"pictures/{'0' * 32}.jpg"
CONFIG = (SHIPPED / "nginx.conf").read_text()
# django-csp's differs from page to page; nginx's files need less
NOT_OF_FILES = {"content-security-policy", "cross-origin-resource-policy"}


@pytest.fixture(scope="module")
def files(site):
    """Addresses of a style sheet, a picture, and of what nginx refuses by itself."""
    picture = site.front.var / "media" / PICTURE
    picture.parent.mkdir()
    picture.write_bytes(b"a picture")
    (site.front.var / "media" / "secret.txt").write_text("a secret")
    sheet = re.search(r"/static/css/site\.\w+\.css", site.front.ask("/").text)[0]
    return {"sheet": sheet, "picture": f"/media/{PICTURE}"}


def test_http_leads_to_https(front):
    with socket.create_connection(("127.0.0.1", front.http_port)) as plain:
        plain.sendall(b"GET /news/?page=2 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = plain.recv(4096).decode()
    assert "301 Moved" in answer
    assert f"Location: {front.origin}/news/?page=2\r\n" in answer


def test_http_of_another_name_gets_no_answer(front):
    with socket.create_connection(("127.0.0.1", front.http_port)) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            plain.recv(4096)


def test_https_of_another_name_gets_no_answer(front):
    assert front.send(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n") == b""


def test_http2_is_spoken(front):
    with front.connect(alpn="h2") as connection:
        assert connection.selected_alpn_protocol() == "h2"


def test_files_and_refusals_promise_what_pages_do(site, front, files):
    promised = promises(front.ask("/programs/"))
    assert {"strict-transport-security", "x-frame-options"} <= promised.keys()
    for path in (files["sheet"], files["picture"], "/static/nothing.css"):
        answer = front.ask(path)
        assert promises(answer).items() >= promised.items(), path
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def promises(answer):
    """The headers of security, of which the site may have more by the day."""
    names = r"strict-|x-content-|x-frame-|referrer-|cross-origin-|permissions-"
    said = {name.lower(): value for name, value in answer.headers.items()}
    return {n: v for n, v in said.items() if re.match(names, n) and n not in NOT_OF_FILES}


def test_nobody_but_us_and_our_group_speaks_for_visitors(front):
    assert f"{front.socket.stat().st_mode & 0o7777:o}" == "660"


@pytest.mark.parametrize("path", ["/programs/", "/brochure/", "/static/a.css", "/healthz/live"])
def test_no_header_is_said_twice(front, path):
    answer = front.ask(path, Accept_Encoding="gzip")
    names = [name.lower() for name in answer.headers if name.lower() != "set-cookie"]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", ["/programs/", "/brochure/", "/static/nothing.css"])
def test_each_answer_has_the_id_of_its_own_request(front, path):
    """Of a page that was kept, too; the log has the same."""
    front.ask(path)
    answers = [front.ask(path) for _ in range(3)]
    ids = [answer.headers["X-Request-ID"] for answer in answers]
    assert len(set(ids)) == 3
    if not path.startswith("/static/"):  # which has no log
        wait_until(lambda: [line.split()[-1] for line in front.logged()[-3:]] == ids)


def test_how_the_site_is_doing_is_said_to_this_machine_alone(front):
    assert '"database": "ok"' in front.ask("/healthz/ready").text
    asked_from_elsewhere = front.ask("/healthz/ready", address="127.0.0.2")
    assert asked_from_elsewhere.status == 404
    assert "database" not in asked_from_elsewhere.text


def test_pictures_alone_may_be_shown_by_other_sites(front, files):
    who = [front.ask(files[name]).headers["Cross-Origin-Resource-Policy"] for name in files]
    assert who == ["same-origin", "cross-origin"]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 9000 + b"\r\n\r\n", 400),
        (b"TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405),
        (b"DELETE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405),
        (b"GET /static/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
        (b"GET /_error/503.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
        (b"GET /static/staticfiles.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
         404),
    ],
)  # fmt: skip
def test_what_nginx_refuses_gets_a_page_of_ours(front, raw, status):
    head, _, body = front.send(raw).decode().partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert "css/site." in body
    assert 'href="/"' in body
    assert "X-Frame-Options: DENY" in head
    assert "Cache-Control: no-store" in head
    assert "Server: nginx\r\n" in head  # and no version


def test_pages_for_an_outage_have_style_and_promises(front, files):
    with front.stopped():
        answer = front.ask("/accounts/login/")
    assert answer.status == 502
    assert "We are back in a moment" in answer.text
    assert files["sheet"] in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert promises(answer).items() >= promises(front.ask("/programs/")).items()


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip")])
def test_static_files_come_compressed_ahead_of_time(front, files, accepted, encoding):
    answer = front.ask(files["sheet"], Accept_Encoding=accepted)
    assert answer.headers["Content-Encoding"] == encoding
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["Cache-Control"]
    stored = front.var / f"{files['sheet'][1:]}.{encoding[:2]}"
    assert answer.body == stored.read_bytes()


def test_static_file_comes_plain_to_who_takes_nothing_else(front, files):
    answer = front.ask(files["sheet"], Accept_Encoding="identity")
    assert answer.headers["Content-Encoding"] is None
    assert answer.body == (front.var / files["sheet"][1:]).read_bytes()


def test_media_gives_pictures_of_ours_and_nothing_else(front, files):
    assert front.ask(files["picture"]).body == b"a picture"
    assert front.ask("/media/secret.txt").status == 404
    assert front.ask("/media/pictures/../secret.txt").status == 404


def test_nginx_and_the_site_mean_the_same_pictures():
    assert f'"^/media/{OUR_PICTURE.pattern}$"' in CONFIG


def test_nginx_and_the_site_mean_the_same_limits():
    limits = [int(limit) for limit in re.findall(r"client_max_body_size (\d\d+);", CONFIG)]
    assert limits == [settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.STAFF_UPLOAD_MAX_SIZE]


@pytest.mark.parametrize("path", ["/brochure/", "/admin/news/newsitem/add/"])
def test_45_mb_of_nobody_are_refused_before_they_are_read(front, path):
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 44000000\r\n\r\n"
    started = time.monotonic()
    with front.connect() as connection:
        connection.sendall(head.encode())
        answer = connection.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 413 ")
    assert time.monotonic() - started < 5


def test_body_of_unknown_length_is_not_taken_from_nobody(front):
    raw = b"POST /admin/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    with front.connect() as connection:
        connection.sendall(raw)
        assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_site_counts_the_visitors_own_address(site, front):
    """Whatever the visitor writes into the headers that proxies write."""
    said = {"X_Forwarded_For": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
    page = "/accounts/login/"
    answer = front.post(page, FORM, "login=ada&password=wrong", address="127.0.0.2", **said)
    assert answer.status == 200
    counted = site.query("SELECT ip_address FROM axes_accessattempt")
    assert counted == [("127.0.0.2",)]


def test_log_names_nobody(site, front):
    front.ask("/search/?q=ada@example.org")
    front.ask("/brochure/mine/1:abcdef:0123456789012345678901/")
    front.ask("/brochure/mine/1%3aabcdef%3A0123456789012345678901/")
    wait_until(lambda: front.logged()[-1].count("somebody's own"))
    lines = "\n".join(front.logged())
    assert 'GET "/search/" ' in lines
    for personal in ("example.org", "0123456789012345678901", "127.0.0."):
        assert personal not in lines


def test_slow_senders_hold_up_nobody(front):
    """Two hundred who never finish: headers, then bodies."""
    begun = [b"GET / HTTP/1.1\r\nHost: localhost\r\n"]
    begun += [b"POST /brochure/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\na="]
    with ExitStack() as slow:
        for number in range(200):
            connection = slow.enter_context(front.connect())
            connection.sendall(begun[number % 2])
        started = time.monotonic()
        assert front.ask("/programs/").status == 200
        assert front.ask("/brochure/").status == 200
        assert time.monotonic() - started < 5
