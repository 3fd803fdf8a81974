import unicodedata

import pytest

from inquiries.models import Inquiry
from tests.inquiries.pages import kept, message_for, send

NAMES = [
    "X",
    "O'Brien",
    "D’Arcy",
    "Nguyễn Thị Ánh",
    "İpek Şahin-Łoś",
    "اسم تجريبي للاختبار",
    "می‌خواهم",  # a zero-width non-joiner stands inside
    "שָׂרָה",
    "測試名",
    "𠮷野",  # beyond the first 65,536 characters
    "김하늘",
    "क़",  # U+0958 would be stored decomposed: typed here as it comes out
    "👩🏽‍🔬 Ada",
    '<b>Ada</b> & "Co"',
    "Robert'); DROP TABLE inquiries;--",
    "{{ 7|add:7 }}",
    "x" * 200,
    "é" * 200,
]
LIMITED = {"first_name": "first name", "last_name": "last name", "employer": "employer’s name"}
# NFC takes this one letter apart, into two
GROWS = "\u0958"


@pytest.mark.parametrize("name", NAMES)
def test_name_is_stored_as_it_was_typed(client, answers, name):
    response = send(client, answers | dict.fromkeys(LIMITED, name))

    assert response.status_code == 303
    inquiry = Inquiry.objects.get()
    assert {inquiry.first_name, inquiry.last_name, inquiry.employer} == {
        unicodedata.normalize("NFC", name)
    }


def test_name_is_stored_composed_when_it_was_sent_decomposed(client, answers):
    send(client, answers | {"first_name": "Ame\u0301lie", "last_name": "e\u0301" * 200})

    inquiry = Inquiry.objects.get()
    assert inquiry.first_name == "Am\u00e9lie"
    assert inquiry.last_name == "\u00e9" * 200


@pytest.mark.parametrize(("field", "what"), LIMITED.items())
@pytest.mark.parametrize(
    "name", ["x" * 201, "字" * 201, "👩🏽‍🔬" * 67, "<" * 201, "x " * 150 + "x"]
)
def test_name_too_long_is_refused_and_kept(client, answers, field, what, name):
    response = send(client, answers | {field: name})

    limit = f"Your {what} can have up to 200 characters; this has {len(name)}."
    assert message_for(response, field) == limit
    assert kept(response, answers | {field: name}) == answers | {field: name}
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("field", LIMITED)
def test_name_that_grows_past_the_limit_is_refused_and_kept(client, answers, field):
    response = send(client, answers | {field: GROWS * 101})

    assert "this has 202" in message_for(response, field)
    assert kept(response, {field: GROWS * 101}) == {field: GROWS * 101}


def test_name_that_grows_up_to_the_limit_is_stored(client, answers):
    send(client, answers | dict.fromkeys(LIMITED, GROWS * 100))

    assert len(Inquiry.objects.get().last_name) == 200


def test_last_name_is_needed_unless_there_is_one_name(client, answers):
    response = send(client, answers | {"last_name": ""})

    message = "Enter your last name, or tick “I have one name”."
    assert message_for(response, "last_name") == message
    assert kept(response, answers | {"last_name": ""}) == answers | {"last_name": ""}


def test_single_name_is_stored_when_ticked(client, answers):
    send(client, answers | {"first_name": "Ada", "last_name": "", "one_name": "on"})

    inquiry = Inquiry.objects.get()
    assert (inquiry.first_name, inquiry.last_name) == ("Ada", "")
    assert inquiry.full_name == "Ada"


def test_tick_for_one_name_does_not_cost_the_last_name(client, answers):
    send(client, answers | {"one_name": "on"})

    assert Inquiry.objects.get().full_name == "Ada Example"


def test_tick_for_one_name_is_kept_when_something_else_is_wrong(client, answers):
    given = answers | {"last_name": "", "one_name": "on", "email": ""}

    response = send(client, given)

    assert message_for(response, "email") == "Enter your e-mail address."
    assert kept(response, given) == given


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u00a0", "\u3000", "\u200b\ufeff", "\u202e"])
def test_first_name_of_nothing_visible_is_refused(client, answers, blank):
    response = send(client, answers | {"first_name": blank})

    assert message_for(response, "first_name") == "Enter your first name."
    assert not Inquiry.objects.exists()
