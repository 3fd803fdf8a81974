"""A new editor brings out a piece of news with a picture, by the clock, from draft to front page.

The one journey whose clock is moved, so its server runs in the test's own process.
"""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from news.models import NewsItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = timezone.now().replace(second=0, microsecond=0)
TITLE = "How cells keep time"
PUBLIC = ["/", "/news/", "/news/feed/", "/sitemap.xml", "/search/?q=cells+keep+time"]
PASSWORD = "only-for-the-journeys"


@pytest.fixture
def editor(live_server, browser, settings, tmp_path):
    """The admin's front page, as an account of the group sees it that has just been made."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SITE_URL = live_server.url
    call_command("load_content", verbosity=0)
    account = User.objects.create_user("ada", password=PASSWORD, is_staff=True)
    account.groups.add(Group.objects.get(name="Content editors"))
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(40_000)  # drawing pictures takes its time
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    yield page
    context.close()


@pytest.fixture
def photograph(tmp_path):
    file = tmp_path / "photograph.jpg"
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(file)
    return file


def write_draft(page, photograph):
    page.goto("/admin/news/newsitem/add/")
    page.get_by_label("Title:").fill(TITLE)
    page.get_by_label("Summary:").fill("A clock in every cell.")
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("Each of our cells knows the hour.")
    page.locator("#id_image").set_input_files(photograph)
    page.locator("#id_image_alt").fill("Cells under a microscope")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def schedule(page, moment):
    local = timezone.localtime(moment)
    page.locator("#id_state").select_option("published")
    page.locator("#id_publish_at_0").fill(f"{local:%Y-%m-%d}")
    page.locator("#id_publish_at_1").fill(f"{local:%H:%M:%S}")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def shown_on(page):
    """The public places that show the new item, as a visitor meets them."""
    slug = NewsItem.objects.get(title=TITLE).slug
    texts = {address: page.request.get(address).text() for address in PUBLIC}
    found = [address for address, text in texts.items() if f"/news/{slug}/" in text]
    item = page.request.get(f"/news/{slug}/")
    return found, item.status


def test_a_scheduled_item_appears_everywhere_by_itself(editor, photograph):
    with time_machine.travel(NOW, tick=True) as clock:
        write_draft(editor, photograph)
        assert shown_on(editor) == ([], 404)

        preview = editor.get_by_role("link", name="Look at it as it will be").get_attribute("href")
        schedule(editor, NOW + timedelta(minutes=2))
        assert shown_on(editor) == ([], 404)
        assert editor.request.get("/admin/scheduled/").text().count(TITLE) == 1

        editor.goto(preview)
        expect(editor.get_by_role("heading", level=1)).to_have_text(TITLE)
        expect(editor.get_by_alt_text("Cells under a microscope")).to_be_visible()

        clock.move_to(NOW + timedelta(minutes=2, seconds=1))
        assert shown_on(editor) == (PUBLIC, 200)
