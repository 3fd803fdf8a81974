import pytest

from inquiries.brochure.blocks import blocks


def said(html):
    return [
        (block["kind"], ["".join(run["text"] for run in item) for item in block["items"]])
        for block in blocks(html)
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("<p></p>", []),
        ("<p>One.</p>\n<p>Two.</p>", [("paragraph", ["One."]), ("paragraph", ["Two."])]),
        ("Bare text", [("paragraph", ["Bare text"])]),
        ("<h2>Why</h2><h3>How</h3>", [("heading", ["Why"]), ("heading", ["How"])]),
        ("<ul><li><p>a</p></li><li>b</li></ul>", [("bullets", ["a", "b"])]),
        ("<ol><li><p>a</p></li></ol>", [("numbers", ["a"])]),
        ("<blockquote><p>Said.</p></blockquote>", [("quote", ["Said."])]),
        ("<p>One<br>Two</p>", [("paragraph", ["One\nTwo"])]),
        ("<p>a\n   b &amp; &lt;c&gt;</p>", [("paragraph", ["a b & <c>"])]),
    ],
)
def test_html_becomes_blocks(html, expected):
    assert said(html) == expected


def test_runs_keep_emphasis_and_links(settings):
    [block] = blocks('<p>a <strong>b</strong> <em>c</em> <a href="/news/">d</a></p>')

    runs = {run["text"].strip(): run for run in block["items"][0]}
    assert runs["b"]["bold"]
    assert runs["c"]["italic"]
    assert runs["d"]["url"] == f"{settings.SITE_URL}/news/"
    assert runs["a"] == {"text": "a ", "bold": False, "italic": False, "url": ""}


def test_place_within_a_page_is_no_link_on_paper():
    [block] = blocks('<p><a href="#below">d</a></p>')

    assert block["items"][0][0]["url"] == ""
