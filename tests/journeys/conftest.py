"""One site and one browser for all journeys; a fresh browser window for each."""

import os
import shutil
import uuid

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.missing import not_here

from .database import own_database
from .recaptcha import provider
from .site import Site, new_address

# playwright keeps a loop running, beside which Django would refuse its database
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
QUIET = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-dev-shm-usage",  # small in containers
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
STAFF = {
    "DJANGO_SUPERUSER_USERNAME": "ada",
    "DJANGO_SUPERUSER_EMAIL": "ada@example.org",
    "DJANGO_SUPERUSER_PASSWORD": "only-for-the-journeys",
}
expect.set_options(timeout=10_000)


def pytest_runtest_setup(item):
    if item.get_closest_marker("browser") and not CHROMIUM:
        not_here("Chromium is missing. On Debian: apt-get install chromium.")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with own_database(folder) as database_url:
        site = Site.in_folder(folder, database_url).configured(**STAFF)
        with site.running("manage.py", "collectstatic", "--noinput") as collecting:
            site.manage("migrate", "--verbosity=0")
            site.manage("load_content")
            site.manage("createsuperuser", "--noinput")
            assert collecting.wait() == 0
        status = "UPDATE programs_program SET status = %s WHERE slug = %s"
        site.query(status, "paused", "immunology")
        site.query(status, "retired", "clinical-investigation")
        with site.served(workers=2):
            yield site


@pytest.fixture(scope="session")
def guarded_site(site):
    """The same site with reCAPTCHA on."""
    with provider(site.folder) as captcha:
        guarded = site.configured(SITE_URL=new_address(), **captcha)
        with guarded.served():
            yield guarded


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def problems():
    """What the windows of a test complained about: it must be nothing when the test ends."""
    problems = []
    yield problems
    assert problems == []


@pytest.fixture
def new_page(site, browser, problems):
    contexts = []

    def new_page(url=site.url, may_ask=(), **options):
        context = browser.new_context(base_url=url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch(page, (url, *may_ask), problems)
        return page

    yield new_page
    for context in contexts:
        context.close()


def watch(page, may_ask, problems):
    """Notes script errors, CSP violations, missing files, and requests to any other address."""
    expected = tuple(f"{url}/" for url in may_ask)
    refused = set()

    def note_response(response):
        if response.request.is_navigation_request() and response.status >= 400:
            refused.add(response.url)

    def note_console(message):
        address = message.location["url"]
        tells_status = message.text.startswith("Failed to load resource") and address in refused
        if message.type == "error" and not tells_status:
            problems.append(f"{message.text} ({address})")

    def note_request(request):
        if not request.url.startswith((*expected, "data:")):
            problems.append(f"asks {request.url}")

    page.on("response", note_response)
    page.on("console", note_console)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", note_request)


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture(params=["with script", "without script"])
def any_page(request, new_page):
    return new_page(java_script_enabled=request.param == "with script")


@pytest.fixture
def email():
    """An address that no other test uses."""
    return f"ada-{uuid.uuid4().hex}@example.org"
