"""Plain text as a mail's HTML."""

import time

import pytest

from inquiries.plain_text import as_html

ADDRESSES = {"brochure_link": "https://example.org/b/", "my_inquiry_link": "https://example.org/m/"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One.\n \t\n\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One,\ntwo.", "<p>One,<br>\ntwo.</p>"),
        ("- a\n* b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("First:\n- a", "<p>First:</p>\n<ul>\n<li>a</li>\n</ul>"),
        ("-5 degrees", "<p>-5 degrees</p>"),
        ("<b> & \"'", "<p>&lt;b&gt; &amp; &quot;&#x27;</p>"),
        ("", ""),
    ],
)
def test_paragraphs_lines_and_lists(text, html):
    assert as_html(text, ADDRESSES) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&amp;c=2</a>."),
        ("(http://example.org)", '(<a href="http://example.org">http://example.org</a>)'),
        ("ask ada@example.org!", '<a href="mailto:ada@example.org">ada@example.org</a>!'),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ("example.org", "<p>example.org</p>"),
        ('https://e.org/"><script>', '<a href="https://e.org/">https://e.org/</a>&quot;&gt;'),
        ("{{ brochure_link }}", '<p><a href="https://example.org/b/">your brochure</a></p>'),
    ],
)
def test_what_leads_somewhere_is_a_link(text, html):
    assert html in as_html(text, ADDRESSES)


@pytest.mark.parametrize("piece", ["a", "a.", "@", "{{ ", "https://", "-", "a@"])
def test_longest_text_takes_no_time(piece):
    start = time.monotonic()

    as_html(piece * (20_000 // len(piece)), ADDRESSES)

    assert time.monotonic() - start < 2
