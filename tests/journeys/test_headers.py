"""Every kind of answer of a served site, as https brings it: its headers to the letter, cookies,
what it refuses, and what two outside tools think of it."""

import http.client
import json
import re
import shutil
import socket
import subprocess
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from urllib.parse import urljoin, urlsplit

import pytest

from hms_site.headers import PERMISSIONS
from tests.hms_site.test_public_pages import POLICY
from tests.missing import not_here

from .site import BASE_DIR, new_address

pytestmark = pytest.mark.once  # the same on any database

PROVIDER = "https://www.recaptcha.net/recaptcha/"
FORM_POLICY = POLICY | {
    "script-src": f"'self' {PROVIDER} https://www.gstatic.com/recaptcha/",
    "frame-src": PROVIDER,
}
FIXED = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": PERMISSIONS,
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
# what else an answer may say; no banner is among it, and nothing for other origins
OTHERS = {
    "accept-ranges", "allow", "cache-control", "cache-status",
    "connection",  # closed, where a body was refused before all of it was read
    "content-disposition",
    "content-encoding", "content-length", "content-security-policy", "content-type", "date",
    "etag", "expires", "last-modified", "location", "retry-after", "server", "set-cookie",
    "transfer-encoding", "vary", "x-request-id", "x-robots-tag",
}  # fmt: skip
PAGES = {
    "home": "/",
    "programs": "/programs/",
    "program": "/programs/bioethics/",
    "planner": "/programs/bioethics/plan/",
    "comparison": "/programs/compare/?p=bioethics&p=immunology",
    "news": "/news/",
    "news item": "/news/raising-the-bar-for-medical-ai/",
    "events": "/events/",
    "event": "/events/50-years-of-diversity-and-inclusion/",
    "section": "/about-hms/",
    "page": "/about-hms/contact-hms/",
    "search": "/search/?q=immunology",
    "my inquiry": "/brochure/mine/",
    "log-in": "/accounts/login/",
}
FILES = {
    "/sitemap.xml": 200, "/robots.txt": 200, "/.well-known/security.txt": 200,
    "/news/feed/": 200, "/programs/feed/": 200, "/events/calendar.ics": 200,
    "/programs/bioethics.json": 200, "/brochure/countries.json": 200,
}  # fmt: skip
REDIRECTS = {
    "/programs": 301,
    "/admin/": 302,
    "/accounts/": 302,
    "/.well-known/change-password": 302,
}
REFUSED = {
    "/nowhere/": 404, "/media/pictures/x.jpg": 404, "/static/nothing.css": 404, "/cards/x.png": 404,
    "/brochure/x.pdf": 404, "/brochure/thanks/x/": 404, "/programs/clinical-investigation/": 410,
}  # fmt: skip


@dataclass
class Answer:
    url: str
    status: int
    headers: list[tuple[str, str]]
    body: str

    def all(self, name):
        return [value for found, value in self.headers if found == name]

    def __getitem__(self, name):
        [value] = self.all(name)
        return value

    @property
    def policy(self):
        directives = (part.split() for part in self["content-security-policy"].split(";"))
        return {name: " ".join(sources) for name, *sources in directives}


@pytest.fixture(scope="module")
def https_site(site):
    """Behind a proxy of ours that ends TLS; with reCAPTCHA, and one post an hour."""
    folder = site.folder / "https"  # for a log of its own, since it logs what it refuses
    folder.mkdir()
    secure = replace(site, folder=folder).configured(
        SITE_URL=new_address().replace("http://", "https://"),
        TRUSTED_PROXY_COUNT="1",
        INQUIRY_RATE="1",
        RECAPTCHA_PUBLIC_KEY="public",
        RECAPTCHA_PRIVATE_KEY="private",
    )
    with secure.served(may_complain=True):
        yield secure


@pytest.fixture
def ask(https_site):
    host = urlsplit(https_site.url).netloc

    def ask(path, method="GET", body=None, scheme="https", **headers):
        sent = {"Host": host, "X-Forwarded-Proto": scheme, "X-Forwarded-For": "192.0.2.1"} | headers
        with closing(http.client.HTTPConnection(host, timeout=20)) as connection:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            said = [(name.lower(), value) for name, value in response.getheaders()]
            text = response.read().decode("utf-8", "replace")
        return Answer(f"{scheme}://{host}{path}", response.status, said, text)

    return ask


def check_headers(answer, policy=POLICY, **others):
    fixed = FIXED | {name.replace("_", "-"): value for name, value in others.items()}
    assert {name: answer.all(name) for name in fixed} == {
        name: [value] if value else [] for name, value in fixed.items()
    }, answer.url
    assert answer.policy == policy, answer.url
    assert {name for name, _ in answer.headers} <= OTHERS | fixed.keys(), answer.url
    assert not re.search(r"\d", " ".join(answer.all("server"))), "a version"


def test_every_page_has_the_same_headers(ask):
    for path in PAGES.values():
        answer = ask(path)
        assert answer.status == 200, path
        check_headers(answer)


def test_form_alone_lets_in_recaptcha(ask):
    answer = ask("/brochure/")

    assert answer.status == 200
    check_headers(answer, FORM_POLICY)


def test_files_redirects_and_refusals_have_them_too(ask):
    for path, status in (FILES | REDIRECTS | REFUSED).items():
        answer = ask(path)
        assert answer.status == status, path
        check_headers(answer)


def test_static_files_have_them_and_are_for_our_pages_alone(ask):
    home = ask("/").body
    names = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', home)
    assert {name.rpartition(".")[2] for name in names} == {"css", "js", "svg"}
    [sheet, *_] = [name for name in names if name.endswith(".css")]
    fonts = re.findall(r'url\("?([^")]+\.woff2)', ask(sheet).body)

    for path in [*names, *(urljoin(sheet, font) for font in fonts[:1])]:
        answer = ask(path)
        assert answer.status == 200, path
        assert answer["cache-control"].endswith("immutable")
        check_headers(answer)
    check_headers(ask(sheet, "PUT"))


def test_cards_are_for_other_sites_to_show(ask):
    [card] = set(re.findall(r"/cards/[0-9a-f]{12}\.png", ask("/").body))

    answer = ask(card)

    assert (answer.status, answer["content-type"]) == (200, "image/png")
    check_headers(answer, cross_origin_resource_policy="cross-origin")


def test_what_is_refused_before_a_page_has_them(ask):
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    refused = [
        (ask("/brochure/", "POST", "x"), 403),  # no token
        (ask("/programs/", "OPTIONS"), 405),
        (ask("/brochure/", "POST", "x" * 3_000_000, **form), 400),
        (ask("/", Host="evil.example"), 400),
        (ask("/", Host="evil.example", scheme="http"), 400),
        (ask("//evil.example/"), 404),
    ]

    for answer, status in refused:
        assert answer.status == status, answer.url
        is_https = answer.url.startswith("https")
        check_headers(answer, **{} if is_https else {"strict_transport_security": ""})
        assert "evil.example" not in str(answer.headers) + answer.body.replace(
            "//evil.example/", ""
        )


def test_too_many_posts_are_refused_with_them(ask):
    form = ask("/brochure/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.body)[1]
    cookies = "; ".join(cookie.partition(";")[0] for cookie in form.all("set-cookie"))
    sent = {"Cookie": cookies, "Referer": form.url}
    sent["Content-Type"] = "application/x-www-form-urlencoded"

    answers = [ask("/brochure/", "POST", f"csrfmiddlewaretoken={token}", **sent) for _ in range(2)]

    assert [answer.status for answer in answers] == [422, 429]
    check_headers(answers[0], FORM_POLICY)
    check_headers(answers[1])


def test_plain_http_leads_to_https_on_the_same_host(ask):
    answer = ask("/programs/?a=b", scheme="http")

    assert answer.status == 301
    assert answer["location"] == answer.url.replace("http://", "https://")
    check_headers(answer, strict_transport_security="")


def test_cookies_are_ours_alone(ask):
    cookies = [
        cookie
        for path in ("/brochure/", "/accounts/login/")
        for cookie in ask(path).all("set-cookie")
    ]

    assert {cookie.partition("=")[0] for cookie in cookies} == {
        "__Host-csrftoken",
        "__Secure-form",
    }
    for cookie in cookies:
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"secure", "httponly", "samesite=lax"} < attributes
        assert not any(part.startswith("domain") for part in attributes)
        path = "/brochure/" if cookie.startswith("__Secure-form") else "/"
        assert f"path={path}" in attributes


def test_session_is_the_hosts_alone(ask):
    form = ask("/accounts/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.body)[1]
    sent = {"Cookie": form["set-cookie"].partition(";")[0], "Referer": form.url}
    sent["Content-Type"] = "application/x-www-form-urlencoded"
    who = "login=ada&password=only-for-the-journeys"

    answer = ask("/accounts/login/", "POST", f"csrfmiddlewaretoken={token}&{who}", **sent)

    assert (answer.status, answer["location"]) == (302, "/admin/")
    [session] = [c for c in answer.all("set-cookie") if c.startswith("__Host-sessionid=")]
    attributes = {part.strip().lower() for part in session.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/"} < attributes
    check_headers(answer)


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PROPFIND", "MADE-UP"])
def test_methods_that_nobody_needs_are_refused(ask, method):
    for path in (
        "/",
        "/brochure/",
        "/accounts/login/",
        "/admin/",
        "/admin/login/",
        "/news/feed/",
        "/robots.txt",
    ):
        answer = ask(path, method, **{"X-Secret": "only-for-us"})
        assert answer.status in (403, 405), path  # 403: without a token nobody asks what for
        assert "only-for-us" not in answer.body
        check_headers(answer)


def test_connect_makes_no_tunnel(https_site):
    host, port = urlsplit(https_site.url).netloc.split(":")
    with closing(socket.create_connection((host, int(port)), timeout=20)) as connection:
        connection.sendall(b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n")
        said = connection.recv(200).decode()

    assert re.match(r"HTTP/1\.1 (4\d\d|501) ", said)


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "javascript:1",
    ],
)
def test_nothing_that_is_asked_for_leads_elsewhere(ask, address):
    for path in (
        f"/admin/login/?next={address}", f"/accounts/login/?next={address}",
        f"/accounts/logout/?next={address}", f"/programs?next={address}", f"{address}/programs",
    ):  # fmt: skip
        if not path.startswith("/"):
            continue
        answer = ask(path)
        for target in answer.all("location"):
            assert urlsplit(target).netloc in ("", urlsplit(answer.url).netloc), path
            assert not target.startswith(("//", "/\\")), path


@pytest.fixture
def grades(ask):
    """What the tools say of these pages, by name."""

    def grades(pages):
        if not (BASE_DIR / "node_modules/csp_evaluator").is_dir() or not shutil.which("node"):
            not_here("the Observatory or the CSP Evaluator is missing: npm ci brings them.")
        plain = ask("/", scheme="http")
        way = {"status": plain.status, "location": plain["location"]}
        answers = [
            {"name": name, **asdict(ask(path)), "plain": way} for name, path in pages.items()
        ]
        script = BASE_DIR / "tests/journeys/grades.mjs"
        done = subprocess.run(
            ["node", script], input=json.dumps(answers), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return {said.pop("name"): said for said in json.loads(done.stdout)}

    return grades


def test_observatory_and_csp_evaluator_find_nothing(grades):
    said = grades(PAGES | {"form": "/brochure/", "not found": "/nowhere/"})

    assert len(said) == len(PAGES) + 2
    assert {name: one for name, one in said.items() if one["holes"] or one["bad"]} == {}
    assert {name: one["score"] for name, one in said.items() if one["score"] < 130} == {}
