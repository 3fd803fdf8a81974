"""Every staff page of content as a member of Content editors meets it, with the console watched.

The windows note script errors, violations of the policy and missing files; see conftest.py.
"""

import re
import uuid

import pytest

from .conftest import STAFF
from .test_accessibility import OVERFLOW

pytestmark = [pytest.mark.browser, pytest.mark.once]
APPS = {"content", "events", "news", "pages", "programs", "search"}
LISTS = [
    "content/movedaddress",
    "events/event",
    "events/series",
    "news/newsitem",
    "news/topic",
    "pages/alert",
    "pages/homeblock",
    "pages/homefeature",
    "pages/page",
    "pages/resourcelink",
    "pages/schoolfigure",
    "pages/sitefacts",
    "pages/sociallink",
    "programs/creditrule",
    "programs/degreetype",
    "programs/landing",
    "programs/course",
    "programs/plan",
    "programs/program",
    "programs/question",
    "search/query",
]
LIST = re.compile(r"/admin/((\w+)/\w+)/$")
NARROW, WIDE = 768, 1280


@pytest.fixture(scope="module")
def session(site, browser):
    """Cookies of a new account of the group."""
    name, password = f"editor-{uuid.uuid4().hex[:8]}", STAFF["DJANGO_SUPERUSER_PASSWORD"]
    make = (
        "from django.contrib.auth.models import Group, User;"
        f"user = User.objects.create_user('{name}', password='{password}', is_staff=True);"
        "user.groups.add(Group.objects.get(name='Content editors'))"
    )
    site.manage("shell", "-c", make)
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.locator("#user-tools").wait_for()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def editor(new_page, session):
    return new_page(storage_state=session)


def addresses(page, selector):
    named = page.locator(selector).evaluate_all("all => all.map(a => a.pathname)")
    return list(dict.fromkeys(named))


def pages_behind(page):
    """Of a list: the form for a new row; form, history and deletion of the first one."""
    first = [address for address in addresses(page, "#result_list th a") if "/change/" in address]
    more = [first[0].replace("/change/", f"/{word}/") for word in ("history", "delete") if first]
    return addresses(page, ".object-tools .addlink") + first[:1] + more


def look_at(page, address):
    """Opens it, and says what is wrong: an answer that is neither page nor refusal, or a page
    that scrolls sideways."""
    answer = page.goto(address)
    wrong = [] if answer.status in (200, 403) else [f"{answer.status} {address}"]
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(OVERFLOW) > 0:
            wrong.append(f"{address} scrolls sideways at {width} px")
    return wrong


def test_every_list_of_content_is_looked_at(editor):
    editor.goto("/admin/")
    named = map(LIST.match, addresses(editor, "#content-main .module a"))

    assert {found[1] for found in named if found and found[2] in APPS} == set(LISTS)


@pytest.mark.parametrize("listed", LISTS)
def test_pages_of_content_open_without_complaint_and_fit(editor, listed):
    wrong = look_at(editor, f"/admin/{listed}/")
    for address in pages_behind(editor):
        wrong += look_at(editor, address)

    assert wrong == []


@pytest.mark.parametrize("address", ["/admin/", "/admin/scheduled/", "/admin/links/"])
def test_page_across_all_content_opens_without_complaint(editor, address):
    assert look_at(editor, address) == []
