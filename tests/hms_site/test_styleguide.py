"""The style guide: for staff, drawn without any row, and complete."""

import re

import pytest
from django.conf import settings

from hms_site.contrast import colors, contrast
from tests.factories import StaffFactory
from tests.reading import Page

ADDRESS = "/styleguide/"
TEXT_COLORS = {"ink", "quiet", "accent", "accent-deep", "focus"}
# drawn once for each page, or by the form itself
NOT_SHOWN = {"captcha", "autocomplete", "opening", "planner", "compare"}


@pytest.fixture
def guide(client, db):
    client.force_login(StaffFactory())
    return client.get(ADDRESS)


def test_visitor_is_led_to_the_sign_in(client, db):
    response = client.get(ADDRESS)

    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={ADDRESS}")


def test_account_that_is_no_staff_is_refused(client, db):
    client.force_login(StaffFactory(is_staff=False))

    assert client.get(ADDRESS).status_code == 403


def test_guide_is_kept_and_listed_by_nobody(guide):
    assert guide.status_code == 200
    assert "no-store" in guide["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in guide.content.decode()


def test_no_id_stands_twice_and_no_part_is_empty(guide):
    html = guide.content.decode()
    ids = re.findall(r'\sid="([^"]*)"', html)

    assert sorted(ids) == sorted(set(ids))
    assert "" not in Page(guide).headings


def test_places_that_the_guide_names_are_on_it(guide):
    html = guide.content.decode()
    named = {link for link in Page(guide).links if link.startswith("#") and link != "#top"}

    assert {f"#{place}" for place in re.findall(r'\sid="([^"]*)"', html)} >= named


def test_every_kind_of_block_and_level_of_alert_is_shown(guide):
    html = guide.content.decode()

    for name in ("information", "warning", "emergency"):
        assert f"alert--{name}" in html
    for name in ("link-list", "figures", "quotation", "picture", "call", "prose"):
        assert f'class="block {name}' in html or f'class="{name}' in html


def test_every_component_with_a_style_sheet_is_shown(guide):
    html = guide.content.decode()
    for sheet in (settings.BASE_DIR / "static/css/components").glob("*.css"):
        classes = set(re.findall(r"\.([a-z][\w-]*)", sheet.read_text()))
        shown = {name for name in classes if re.search(rf'class="[^"]*\b{name}\b', html)}
        assert shown or sheet.stem in NOT_SHOWN, sheet.name


def test_the_style_sheet_of_every_component_is_sent(guide):
    css = settings.BASE_DIR / "static/css"
    sheets = ["site.css", *re.findall(r'href="/static/css/(\w+\.css)"', guide.content.decode())]
    # the search for countries brings its own; the two pages of plans are looked at as they are
    sheets += ["planner.css"]
    sent = "".join((css / sheet).read_text() for sheet in sheets)
    sent += 'url("components/autocomplete.css")'

    for component in (css / "components").glob("*.css"):
        assert f'url("components/{component.name}")' in sent, component.name


def test_every_color_of_the_site_has_a_swatch(guide):
    css = (settings.BASE_DIR / "static/css/styleguide.css").read_text()

    assert [name for name in named_colors() if f".guide__swatch--{name} " not in css] == []
    assert {"paper", "ink", "accent"} <= set(named_colors())


def named_colors():
    return [color.name for color in colors()]


def test_text_can_be_told_from_the_paper_in_light_and_dark():
    text = [color for color in colors() if color.name in TEXT_COLORS]

    assert {color.name for color in text} == TEXT_COLORS
    assert [c.name for c in text if min(c.on_light, c.on_dark) < 4.5] == []


def test_contrast_is_that_of_wcag():
    assert contrast("#000", "#fff") == contrast("#ffffff", "#000000") == 21.0
    assert contrast("#767676", "#fff") == 4.5


def test_dark_colors_follow_the_colors_they_are_made_from():
    css = (
        "--paper: #fff; --red: #f00; --link: var(--red); (prefers-color-scheme: dark) --red: #fff;"
    )

    link = next(color for color in colors(css) if color.name == "link")
    assert (link.light, link.dark, link.on_dark) == ("#f00", "#fff", 1.0)
