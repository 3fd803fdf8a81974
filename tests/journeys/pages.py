"""What visitors do, in their words: roles and names, as they are seen or read out."""

import re

from playwright.sync_api import expect

# where the focus is, and whether it can be seen there by an outline or a shadow
FOCUS = """target => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  const shown = element === document.body || outlined || boxShadow !== "none";
  return { arrived: element === target, unseen: shown ? null : element.outerHTML };
}"""
MOST_TABS = 120


def first_heading(page):
    return page.get_by_role("heading", level=1)


def open_form(page, program="bioethics"):
    page.goto(f"/brochure/?program={program}")
    expect(first_heading(page)).to_have_text("Ask for the brochure")


def fill_form(page, email):
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Example")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("checkbox", name="Student").check()


def send_button(page):
    return page.get_by_role("button", name="Send me the brochure")


def send(page):
    send_button(page).click()


def expect_thanks(page):
    expect(first_heading(page)).to_have_text(re.compile("Thank you"))


def read_brochure(page):
    page.get_by_role("link", name="Read it as a web page").click()
    expect(first_heading(page)).to_have_text("Master’s Programs")


def tab_to(page, target):
    """Presses Tab until `target` has the focus; every stop on the way must show where it is."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = target.evaluate(FOCUS)
        assert focus["unseen"] is None
        if focus["arrived"]:
            return
    raise AssertionError(f"The keyboard does not get to {target}")
