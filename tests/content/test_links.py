import pytest
from django.core.exceptions import ValidationError

from content.links import absolute, can_be_dialed, is_outside, leads_somewhere, telephone


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/news/?topic=brain#top",
        "https://www.harvard.edu/",
        "http://example.org",
        "mailto:ada@example.org",
        "tel:+1-617-432-1000",
    ],
)
def test_address_that_leads_somewhere_is_taken(address):
    leads_somewhere(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "/\\evil.example/",
        "news/",
        "https://",
        "https:///path",
        "/a b",
        "/a\nb",
        "tel:abc",
        "ftp://example.org",
        "https://[x.y/",
        "https://user:word@example.org",
        "https://example.org\\@other.example",
        'https://example.org/"><script>',
        "https://.",
        "/news/\n",
        "mailto:ada",
    ],
)
def test_address_that_leads_nowhere_or_harms_is_refused(address):
    with pytest.raises(ValidationError, match="whole address"):
        leads_somewhere(address)


def test_only_whole_addresses_are_outside():
    assert is_outside("https://www.harvard.edu/")
    assert not is_outside("/news/")
    assert not is_outside("mailto:ada@example.org")


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("617-432-1000", "tel:+16174321000"),
        ("+1 617-432-1000", "tel:+16174321000"),
        ("1 (617) 432 1000", "tel:+16174321000"),
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("+47 21 07 70 00", "tel:+4721077000"),
    ],
)
def test_telephone_can_be_dialled(phone, link):
    assert telephone(phone) == link


def test_place_of_this_site_gets_its_public_address(settings):
    settings.SITE_URL = "https://hms.example"

    assert absolute("/news/") == "https://hms.example/news/"


@pytest.mark.parametrize("address", ["", "https://a.example/", "mailto:a@a.example", "//a.example"])
def test_any_other_address_is_whole_already(address):
    assert absolute(address) == address


@pytest.mark.parametrize(
    "number", ["617-432-1000", "(617) 432 1000", "+49 30 1234567", "617.432.1000"]
)
def test_number_that_can_be_dialed_is_taken(number):
    can_be_dialed(number)


@pytest.mark.parametrize("number", ["call us", "12345", "1" * 16, "617-432-1000 x5", "617+4321000"])
def test_number_that_cannot_be_dialed_is_refused_with_an_example(number):
    with pytest.raises(ValidationError, match="617-432-1000"):
        can_be_dialed(number)
