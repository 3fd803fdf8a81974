"""The brochure's two addresses: who may open them, what they answer, what they cost."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inquiries.brochure import document, editions
from inquiries.models import Inquiry
from inquiries.references import BROCHURE_MAX_AGE, brochure_token, thanks_token
from programs.models import Program
from tests.factories import InquiryProgramFactory, ProgramFactory
from tests.inquiries.pages import Page
from tests.reading import Page as Reading

from .conftest import asking
from .reading import Pdf

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("kind", ["page", "pdf"])
MOST_QUERIES = 4


def address(inquiry, kind):
    return inquiry.brochure_url() if kind == "page" else inquiry.brochure_pdf_url()


def test_file_opens_in_the_browser_and_is_kept_by_nobody(client, inquiry):
    response = client.get(inquiry.brochure_pdf_url())

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'inline; filename="harvard-medical-school-brochure.pdf"'
    )
    assert response["Content-Length"] == str(len(response.content))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Master of Immunology" in Pdf(response.content).text


def test_page_says_what_the_file_says(client, inquiry):
    response = client.get(inquiry.brochure_url())

    text = Reading(response).text
    for fact in (
        "prepared for Ada Example",
        "Master of Immunology",
        "36 credits",
        "December 1, 2190 Applications close by 5 p.m. in Boston",
        "America/New_York",
        "Tuition, 2026–2027 $61,250.50",
        "Program office Admissions office@example.org 617-555-0101",
        "Can I work beside it?",
        "What is a credit?",
        "12 months",
        inquiry.reference,
        editions.current().version,
    ):
        assert fact in text
    assert response["Cache-Control"] == "private, no-store"


def test_same_link_gives_the_same_file(client, inquiry):
    link = inquiry.brochure_pdf_url()

    assert client.get(link).content == client.get(link).content


def test_file_and_page_lead_to_each_other_by_the_same_token(client, inquiry):
    page = inquiry.brochure_url()

    assert page.removesuffix("/") + ".pdf" in Reading(client.get(page)).links
    file = client.get(page.removesuffix("/") + ".pdf").content
    assert f"http://testserver{page}" in Pdf(file).links


def test_page_says_that_nothing_has_changed(client, inquiry):
    Inquiry.objects.update(edition=editions.current())

    assert (
        "Nothing in it has changed since you asked"
        in Reading(client.get(inquiry.brochure_url())).text
    )


def test_page_says_what_has_changed_since(client, inquiry, immunology):
    Inquiry.objects.update(edition=editions.current())
    immunology.months = 24
    immunology.save()

    text = Reading(client.get(inquiry.brochure_url())).text

    assert "Immunology: From start to degree was 12 months, is now 24 months." in text


def test_inquiry_without_an_edition_is_told_no_changes(client, inquiry):
    assert "What has changed" not in Reading(client.get(inquiry.brochure_url())).headings


def test_program_that_has_ended_is_named(client, inquiry):
    InquiryProgramFactory(
        inquiry=inquiry,
        name="Master of Yesterday",
        program=ProgramFactory(status=Program.Status.RETIRED),
    )

    assert (
        "No longer offered Master of Yesterday" in Reading(client.get(inquiry.brochure_url())).text
    )


@both
@pytest.mark.parametrize("captcha", ["passed", "unverified"])
def test_brochure_is_there_before_the_address_is_confirmed(client, immunology, kind, captcha):
    assert client.get(address(asking(immunology, captcha=captcha), kind)).status_code == 200


@both
@pytest.mark.parametrize(
    "gone",
    [{"state": Inquiry.State.SPAM}, {"erased_at": timezone.now()}],
    ids=["spam", "erased"],
)
def test_spam_and_erased_inquiries_have_no_brochure(client, inquiry, kind, gone):
    blank = {
        "prospect": None,
        **dict.fromkeys(["first_name", "last_name", "email", "search_text"], ""),
    }
    Inquiry.objects.update(**gone, **(blank if "erased_at" in gone else {}))

    assert_expired(client.get(address(inquiry, kind)))


@both
def test_link_works_for_half_a_year(client, inquiry, kind):
    link, end = address(inquiry, kind), timezone.now() + timedelta(seconds=BROCHURE_MAX_AGE)

    with time_machine.travel(end - timedelta(minutes=1)):
        assert client.get(link).status_code == 200
    with time_machine.travel(end + timedelta(minutes=1)):
        assert_expired(client.get(link))


@both
@pytest.mark.parametrize(
    "forge",
    [
        lambda pk: brochure_token(pk)[:-1],
        lambda pk: brochure_token(pk).swapcase(),
        lambda pk: "OTk5" + brochure_token(pk)[brochure_token(pk).index(":") :],
        lambda pk: thanks_token(pk),
        lambda pk: signing.dumps(pk, salt="other"),
        lambda pk: str(pk),
        lambda pk: "é",
        lambda pk: "x" * 5_000,
    ],
    ids=["short", "case", "other row", "thanks", "other salt", "number", "letter", "huge"],
)
def test_forged_link_leads_to_the_form(client, inquiry, kind, forge):
    end = "/" if kind == "page" else ".pdf"

    assert_expired(client.get(f"/brochure/{forge(inquiry.pk)}{end}"))


@both
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_brochure_can_only_be_read(client, inquiry, kind, method):
    assert client.generic(method, address(inquiry, kind)).status_code == 405


@both
def test_reading_changes_nothing(client, inquiry, kind):
    client.get(address(inquiry, kind))
    before = Inquiry.objects.values().get()

    for _ in range(3):
        client.get(address(inquiry, kind))

    assert Inquiry.objects.values().get() == before


@both
def test_many_programs_ask_as_few_queries_as_one(client, inquiry, immunology, kind):
    degree = immunology.degree_type
    many = asking(immunology, *(ProgramFactory(degree_type=degree) for _ in range(8)))
    client.get(address(many, kind))  # reads what is kept until content changes

    with CaptureQueriesContext(connection) as for_one:
        client.get(address(inquiry, kind))
    with CaptureQueriesContext(connection) as for_many:
        client.get(address(many, kind))

    # every reading looks at the stamp here; a request does so once
    counts = [own_queries(queries) for queries in (for_one, for_many)]
    assert counts[0] == counts[1] <= MOST_QUERIES


def own_queries(queries):
    return sum("content_contentstamp" not in query["sql"] for query in queries)


def test_page_stands_in_when_no_file_can_be_drawn(client, inquiry, monkeypatch):
    monkeypatch.setattr(document, "pdf", lambda brochure: None)
    link = inquiry.brochure_pdf_url()

    response = client.get(link)

    assert response["Location"] == link.removesuffix(".pdf") + "/"


@pytest.mark.parametrize("captcha", ["passed", "unverified"])
def test_thanks_page_has_the_brochure_at_once(client, immunology, captcha):
    page = Reading(client.get(asking(immunology, captcha=captcha).thanks_url()))

    file = next(link for link in page.links if link.endswith(".pdf"))
    assert client.get(file).status_code == 200
    assert client.get(file.removesuffix(".pdf") + "/").status_code == 200
    assert ("Please confirm the address" in page.text) == (captcha == "unverified")


def test_thanks_page_of_spam_has_none(client, immunology):
    page = Reading(client.get(asking(immunology, state=Inquiry.State.SPAM).thanks_url()))

    assert not [link for link in page.links if ".pdf" in link]


def test_desk_opens_the_brochure_of_an_inquiry(admin_client, inquiry):
    edition = editions.current()
    Inquiry.objects.update(edition=edition)

    page = admin_client.get(f"/admin/inquiries/inquiry/{inquiry.pk}/change/").content.decode()

    assert f"/brochure/{brochure_token(inquiry.pk).split(':')[0]}:" in page
    assert edition.version in page


def test_desk_finds_an_edition_by_its_version(admin_client, inquiry):
    edition = editions.current()

    found = admin_client.get(f"/admin/inquiries/edition/?q={edition.version}")
    shown = admin_client.get(f"/admin/inquiries/edition/{edition.pk}/change/")

    assert edition.version in found.content.decode()
    assert "$61,250.50" in shown.content.decode()
    assert admin_client.get("/admin/inquiries/edition/add/").status_code == 403


def assert_expired(response):
    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"
    assert "expired" in Page(response).title()
    assert "/brochure/" in Reading(response).links
    assert "example.org" not in Reading(response).text.replace("hms.harvard.edu", "")
