"""Requests that no browser sends, to the address of the form."""

import time
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inquiries.models import Inquiry
from tests.inquiries.pages import BROCHURE, Page, kept, message_for, send

URLENCODED = "application/x-www-form-urlencoded"
TOO_MUCH = {
    "10 MB in one field": "first_name=" + "x" * 10_000_000,
    "5,000 fields": "&".join(f"field{n}=1" for n in range(5_000)),
    "10,000 choices": "&".join(f"programs=program-{n}" for n in range(10_000)),
}


@pytest.mark.errors_expected
@pytest.mark.parametrize("body", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_refused_fast_with_a_page(client, answers, body):
    start = time.perf_counter()

    response = client.post(BROCHURE, body, URLENCODED)

    assert time.perf_counter() - start < 2
    assert response.status_code == 400
    assert "Harvard Medical School" in Page(response).title()
    assert not Inquiry.objects.exists()


@pytest.mark.errors_expected
def test_ten_megabytes_in_one_part_are_refused(client, answers):
    response = client.post(BROCHURE, answers | {"employer": "x" * 10_000_000})

    assert response.status_code == 400
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "BREW"])
def test_other_method_gets_a_page_that_says_so(client, answers, method):
    response = client.generic(method, BROCHURE, urlencode(answers, doseq=True), URLENCODED)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"
    assert "Harvard Medical School" in Page(response).title()
    assert not Inquiry.objects.exists()


def test_head_is_answered_like_get(client, db):
    response = client.head(BROCHURE)

    assert response.status_code == 200
    assert response.content == b""


def test_multipart_form_is_stored(client, answers):
    assert client.post(BROCHURE, answers).status_code == 303
    assert Inquiry.objects.get().full_name == "Ada Example"


def test_uploaded_file_is_ignored(client, answers):
    file = SimpleUploadedFile("cv.pdf", b"%PDF-1.7", "application/pdf")

    assert client.post(BROCHURE, answers | {"cv": file}).status_code == 303


def test_uploaded_file_in_place_of_a_name_is_no_name(client, answers):
    response = client.post(BROCHURE, answers | {"first_name": SimpleUploadedFile("a", b"Ada")})

    assert message_for(response, "first_name") == "Enter your first name."
    del answers["first_name"]
    assert kept(response, answers) == answers


@pytest.mark.parametrize("body", ['{"first_name": "Ada"}', "[]", "", "\0" * 1000])
def test_body_that_is_no_form_is_an_empty_form(client, answers, body):
    response = client.post(BROCHURE, body, "application/json")

    assert message_for(response, "first_name") == "Enter your first name."
    assert set(Page(response).summary()) == {
        "id_first_name",
        "id_last_name",
        "id_email",
        "id_programs_0",
        "id_interests_0",
    }


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=é"])
def test_multipart_without_a_boundary_is_refused(client, db, content_type):
    assert client.generic("POST", BROCHURE, b"--x", content_type).status_code == 400


def test_multipart_that_breaks_off_is_not_stored(client, answers):
    whole = "\r\n".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
        for name, value in answers.items()
    )

    response = client.generic("POST", BROCHURE, whole[:250], "multipart/form-data; boundary=cut")

    assert response.status_code == 422
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("charset", ["latin-1", "utf-16", "utf-7"])
def test_other_charset_is_refused(client, answers, charset):
    body = urlencode(answers, doseq=True)

    response = client.generic("POST", BROCHURE, body, f"{URLENCODED}; charset={charset}")

    assert response.status_code == 400
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("field", ["first_name", "last_name", "employer", "email"])
def test_bytes_that_are_no_utf_8_are_asked_for_again(client, answers, field):
    """Latin-1 é. Stored, it would be a name with a hole in it."""
    body = urlencode(answers | {field: b"Jos\xe9"}, doseq=True)

    response = client.post(BROCHURE, body, URLENCODED)

    assert "did not reach us" in message_for(response, field)
    assert not Inquiry.objects.exists()


def test_name_that_comes_twice_is_the_last_one(client, answers):
    send(client, answers | {"first_name": ["Eve", "Ada"]})

    assert Inquiry.objects.get().first_name == "Ada"
