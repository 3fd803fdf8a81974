"""The same moment, real threads, real connections: impatience and hurry must not double a row."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.utils.datastructures import MultiValueDict

from content.write_lock import write_lock
from inquiries.actions import submit_inquiry
from inquiries.forms import InquiryForm
from inquiries.models import Delivery, Inquiry, InquiryProgram, Prospect
from programs.models import Program
from tests.inquiries.pages import send
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_clicks_at_once_are_one_inquiry(answers):
    responses = at_once([partial(send, Client(), answers) for _ in range(20)])

    assert [response.status_code for response in responses] == [303] * 20
    assert Inquiry.objects.count() == Prospect.objects.count() == 1
    assert Delivery.objects.count() == 2
    assert InquiryProgram.objects.count() == 1


def test_twenty_forms_of_one_person_at_once_are_twenty_inquiries(answers):
    forms = [answers | {"first_name": f"Ada {n}"} for n in range(20)]

    responses = at_once([partial(send, Client(), form) for form in forms])

    assert [response.status_code for response in responses] == [303] * 20
    assert (Inquiry.objects.count(), Delivery.objects.count()) == (20, 40)
    assert Prospect.objects.count() == 1


def test_twenty_people_at_once_are_twenty_inquiries(answers):
    forms = [answers | {"email": f"ada{n}@example.org"} for n in range(20)]

    at_once([partial(send, Client(), form) for form in forms])

    assert Inquiry.objects.count() == Prospect.objects.count() == 20
    assert Delivery.objects.count() == 40
    assert len(set(Inquiry.objects.values_list("reference", flat=True))) == 20


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets many write at once")
def test_form_waits_for_those_before(answers):
    with ThreadPoolExecutor(1) as pool:
        with write_lock():
            sent = pool.submit(at_once, [partial(send, Client(), answers)])
            with pytest.raises(TimeoutError):
                sent.result(0.5)
        assert [response.status_code for response in sent.result(20)] == [303]


def test_program_that_is_deleted_in_between_leaves_no_inquiry_about_nothing(answers):
    form = InquiryForm(
        MultiValueDict({n: v if type(v) is list else [v] for n, v in answers.items()})
    )
    assert form.is_valid()
    Program.objects.all().delete()

    with pytest.raises(IntegrityError):
        submit_inquiry(answers=form.answers, form_key="", captcha=Inquiry.Captcha.OFF)

    assert not Inquiry.objects.exists()
    assert not Prospect.objects.exists()
    assert not Delivery.objects.exists()
