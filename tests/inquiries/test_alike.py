"""Who is proposed as the same person, with which words; and who must not be."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquiries.alike import MOST_OF_KEY, Said, mailbox_key, person_key, reasons, same_name

ADA = Said("ada@example.org", "Ada", "Example", "US", "Example Hospital")
OTHER = replace(ADA, email="other@example.net")


def with_name(first_name, last_name, **more):
    return replace(OTHER, first_name=first_name, last_name=last_name, **more)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("a.da@gmail.com", "ada@gmail.com", "but for dots at gmail.com"),
        ("ada+hms@gmail.com", "ada@gmail.com", "but for +tag at gmail.com"),
        ("a.da+hms@gmail.com", "ada@gmail.com", "but for dots and +tag at gmail.com"),
        ("a.da@googlemail.com", "ada@gmail.com", "but for dots at gmail.com"),
        ("ada@googlemail.com", "ada@gmail.com", ": googlemail.com is another name for gmail.com"),
        ("ada+hms@example.org", "ada@example.org", "but for +tag at example.org"),
        ("Ada+HMS@Example.org", "ada@example.org", "but for +tag at example.org"),
    ],
)
def test_same_mailbox_is_proposed_with_what_differs(one, other, said):
    strangers = [Said(address, "", "", "", "") for address in (one, other)]

    [reason] = reasons(*strangers)

    assert reason.startswith("The same mailbox")
    assert said in reason


@pytest.mark.parametrize(
    "other",
    ["a.da@example.org", "ada@example.net", "adam@example.org", "ada@example.org.uk"],
)
def test_other_mailbox_is_not_proposed(other):
    assert reasons(Said("ada@example.org", "", "", "", ""), Said(other, "", "", "", "")) == []


def test_mailbox_that_is_all_tag_keeps_its_name():
    assert mailbox_key("+hms@example.org") == "+hms@example.org"


@pytest.mark.parametrize(
    ("first", "last", "how"),
    [
        ("Ada", "Example", "The same name"),
        ("ÁDA", "éxample", "The same name"),
        ("Ada M.", "Example", "The same name"),
        ("Example", "Ada", "The same name written in another order"),
        ("", "Example Ada", "The same name written in another order"),
        ("Ada", "Exmaple", "Nearly the same name (two letters changed places)"),
        ("Ada", "Exampel", "Nearly the same name (two letters changed places)"),
        ("Ada", "Exemple", "Nearly the same name (one letter differs)"),
        ("Ada", "Exampple", "Nearly the same name (one letter is missing)"),
        ("Ada", "Exampl", "Nearly the same name (one letter is missing)"),
    ],
)
def test_name_that_is_nearly_the_same_is_proposed(first, last, how):
    [reason] = reasons(ADA, with_name(first, last))

    assert reason == f"{how}, same country, same employer"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Eve", "Example"),  # a sibling
        ("Ida", "Example"),  # a sibling, one letter away
        ("Aad", "Example"),
        ("Ada", "Exmalpe"),  # two slips
        ("Ada", "Sample"),
        ("A.", "Example"),
        ("Ada Eve", "Example"),
        ("", ""),
    ],
)
def test_other_name_at_one_employer_is_not_proposed(first, last):
    assert reasons(ADA, with_name(first, last)) == []


@pytest.mark.parametrize(
    "differs",
    [
        {"employer": ""},
        {"employer": "Another Hospital"},
        {"country": "CA"},
        {"country": ""},
    ],
)
def test_same_name_elsewhere_is_not_proposed(differs):
    assert reasons(ADA, replace(OTHER, **differs)) == []


@pytest.mark.parametrize("none", ["", "None", "N/A", "Self-employed", "student", "  "])
def test_employer_that_is_none_makes_no_two_people_one(none):
    assert reasons(replace(ADA, employer=none), replace(OTHER, employer=none)) == []


@pytest.mark.parametrize("short", [("Li", "Lu"), ("Lee", "Lei"), ("Kim", "Kin")])
def test_short_last_names_that_differ_in_a_letter_are_two(short):
    one, other = (with_name("Ada", last) for last in short)

    assert same_name(one, other) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("明", "李"), ("李", "明")),
        (("Ада", "Пример"), ("Пример", "Ада")),
        (("عائشة", "مثال"), ("مثال", "عائشة")),
    ],
)
def test_name_in_another_order_is_proposed_in_any_script(one, other):
    assert "another order" in same_name(with_name(*one), with_name(*other))


NAMES = st.text(alphabet="abcé. 'Å李м", max_size=12)
SAID = st.builds(
    Said,
    email=st.sampled_from(["a.b@gmail.com", "ab+c@gmail.com", "ab@example.org"]),
    first_name=NAMES,
    last_name=NAMES,
    country=st.sampled_from(["", "US", "DE"]),
    employer=st.sampled_from(["", "Example Hospital", "example  hospital", "none"]),
)


@given(SAID, SAID)
def test_order_of_two_people_does_not_matter(one, other):
    assert reasons(one, other) == reasons(other, one)


@given(SAID, SAID)
def test_whoever_is_proposed_by_name_has_the_same_key(one, other):
    keys = [person_key(s.first_name, s.last_name, s.country, s.employer) for s in (one, other)]

    if same_name(one, other) in {
        f"{how}, same country, same employer"
        for how in ("The same name", "The same name written in another order")
    }:
        assert keys[0] == keys[1] != ""


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_key_of_any_text_fits_its_column(first, last, employer):
    assert len(person_key(first, last, "US", employer)) <= MOST_OF_KEY
