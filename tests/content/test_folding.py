import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.folding import fold, framed, framed_with_places

ALIKE = [
    ("Café", "CAFE"), ("Straße", "strasse"), ("Æsop", "aesop"), ("Œuvre", "oeuvre"),
    ("Łódź", "lodz"), ("Smørrebrød", "smorrebrod"), ("İstanbul", "istanbul"), ("ΟΔΟΣ", "οδός"),
    ("Ёлка", "елка"), ("d’Ivoire", "d'Ivoire"), ("Ph.D.", "phd"), ("co\xadoperate", "cooperate"),
    ("ＭＭＳｃ", "mmsc"), ("ﬁbrosis", "fibrosis"), ("H₂O", "h2o"), ("e\u0301", "é"),
    ("a\tb\n c", "a b c"), ("Q&A", "q a"), ("x_y%z\\", "x y z"),
    ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_texts_that_differ_in_writing_alone_fold_alike(one, other):
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize("text", ["", "  ", "%_\\'\"", "🧠", "\0\x1b", "…—“”", "\u202e\u200b"])
def test_text_without_words_folds_to_nothing(text):
    assert fold(text) == ""


def test_numbers_keep_their_parts():
    assert fold("2.5 credits, 1782") == "2 5 credits 1782"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_places_belong_to_the_folded_text(text):
    composed = unicodedata.normalize("NFC", text)

    folded, places = framed_with_places(composed)

    assert folded.split() == framed(composed).split()
    assert len(places) == len(folded)
    assert places == sorted(places)
