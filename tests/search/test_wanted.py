import pytest

from search.wanted import MOST_WORDS, Wanted, stems


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("neurosciences", "neuroscience"), ("studies", "study"), ("study", "studies"),
        ("classes", "class"), ("diseases", "disease"), ("analyses", "analysis"),
        ("analysis", "analyses"), ("training", "trained"), ("programming", "programs"),
        ("processing", "process"), ("mentored", "mentors"), ("harvards", "harvard"),
    ],
)  # fmt: skip
def test_word_finds_its_other_forms(word, found):
    assert any(stem in found for stem in stems(word))


@pytest.mark.parametrize(
    "word", ["news", "ethics", "campus", "access", "basis", "spring", "evening", "succeed", "need"]
)
def test_word_that_only_looks_like_a_form_stays_whole(word):
    assert stems(word)[0] == word


def test_short_words_are_not_looked_for_inside_others():
    assert Wanted.by("MD art heart").words == ((" md ",), (" art",), (" heart",))


def test_quoted_words_are_one():
    assert Wanted.by('"Medical Sciences" brain').words == ((" medical sciences ",), (" brain",))


def test_small_words_count_only_when_there_are_no_others():
    assert Wanted.by("what is the brain").words == ((" brain",),)
    assert Wanted.by("the").words == ((" the",),)


def test_words_beyond_the_most_are_left_out():
    wanted = Wanted.by(" ".join(f"word{n}x" for n in range(20)))

    assert len(wanted.words) == MOST_WORDS
    assert wanted.is_cut


@pytest.mark.parametrize("text", ["", "  ", "%", '""', "“ ”", "🧠", "'"])
def test_text_without_words_asks_for_nothing(text):
    assert not Wanted.by(text)
