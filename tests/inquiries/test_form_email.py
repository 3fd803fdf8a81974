import pytest

from inquiries.models import Inquiry
from tests.inquiries.pages import kept, message_for, send

# 64 + 1 + 189 = 254, the most that SMTP carries
LONGEST = f"{'a' * 64}@{'b' * 61}.{'c' * 61}.{'d' * 61}.org"


def stored_email(client, answers, typed):
    assert send(client, answers | {"email": typed}).status_code == 303
    return Inquiry.objects.get().email


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.org",
        "ada.o'brien+hms@mail.example.org",
        "1@example.org",
        LONGEST,
    ],
)
def test_address_is_accepted(client, answers, address):
    assert send(client, answers | {"email": address}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" ada@example.org\n", "ada@example.org"),
        ("Ada.Example@Example.ORG", "Ada.Example@example.org"),
        ("ada@bücher.example", "ada@bücher.example"),
        ("ada@bu\u0308cher.example", "ada@bücher.example"),
        ("ada@xn--bcher-kva.example", "ada@bücher.example"),
        ("ada@例え.jp", "ada@例え.jp"),
        ("ada\u202e@example.org", "ada@example.org"),
    ],
)
def test_address_is_stored_in_its_usual_form(client, answers, typed, stored):
    assert stored_email(client, answers, typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "ada",
        "ada@",
        "@example.org",
        "ada@localhost",
        "ada@example",
        "ada@@example.org",
        "ada@exa mple.org",
        "ada example@example.org",
        "ada@example..org",
        ".ada@example.org",
        "ada@-example.org",
        "ada@[127.0.0.1]",
        '"ada example"@example.org',
        "Ada <ada@example.org>",
        "ada@example.org, eve@example.org",
        "ada@example.org;eve@example.org",
        "áda@example.org",
        "ada@example.org\u200b.com\u0000",
        f"ada@{'b' * 64}.org",
    ],
)
def test_malformed_address_is_refused_and_kept(client, answers, typed):
    response = send(client, answers | {"email": typed})

    assert message_for(response, "email")
    assert kept(response, answers | {"email": typed}) == answers | {"email": typed}
    assert not Inquiry.objects.exists()


def test_address_of_255_characters_is_refused_naming_the_limit(client, answers):
    response = send(client, answers | {"email": LONGEST.replace(".org", ".info")})

    message = "Your e-mail address can have up to 254 characters; this has 255."
    assert message_for(response, "email") == message


def test_address_in_letters_that_case_folding_makes_longer_is_stored(client, answers):
    """ΐ folds to three characters: PostgreSQL would have no room for them in the prospect."""
    address = f"ada@{'.'.join(['ΐ' * 30] * 3)}.example"

    assert stored_email(client, answers, address) == address


def test_addresses_that_differ_in_sharp_s_belong_to_two_people(client, answers):
    for domain in ("straße.example", "strasse.example"):
        send(client, answers | {"email": f"ada@{domain}"})

    prospects = {inquiry.prospect.email for inquiry in Inquiry.objects.all()}
    assert prospects == {"ada@straße.example", "ada@strasse.example"}


def test_prospect_is_known_by_the_address_in_any_case(client, answers):
    for address in ("Ada@example.org", "ada@EXAMPLE.org"):
        send(client, answers | {"email": address})

    first, second = Inquiry.objects.all()
    assert first.prospect == second.prospect
    assert first.prospect.email == "ada@example.org"
