"""The text of a reply: a closed set of fields, and nothing else in double braces."""

import pytest
from django.core.exceptions import ValidationError

from inquiries.reply_fields import EXAMPLES, FIELDS, LINKS
from inquiries.reply_text import check, check_subject, fill, in_words


def filled(text, **values):
    return fill(text, {**dict.fromkeys(FIELDS, ""), **values})


def refusal(text, check=check):
    with pytest.raises(ValidationError) as refused:
        check(text)
    return refused.value.messages[0]


@pytest.mark.parametrize("text", ["", "Plain text.", "{ one brace }", "50% off", "a | b"])
def test_plain_text_is_left_alone(text):
    check(text)

    assert filled(text).text == text


@pytest.mark.parametrize("name", [*FIELDS, *LINKS])
def test_each_field_may_be_used(name):
    check(f"{{{{ {name} }}}}")


def test_unknown_field_is_refused_with_those_there_are():
    said = refusal("Dear {{ nmae }},")

    assert said.startswith("There is no field “nmae”. You can use: greeting, ")
    assert all(name in said for name in [*FIELDS, *LINKS])


@pytest.mark.parametrize(
    "text",
    [
        "{{ first_name",
        "first_name }}",
        "{{ first name }}",
        "{{ first_name.email }}",
        "{{ first_name|upper }}",
        "{{ inquiry.prospect.email }}",
        "{{ first_name|or:applicant }}",
        "{{}}",
        "{{{ first_name }}}{{",
        "{% if first_name %}",
        "{% load static %}",
        "{{\nfirst_name }}",
    ],
)
def test_whatever_else_stands_in_braces_is_refused(text):
    assert "is no field" in refusal(text)


def test_unknown_field_of_pythons_own_is_one_like_others():
    assert "There is no field “__class__”" in refusal("{{ __class__ }}")


@pytest.mark.parametrize("text", ["{{ brochure_link }}", "{{ key_dates }}"])
def test_subject_takes_no_links_and_no_lines(text):
    assert "fits the text, not the subject" in refusal(text, check_subject)


@pytest.mark.parametrize("text", ["{{ first_name }}", "{{first_name}}", "{{\tfirst_name }}"])
def test_field_is_filled(text):
    assert filled(f"Dear {text}!", first_name="Ada").text == "Dear Ada!"


@pytest.mark.parametrize("quotes", ['""', "“”", "””"])
def test_other_words_stand_where_the_field_is_empty(quotes):
    text = f"Dear {{{{ first_name|or:{quotes[0]}applicant{quotes[1]} }}}},"
    check(text)

    assert filled(text).text == "Dear applicant,"
    assert filled(text, first_name="Ada").text == "Dear Ada,"


def test_empty_words_leave_nothing():
    assert filled('A{{ first_name|or:"" }}B').text == "AB"


def test_missing_field_stays_and_is_named():
    found = filled("{{ first_name }} {{ last_name }}", last_name="Example")

    assert (found.text, found.missing) == ("{{ first_name }} Example", ["first_name"])
    with pytest.raises(ValidationError, match="This person gave no first name"):
        found.refuse_if_missing()


@pytest.mark.parametrize(
    "name", ["{{ last_name }}", "{{{{ last_name }}}}", "{% debug %}", "{{{x}}}"]
)
def test_what_a_person_typed_is_never_read_as_a_field(name):
    once = filled("Dear {{ first_name }},", first_name=name, last_name="Secret").text

    check(once)
    assert filled(once, last_name="Secret").text == once
    assert "Secret" not in once


def test_links_wait_for_the_mail():
    text = "See {{ brochure_link }}."

    assert filled(text).text == text
    assert in_words(text) == "See your brochure."


def test_examples_fill_every_field():
    text = " ".join(f"{{{{ {name} }}}}" for name in FIELDS)

    assert fill(text, EXAMPLES).missing == []
