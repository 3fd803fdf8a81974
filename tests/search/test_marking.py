import unicodedata

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from search.marking import LETTERS, marked, pattern, snippet
from search.wanted import Wanted


def mark(text, query):
    return marked(text, pattern(Wanted.by(query)))


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("The Café", "cafe", "The <mark>Café</mark>"),
        ("Große Straße", "strasse", "Große <mark>Straße</mark>"),
        ("Côte d’Ivoire", "d'ivoire", "Côte <mark>d’Ivoire</mark>"),
        ("Neurosciences", "neuroscience", "<mark>Neurosciences</mark>"),
        ("AI and aid", "ai", "<mark>AI</mark> and aid"),
        ("AI MD", "md ai", "<mark>AI</mark> <mark>MD</mark>"),
        ("a Ph.D. now", "phd", "a <mark>Ph.D</mark>. now"),
        ("كُلِّيَّة الطب", "كلية", "<mark>كُلِّيَّة</mark> الطب"),
        ("医学研究生院", "研究", "医学<mark>研究</mark>生院"),
        ("one – two", '"one two"', "<mark>one – two</mark>"),
        ("<b>bold</b> & so", "bold", "&lt;b&gt;<mark>bold</mark>&lt;/b&gt; &amp; so"),
        ("nothing here", "else", "nothing here"),
    ],
)
def test_words_are_marked_as_they_are_found(text, query, html):
    assert mark(unicodedata.normalize("NFC", text), query) == html


def test_marking_escapes_all_of_the_text():
    html = mark("<script>alert('x')</script>", "script alert")

    assert "<script" not in html
    assert html.count("<mark>") == 3


@given(st.text(), st.text())
def test_marks_change_no_letter(text, query):
    text = unicodedata.normalize("NFC", text)

    html = str(mark(text, query))

    assert html.replace("<mark>", "").replace("</mark>", "") == escape(text)


def around(text, query):
    return snippet(text, pattern(Wanted.by(query)))


def test_snippet_shows_the_lines_around_the_first_hit():
    text = "before " * 100 + "The Café is open. " + "after " * 100

    shown = around(text, "cafe")

    assert "The Café is open." in shown
    assert shown.startswith("… before")
    assert shown.endswith("after …")
    assert len(shown) <= LETTERS + 4


def test_snippet_without_a_hit_is_the_beginning():
    assert around("Short and whole.", "else") == "Short and whole."


def test_snippet_finds_a_hit_behind_many_letters_that_fold_to_several():
    text = "ﷺ ß’’’’ " * 200 + "needle " + "after " * 200

    assert "needle" in around(text, "needle")


def test_snippet_of_a_script_without_blanks_is_short_too():
    assert len(around("医学" * 500, "学医")) <= LETTERS + 4


def test_snippet_puts_parts_on_one_line():
    assert around("One.\nTwo\nThree", "two") == "One. Two · Three"
