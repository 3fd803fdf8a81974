"""The form as it is opened, and the program that a link may tick in it."""

import re

import pytest
import time_machine
from django.http import HttpResponse

from inquiries.form_token import day_of, moment_of
from inquiries.forms import InquiryForm
from inquiries.models import Delivery, FormOption, Inquiry
from inquiries.views.form import render_form
from programs.models import Program
from tests.factories import FormOptionFactory, ProgramFactory
from tests.inquiries.pages import BROCHURE, Page, message_for

HOSTILE = [
    "alchemy",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7|add:7 }}",
    "\0",
    "../../etc/passwd",
    "x" * 10_000,
]


def ticked(client, slugs):
    page = Page(client.get(BROCHURE, {"program": slugs}))
    return page.would_send().get("programs", [])


def test_opened_form_holds_nothing_but_a_key(client, answers):
    sent = Page(client.get(BROCHURE)).would_send()

    filled = {name for name, values in sent.items() if any(values)}
    assert filled == {"csrfmiddlewaretoken", "key"}


def test_forms_of_one_day_share_a_key_so_that_back_is_no_second_inquiry(client, answers):
    opened = []
    for moment in (
        "2026-11-22T12:00:00-05:00",
        "2026-11-22T23:59:59-05:00",
        "2026-11-23T00:00:01-05:00",
    ):
        with time_machine.travel(moment, tick=False):
            opened += Page(client.get(BROCHURE)).would_send()["key"]

    days = [day_of(moment_of(token)) for token in opened]
    assert days == ["2026-11-22", "2026-11-22", "2026-11-23"]


def test_form_is_private_and_changes_nothing(client, answers):
    response = client.get(BROCHURE)

    assert response["Cache-Control"] == "private, no-cache"
    assert not Inquiry.objects.exists()
    assert not Delivery.objects.exists()


def test_form_offers_open_programs_in_the_forms_order(client, db):
    for position, name in [(2, "Master B"), (1, "Master A"), (3, "Master C")]:
        ProgramFactory(official_name=name, form_position=position)
    ProgramFactory(official_name="Master P", status=Program.Status.PAUSED)
    ProgramFactory(official_name="Master R", status=Program.Status.RETIRED)

    text = Page(client.get(BROCHURE)).text

    assert text.index("Master A") < text.index("Master B") < text.index("Master C")
    assert "Master P" not in text
    assert "Master R" not in text


def test_form_offers_active_options_only(client, db):
    FormOptionFactory(label="Student")
    FormOptionFactory(label="Alchemist", is_active=False)
    FormOptionFactory(label="Sir", kind=FormOption.Kind.SALUTATION)

    text = Page(client.get(BROCHURE)).text

    assert "Student" in text
    assert "Sir" in text
    assert "Alchemist" not in text


@pytest.mark.parametrize("number", [1, 9])
def test_form_takes_as_many_queries_for_one_program_as_for_nine(
    client, answers, django_assert_num_queries, number
):
    ProgramFactory.create_batch(number)
    FormOptionFactory.create_batch(number)

    client.get(BROCHURE)  # reads what is kept until content changes
    with django_assert_num_queries(1):  # the stamp's
        client.get(BROCHURE)


def test_link_ticks_its_program(client, answers):
    ProgramFactory(slug="bioethics")

    assert ticked(client, ["bioethics"]) == ["bioethics"]


def test_link_may_tick_several_programs(client, answers):
    ProgramFactory(slug="bioethics")

    assert ticked(client, ["bioethics", "immunology"]) == ["immunology", "bioethics"]


@pytest.mark.parametrize("status", [Program.Status.PAUSED, Program.Status.RETIRED])
def test_link_to_a_program_that_is_not_open_ticks_nothing(client, answers, status):
    closed = ProgramFactory(status=status)

    assert ticked(client, [closed.slug]) == []


@pytest.mark.parametrize("value", HOSTILE)
def test_link_with_an_unknown_program_shows_nothing_of_it(client, answers, value):
    without = client.get(BROCHURE, {"program": "y"})
    response = client.get(BROCHURE, {"program": [value, "immunology"]})

    assert response.status_code == 200
    assert value not in response.content.decode()
    assert Page(response).would_send()["programs"] == ["immunology"]
    assert Page(without).text == Page(response).text


def test_link_does_not_undo_what_was_unticked(client, answers):
    response = client.post(f"{BROCHURE}?program=immunology", answers | {"programs": []})

    assert message_for(response, "programs") == "Tick at least one program."
    assert "programs" not in Page(response).would_send()


def test_form_that_is_drawn_once_is_the_form_that_comes_back(client, rf, answers):
    """Two templates write it: one as it is opened, the other with errors or a plan."""
    opened = Page(client.get(BROCHURE, {"program": "immunology"})).main_form()
    form = InquiryForm(initial={"came_by": "", "programs": ["immunology"]})
    live = render_form(rf.get(BROCHURE), form=form).content.decode()

    assert without_tokens(opened) == without_tokens(Page(HttpResponse(live)).main_form())


def without_tokens(form):
    return re.sub(r'(name="(?:key|csrfmiddlewaretoken)"[^>]*value)="[^"]+"', r"\1", str(form))
