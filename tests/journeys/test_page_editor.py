"""An editor writes a page in the browser. The window notes every breach of the policy."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]
PAGES = "/admin/pages/page/"
PASSWORD = "only-for-this-editor"
MAKE_EDITOR = f"""
from django.contrib.auth.models import Group, User
editor = User.objects.create_user("edda", password="{PASSWORD}", is_staff=True)
editor.groups.add(Group.objects.get(name="Content editors"))
"""


@pytest.fixture(scope="module")
def account(site):
    site.manage("shell", "-v", "0", "-c", MAKE_EDITOR)


@pytest.fixture
def editor(account, page):
    """The window of somebody in the group Content editors, at the list of pages."""
    page.goto(f"/admin/login/?next={PAGES}")
    page.get_by_label("Username").fill("edda")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Select page to change")
    return page


def write(page, title, text):
    """A page with one block of text, made with the keys alone once the title stands."""
    page.goto(f"{PAGES}add/")
    page.get_by_label("Title:").press_sequentially(title)
    page.get_by_label("State:").select_option("published")
    page.get_by_role("button", name="Add a block here").last.press("Enter")
    page.get_by_role("button", name="Text", exact=True).press("Enter")
    page.locator(".ProseMirror:visible").click()
    page.keyboard.type(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")


def test_editor_writes_a_page_and_it_is_public(editor, new_page):
    write(editor, "Written in the browser", "Every word of it.")

    visitor = new_page()
    visitor.goto("/written-in-the-browser/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Written in the browser")
    expect(visitor.get_by_role("main")).to_contain_text("Every word of it.")


def test_editor_changes_the_text_of_a_page(editor, new_page):
    write(editor, "To be changed", "Before.")
    editor.get_by_role("link", name="To be changed", exact=True).first.click()

    editor.locator(".ProseMirror:visible").click()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("After.")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator(".messagelist")).to_contain_text("was changed successfully")

    visitor = new_page()
    visitor.goto("/to-be-changed/")
    expect(visitor.get_by_role("main")).to_contain_text("After.")
    expect(visitor.get_by_role("main")).not_to_contain_text("Before.")


def test_editor_moves_a_page_and_its_old_address_leads_there(editor, new_page):
    write(editor, "To be moved", "Here.")
    editor.get_by_role("link", name="Move To be moved").click()
    editor.get_by_label("Place:").select_option("Below, as the last")
    editor.get_by_label("This page:").select_option("Research")
    editor.get_by_role("button", name="Move").click()
    expect(editor.locator(".messagelist")).to_contain_text("/research/to-be-moved/")

    visitor = new_page()
    visitor.goto("/to-be-moved/")
    assert visitor.url.endswith("/research/to-be-moved/")


def test_pages_around_the_form_keep_the_policy(editor):
    editor.goto(f"{PAGES}?q=Research")
    editor.get_by_role("link", name="Research", exact=True).first.click()
    expect(editor.locator(".ProseMirror:visible").first).to_be_visible()
    editor.get_by_role("link", name="History", exact=True).click()
    expect(editor.get_by_role("heading", level=1)).to_contain_text("history")
    editor.goto("/admin/pages/alert/add/")
    expect(editor.get_by_role("heading", level=1)).to_have_text("Add alert")
