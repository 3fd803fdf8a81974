"""What a spreadsheet would take for a formula leaves as text."""

import pytest

from inquiries.cells import harmless


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(1)", "|calc", "%0A", "\t=1", "\rA", "\nA", " =1", "\xa0=1",
     "\u3000+1", "\u200b=1", "\ufeff=1", "＝1+1", "＋1", "－1", "＠SUM", "｜x", "％x", "−1", '"=1',
     "=cmd|' /C calc'!A0", "-", "\x01=1", "\u202e=1"],
)  # fmt: skip
def test_text_that_could_begin_a_formula_gets_an_apostrophe(text):
    assert harmless(text)[0] == "'"


@pytest.mark.parametrize(
    "text",
    ["", "Ada", "Ada-Maria", "1+1", "O’Neill & Co.", "ada+tag@example.org", "A = B", "'t Hooft"],
)
def test_other_text_stays_as_it_is(text):
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Ada;=1+1", "Ada;'=1+1"),
        ("Ada\t@SUM(1)", "Ada\t'@SUM(1)"),
        ("Ada\n=1", "Ada\n'=1"),
        ('Ada";"=1', 'Ada";\'"=1'),
        ("Immunology; Bioethics", "Immunology; Bioethics"),
    ],
)
def test_nothing_inside_a_text_begins_a_formula_for_a_program_of_other_separators(text, guarded):
    assert harmless(text) == guarded
