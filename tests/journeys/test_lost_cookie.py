"""A form that was open overnight, or a browser that lost its cookies: nothing is typed twice."""

import pytest
from playwright.sync_api import expect

from .pages import expect_thanks, fill_form, open_form, send

pytestmark = pytest.mark.browser


def test_answers_survive_a_lost_cookie(any_page, site, email):
    open_form(any_page)
    fill_form(any_page, email)
    any_page.context.clear_cookies()
    send(any_page)
    any_page.get_by_role("button", name="Send again").click()

    expect_thanks(any_page)
    expect(any_page.get_by_role("main")).to_contain_text(email)
