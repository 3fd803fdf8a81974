"""One template gives a mail's subject, its HTML with the styles inside, and its text."""

import pytest
from django.template import engines

from inquiries import letters


@pytest.fixture
def said(settings):
    """The letter that this markup gives inside the frame."""
    context = {"site_url": "https://masters.example.org"}

    def write(markup, subject="News", **values):
        frame = '{% extends "inquiries/emails/letter.html" %}'
        title = f"{{% block subject %}}{subject}{{% endblock %}}"
        letter = f"{{% block letter %}}{markup}{{% endblock %}}"
        page = engines["django"].from_string(frame + title + letter).render(context | values)
        return letters.Letter(
            letters.subject_of(page), letters.inliner().inline(page), letters.text_of(page)
        )

    return write


def body(letter):
    """The text between the wordmark and the foot."""
    return letter.text.partition("Medical School\n\n")[2].partition("\n\nHarvard")[0]


def test_subject_is_one_line_of_plain_text(said):
    letter = said("", subject="\n {{ name }}  asks ", name="A & B\r\nBcc: eve@example.org")

    assert letter.subject == "A & B Bcc: eve@example.org asks"


def test_page_without_a_title_is_no_letter():
    with pytest.raises(ValueError, match=r"letter\.html"):
        letters.subject_of("<p>Hello</p>")


def test_styles_stand_in_the_elements(said):
    html = said("<p>Hello</p>").html

    assert '<p style="margin: 0 0 16px;">Hello</p>' in html
    assert "<style>@media (prefers-color-scheme: dark)" in html


def test_link_is_followed_by_its_address(said):
    letter = said('<p>See <a href="https://a.example/?b=1&amp;c=%20d">this</a>.</p>')

    assert body(letter) == "See this <https://a.example/?b=1&c=%20d>."


@pytest.mark.parametrize("href", ["ada@example.org", "https://a.example/"])
def test_link_whose_words_are_its_address_says_it_once(said, href):
    target = f"mailto:{href}" if "@" in href else href

    assert body(said(f'<p>Ask <a href="{target}">{href}</a> now.</p>')) == f"Ask {href} now."


def test_long_address_is_not_broken(said):
    address = f"https://a.example/{'long-' * 40}"

    assert f"<{address}>" in said(f'<p>Some words before <a href="{address}">it</a></p>').text


def test_lines_are_as_long_as_people_read_them(said):
    lines = said(f"<p>{'word ' * 40}</p>").text.splitlines()

    assert max(map(len, lines)) <= 72


def test_second_line_of_an_entry_stands_below_its_first_word(said):
    text = said(f"<p>Before</p><ul><li>{'word ' * 20}</li></ul>").text
    first, second = (line for line in text.splitlines() if "word" in line)

    assert first.startswith("  * word")
    assert second.startswith("    word")


def test_one_letter_leaves_nothing_in_the_next(said):
    said("<p>For Ada</p>")

    assert "Ada" not in said("<p>For Eve</p>").text
