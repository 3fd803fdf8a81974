"""Plan my degree: with and without a script, by keyboard, on a phone, and on to the desk."""

import re
from random import Random

import pytest
from playwright.sync_api import expect

from .pages import expect_thanks, fill_form, first_heading, send, tab_to
from .test_accessibility import OVERFLOW
from .test_desk_inquiry import officer, opened  # noqa: F401 - a fixture

pytestmark = [pytest.mark.browser, pytest.mark.once]
PLANNER = "/programs/bioethics/plan/"
PLAN = "SELECT plan FROM inquiries_inquiry WHERE email = %s"
NUMBER = "SELECT id FROM inquiries_inquiry WHERE email = %s"
CHOICE = "?way=full-time&take=CAPSTONE~CORE-1"


def course(page, code):
    return page.locator(f"input[name=course][value={code}]")


def verdict(page):
    return page.locator(".planner__verdict")


def summed(page):
    """All that the page says of the choice; copying its address needs a script."""
    said = page.locator("[data-sum]").inner_text().replace("Copy the link", "")
    return " ".join(said.split())


def test_tick_changes_sum_and_address_without_a_reload(page):
    page.goto(PLANNER)
    page.evaluate("window.isStillThisPage = true")
    course(page, "CORE-1").check()

    expect(verdict(page)).to_have_text("This choice does not earn the degree yet.")
    expect(page.locator("[data-sum]")).to_contain_text("4 of 32 credits")
    expect(page).to_have_url(re.compile(r"\?way=full-time&take=CORE-1$"))
    assert page.evaluate("window.isStillThisPage")


def test_form_adds_up_without_a_script(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(PLANNER)
    course(page, "CORE-1").check()
    page.get_by_role("button", name="Add it up").click()

    expect(page.locator("[data-sum]")).to_contain_text("4 of 32 credits")
    expect(page).to_have_url(re.compile(r"\?way=full-time&take=CORE-1(#sum)?$"))
    expect(course(page, "CORE-1")).to_be_checked()


def test_keyboard_alone_gets_from_a_tick_to_the_form(page):
    page.goto(PLANNER)
    tab_to(page, course(page, "CORE-1"))
    page.keyboard.press("Space")
    ask = page.get_by_role("link", name="Ask about this plan")
    ask.wait_for()
    tab_to(page, ask)
    page.keyboard.press("Enter")

    expect(page.get_by_role("checkbox", name="I ask about this plan")).to_be_checked()


def test_phone_keeps_the_count_in_view_with_and_without_a_script(new_page):
    phone = {"width": 360, "height": 640}
    page, plain = new_page(viewport=phone), new_page(viewport=phone, java_script_enabled=False)
    page.goto(PLANNER)
    course(page, "CORE-1").check()
    plain.goto(f"{PLANNER}?way=full-time&take=CORE-1")

    for each in (page, plain):
        course(each, "CORE-1").scroll_into_view_if_needed()
        tally = each.locator("[data-tally]")
        expect(tally).to_contain_text("4 of 36 credits")
        expect(tally).to_be_in_viewport()


def test_bar_without_a_script_counts_nothing_before_it_was_asked(new_page):
    page = new_page(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page.goto(PLANNER)
    course(page, "CORE-1").check()

    expect(page.locator("[data-tally]")).to_be_hidden()
    expect(page.get_by_role("button", name="Add it up")).to_be_in_viewport()


def test_verdict_and_count_are_announced_in_one_sentence_each(page):
    page.goto(PLANNER)
    course(page, "CORE-1").check()

    expect(page.locator("[data-said]")).to_have_text(
        "This choice does not earn the degree yet. 4 of 36 credits."
    )


def test_link_is_copied_and_said_to_be(new_page):
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{PLANNER}{CHOICE}")
    page.get_by_role("button", name="Copy the link").click()

    expect(page.locator("[data-copied]")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_link_without_a_script_is_text(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{PLANNER}{CHOICE}")

    expect(page.locator("[data-address]")).to_have_text(re.compile(r"^http.*~CORE-1$"))
    expect(page.get_by_role("button", name="Copy the link")).to_be_hidden()


def test_paper_shows_what_is_chosen_as_text_and_no_fields(page):
    page.goto(f"{PLANNER}{CHOICE}@1")
    page.emulate_media(media="print")

    expect(
        page.get_by_text("CORE-1 Foundations of the field, part one: 4 credits, term 1, fall")
    ).to_be_visible()
    expect(page.locator("[data-address]")).to_be_visible()
    for hidden in ("input", "select", "button", "progress", "footer"):
        expect(page.locator(f"{hidden}:visible")).to_have_count(0)


def test_phone_never_scrolls_sideways(new_page):
    page = new_page(viewport={"width": 320, "height": 640})
    for address in (PLANNER, f"{PLANNER}{CHOICE}~STUDY:9~XXX", f"/brochure/{asked(CHOICE)}"):
        page.goto(address)
        for box in page.locator("input[name=course]").all():
            box.check()

        assert page.evaluate(OVERFLOW) <= 0


def test_script_and_form_say_the_same_of_30_choices(page, new_page):
    plain = new_page(java_script_enabled=False)
    page.goto(PLANNER)
    codes = page.locator("input[name=course]").evaluate_all("all => all.map(each => each.value)")
    random = Random(36)  # noqa: S311 - test data
    for _ in range(30):
        chosen = random.sample(codes, random.randint(1, len(codes)))
        short = "~".join(sorted(chosen))
        tick(page, chosen)
        page.wait_for_url(lambda url, short=short: url.endswith(f"take={short}"))
        plain.goto(f"{PLANNER}?sent=1&way=full-time&{'&'.join(f'course={c}' for c in chosen)}")

        assert plain.url.endswith(f"take={short}")
        assert summed(page) == summed(plain)


def tick(page, chosen):
    """Exactly these, in the browser, with one event, as a person's last tick gives."""
    page.locator("form[data-planner]").evaluate(
        """(form, chosen) => {
          for (const box of form.querySelectorAll("input[name=course]"))
            box.checked = chosen.includes(box.value);
          form.dispatchEvent(new Event("change"));
        }""",
        chosen,
    )


def asked(choice):
    return f"?program=bioethics&plan={PLANNER}{choice}".replace("&take", "%26take")


def test_plan_gets_from_the_planner_to_the_desk(any_page, new_page, site, email, officer):  # noqa: F811
    page = any_page
    page.goto(f"{PLANNER}{CHOICE}")
    page.get_by_role("link", name="Ask about this plan").click()
    fill_form(page, "ada@example")
    send(page)
    page.get_by_label("E-mail address").fill(email)
    send(page)
    expect_thanks(page)

    assert site.query(PLAN, email) == [(f"{PLANNER}{CHOICE}",)]
    [(number,)] = site.query(NUMBER, email)
    desk = opened(new_page(), officer[0], f"/admin/inquiries/inquiry/{number}/change/")
    desk.get_by_role("link", name="Master of Bioethics, full-time, 2 courses").click()
    expect(first_heading(desk)).to_have_text("Plan your degree")
    expect(course(desk, "CAPSTONE")).to_be_checked()


def test_plan_can_be_left_out(any_page, site, email):
    any_page.goto(f"/brochure/{asked(CHOICE)}")
    fill_form(any_page, email)
    any_page.get_by_role("checkbox", name="I ask about this plan").uncheck()
    send(any_page)
    expect_thanks(any_page)

    assert site.query(PLAN, email) == [("",)]


def test_back_brings_the_plan_again(any_page, email):
    any_page.goto(f"/brochure/{asked(CHOICE)}")
    fill_form(any_page, email)
    send(any_page)
    expect_thanks(any_page)
    any_page.go_back()

    expect(any_page.get_by_role("checkbox", name="I ask about this plan")).to_be_checked()


TAKES = "64 credits in 4 terms, two academic years"


@pytest.mark.parametrize(
    ("taps", "answer"),
    [
        (["Ways to study this degree"], "No plan is published; ask us"),
        (["Master of Bioethics"], "A project of your own that draws on what you have learned."),
        (["Medical Education", "Plan your degree"], TAKES),
    ],
    ids=["part-time", "capstone", "64 in two years"],
)
def test_newcomer_on_a_phone_finds_it_within_two_taps(new_page, taps, answer):
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto("/")
    for name in taps:
        page.get_by_role("main").get_by_role("link", name=name, exact=True).first.tap()

    expect(page.get_by_role("main").get_by_text(answer).first).to_be_visible()


def test_programs_page_answers_before_the_first_tap(new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto("/programs/#medical-sciences-ways")

    expect(page.get_by_text(TAKES).first).to_be_in_viewport()
    expect(page.get_by_text("Part-time").nth(1)).to_be_in_viewport()
