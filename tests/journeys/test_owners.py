"""The desk's pages about owners and due times: accessible, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import STAFF
from .test_accessibility import EVERYTHING, OVERFLOW

pytestmark = [pytest.mark.browser, pytest.mark.once]
DESK = "/admin/inquiries/"
PREPARE = """
from datetime import timedelta
from django.contrib.auth.models import User
from django.utils import timezone
from inquiries.models import Absence, AssignmentRule, Inquiry, Team, TeamMember
from tests.factories import InquiryFactory
ada, today = User.objects.get(username="ada"), timezone.localdate()
team = Team.objects.create(pk=1, name="Admissions")
TeamMember.objects.create(team=team, person=ada)
AssignmentRule.objects.create(pk=1, team=team)
away = User.objects.create(pk=99, username="away", is_staff=True, is_superuser=True)
Absence.objects.create(pk=1, person=away, first_day=today, last_day=today + timedelta(days=9))
now = timezone.now()
for n in range(3):
    InquiryFactory(submission_key=f"owners-{n}", prospect__email=f"owners{n}@example.org",
                   owner=away, waiting_since=now, due_at=now + timedelta(hours=n))
"""
PAGES = [
    "assignmentrule/",
    "assignmentrule/1/change/",
    "assignmentrule/1/delete/",
    "assignmentrule/try/?country=KE",
    "team/",
    "team/1/change/",
    "absence/",
    "absence/1/change/",
    "absence/left-behind/",
    "absence/hand-on/99/",
    "officehours/",
    "officehours/1/change/",
    "holiday/",
    "desksettings/1/change/",
]


@pytest.fixture(scope="module")
def session(site, browser):
    site.manage("shell", "-c", PREPARE)
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill(STAFF["DJANGO_SUPERUSER_USERNAME"])
    page.get_by_label("Password").fill(STAFF["DJANGO_SUPERUSER_PASSWORD"])
    page.get_by_role("button", name="Log in", exact=True).click()
    page.locator("#user-tools").wait_for()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def officer(new_page, session):
    return new_page(storage_state=session)


def findings(page):
    """On the page as it was loaded: the admin's links fade from one color scheme to the other."""
    page.evaluate(Axe().axe_script)
    violations = page.evaluate("rules => axe.run(rules)", EVERYTHING)["violations"]
    wide = ["scrolls sideways"] if page.evaluate(OVERFLOW) > 0 else []
    return wide + [f"{one['help']}: {node['html']}" for one in violations for node in one["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
@pytest.mark.parametrize("address", PAGES)
def test_page_of_owners_is_accessible(officer, address, width, scheme):
    officer.set_viewport_size({"width": width, "height": 800})
    officer.emulate_media(color_scheme=scheme)

    officer.goto(DESK + address)

    assert findings(officer) == []


def test_many_are_assigned_by_keyboard_in_a_few_steps(officer):
    officer.goto(f"{DESK}inquiry/")
    officer.get_by_label("Select this object for an action").first.press("Space")
    officer.get_by_label("Action:").select_option(label="Assign to …")
    officer.get_by_role("button", name="Go").press("Enter")
    assert findings(officer) == []
    officer.get_by_label("Give to").select_option(label="Admissions, in turn")
    officer.get_by_role("button", name="Give 1 inquiry").press("Enter")

    assert "1 inquiry was given: 1 to ada." in officer.locator(".messagelist").inner_text()
