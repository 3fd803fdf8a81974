import pytest

from content.richtext import RichTextField, plain
from tests.factories import NewsItemFactory

FIELD = RichTextField(blank=True)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("<p>Hi<script>alert(1)</script></p>", "<p>Hi</p>"),
        ('<p onclick="x()">Hi</p>', "<p>Hi</p>"),
        ('<p style="color: red">Hi</p>', "<p>Hi</p>"),
        ("<h1>Big</h1><h2>Right</h2>", "Big<h2>Right</h2>"),
        ('<iframe src="https://example.org"></iframe><img src=x onerror=y>', ""),
    ],
)
def test_what_can_harm_is_removed(sent, stored):
    assert FIELD.clean(sent, None) == stored


@pytest.mark.parametrize(
    "scheme",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//[x",
        "//other.example/",
        "/\\other.example/",
        "https://user@other.example/",
    ],
)
def test_a_link_keeps_no_script(scheme):
    assert scheme not in FIELD.clean(f'<p><a href="{scheme}">x</a></p>', None)


def test_what_editors_write_stays():
    text = (
        '<h2>One</h2><p><strong>a</strong> <a href="https://example.org/">b</a> '
        '<a href="/news/">c</a> <a href="mailto:ada@example.org">d</a></p>'
    )

    assert FIELD.clean(text, None).replace(' rel="noopener noreferrer"', "") == text


def test_words_of_neighboring_parts_stay_apart():
    assert plain("<p>one</p><p>two &amp; <b>three</b></p>") == "one two & three"


@pytest.mark.django_db
def test_no_way_into_the_database_leads_past_the_sanitizer():
    item = NewsItemFactory(body="<p>Hi<script>alert(1)</script></p>")

    item.refresh_from_db()
    assert item.body == "<p>Hi</p>"
