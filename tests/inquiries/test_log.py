"""What the log says of a refused request: that it was refused, and no link to an inquiry."""

import io
import logging

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

from inquiries.models import Delivery
from inquiries.outbox import deliver_next
from tests.factories import DeliveryFactory, InquiryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["text", "json"])
def log(request):
    """All that Django logs, as the handler of the settings writes it, in either format."""
    line = settings.LOGGING["formatters"][request.param]
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(import_string(line["class"])(line.get("format")))
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler.stream
    root.removeHandler(handler)


def token_of(address):
    return address.split("/")[-2]


def test_get_of_a_button_leaves_no_token_in_the_log(client, log):
    address = InquiryFactory().mine_url(mailed=True)

    assert client.get(f"{address}confirm/").status_code == 405

    assert "Method Not Allowed" in log.getvalue()
    assert token_of(address) not in log.getvalue()


def test_refused_answers_leave_no_token_in_the_log(client, log):
    address = InquiryFactory().mine_url(mailed=True)

    assert client.post(f"{address}correct/", {}).status_code == 422

    assert "Unprocessable" in log.getvalue()
    assert token_of(address) not in log.getvalue()


def test_button_of_another_site_leaves_no_token_in_the_log(log):
    address = InquiryFactory().mine_url(mailed=True)

    assert Client(enforce_csrf_checks=True).post(f"{address}erase/").status_code == 403

    assert "Forbidden" in log.getvalue()
    assert token_of(address) not in log.getvalue()


def test_link_that_no_longer_opens_leaves_no_token_in_the_log(client, log):
    inquiry = InquiryFactory()
    address = inquiry.mine_url()
    inquiry.delete()

    assert client.get(address).status_code == 404

    assert "Not Found" in log.getvalue()
    assert token_of(address) not in log.getvalue()


def test_traceback_leaves_no_token_in_the_log(log):
    address = InquiryFactory().mine_url(mailed=True)

    try:
        raise LookupError(address)
    except LookupError:
        logging.getLogger("inquiries").warning("It went wrong.", exc_info=True)

    assert "LookupError" in log.getvalue()
    assert token_of(address) not in log.getvalue()


def test_line_of_the_worker_names_the_delivery(log):
    DeliveryFactory(kind=Delivery.Kind.WEBHOOK, key="the-key")

    deliver_next()

    [line] = log.getvalue().splitlines()
    assert "failed" in line
    assert "the-key" in line
