"""When a person would like to begin: optional, in academic years."""

import pytest
import time_machine
from django.test.html import Element

from inquiries.models import Inquiry
from tests.factories import InquiryFactory
from tests.inquiries.desk import address
from tests.inquiries.pages import BROCHURE, Page, elements, message_for, send, text_of

pytestmark = pytest.mark.django_db


def offered(client):
    page = Page(client.get(BROCHURE))
    select = page.with_id("id_entry_year")
    assert isinstance(select, Element)
    options = [element for element in elements(select) if element.name == "option"]
    return {dict(option.attributes)["value"]: text_of(option) for option in options}


@pytest.mark.parametrize(
    ("day", "years"),
    [
        ("2026-11-25", {"2027": "2027–2028", "2028": "2028–2029", "2029": "2029–2030"}),
        ("2027-06-30", {"2027": "2027–2028", "2028": "2028–2029", "2029": "2029–2030"}),
        ("2027-07-02", {"2028": "2028–2029", "2029": "2029–2030", "2030": "2030–2031"}),
        ("2098-12-01", {"2099": "2099–2100", "2100": "2100–2101", "2101": "2101–2102"}),
    ],
)
def test_form_offers_the_next_three_academic_years(client, day, years):
    with time_machine.travel(day, tick=False):
        assert offered(client) == {"": "I do not know yet"} | years


@pytest.mark.parametrize(("given", "stored"), [("2027", 2027), ("", None), (None, None)])
def test_answer_is_stored_as_the_calendar_year(client, answers, given, stored):
    with time_machine.travel("2026-11-25"):
        assert send(client, answers | {"entry_year": given}).status_code == 303

    assert Inquiry.objects.get().entry_year == stored


@pytest.mark.parametrize("given", ["2026", "1999", "20270", "soon", "-1", "2027–2028", "\0"])
def test_other_year_is_asked_for_again(client, answers, given):
    with time_machine.travel("2026-11-25"):
        response = send(client, answers | {"entry_year": given})

    assert "Choose a year from the list" in message_for(response, "entry_year")


def test_another_year_is_another_inquiry(client, answers):
    with time_machine.travel("2026-11-25"):
        for year in ("", "2027", "2028", "2028"):
            send(client, answers | {"entry_year": year})

    assert Inquiry.objects.count() == 3


@pytest.mark.parametrize(("year", "said"), [(2027, "2027–2028"), (None, "Does not know yet")])
def test_desk_reads_the_year(admin_client, year, said):
    inquiry = InquiryFactory(entry_year=year)

    assert said in Page(admin_client.get(address(inquiry))).text


def test_person_reads_the_year(client):
    inquiry = InquiryFactory(entry_year=2027)

    assert "Would like to begin 2027–2028" in Page(client.get(inquiry.mine_url())).text


def test_desk_reads_what_speaks_against_a_person(admin_client):
    inquiry = InquiryFactory(doubt="Without the form’s own time stamp")

    assert inquiry.doubt in Page(admin_client.get(address(inquiry))).text
