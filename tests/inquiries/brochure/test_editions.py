from datetime import date, time

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from inquiries.brochure import editions
from inquiries.models import Edition, Inquiry
from pages.models import SiteFacts
from programs.models import Program, Question
from tests.factories import ContactFactory, KeyDateFactory, ProgramFactory
from tests.inquiries.pages import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(immunology):
    return editions.current()


def changes(edition, *programs):
    return editions.differences(edition, {program.pk for program in programs})


def test_same_facts_are_the_same_edition(edition):
    assert editions.current() == edition
    assert Edition.objects.get().version == edition.version


def test_changed_fact_makes_another_edition(edition, immunology):
    immunology.key_dates.get().delete()

    assert editions.current().version != edition.version


def test_fact_that_comes_back_brings_its_edition_back(edition, immunology):
    immunology.months = 24
    immunology.save()
    editions.current()
    immunology.months = 12
    immunology.save()

    assert editions.current() == edition


def test_edition_is_read_once_until_content_changes(edition):
    with CaptureQueriesContext(connection) as queries:
        editions.current()

    assert ["content_contentstamp" in query["sql"] for query in queries] == [True]


def test_nothing_differs_while_nothing_changes(edition, immunology):
    assert changes(edition, immunology) == []


def test_changed_day_is_told_in_words(edition, immunology):
    KeyDateFactory(program=immunology, label="Term begins", day=date(2191, 1, 7))
    closing = immunology.key_dates.get(label="Applications close")
    closing.day = date(2190, 12, 15)
    closing.save()

    assert changes(edition, immunology) == [
        "Immunology: Applications close was December 1, 2190, by 5 p.m. in Boston, is now "
        "December 15, 2190, by 5 p.m. in Boston.",
        "Immunology: Term begins is new: January 7, 2191.",
    ]


def test_fact_that_has_gone_is_told(edition, immunology):
    immunology.costs.get().delete()

    assert changes(edition, immunology) == ["Immunology: Tuition is no longer given."]


def test_long_texts_are_said_to_be_rewritten(edition, immunology):
    immunology.overview = f"<p>{'Something else. ' * 20}</p>"
    immunology.save()

    assert changes(edition, immunology) == ["Immunology: Text of the program has been rewritten."]


def test_renamed_program_is_still_known(edition, immunology):
    immunology.short_name = immunology.official_name = "Immune Science"
    immunology.slug = "immune-science"
    immunology.save()

    assert changes(edition, immunology) == [
        "Immune Science: Name was Master of Immunology, is now Immune Science."
    ]


def test_program_that_has_ended_is_told(edition, immunology):
    immunology.status = Program.Status.RETIRED
    immunology.save()

    assert changes(edition, immunology) == ["Immunology: the program is no longer offered."]


def test_only_programs_that_were_asked_for_are_told(edition, immunology):
    other = ProgramFactory()
    printed = editions.current()
    ContactFactory(program=other)

    assert changes(printed, immunology) == []
    assert len(changes(printed, other)) == 1


def test_changes_of_the_school_are_told_to_everybody(edition):
    school = SiteFacts.objects.get()
    school.phone = "617-555-0199"
    school.save()
    Question.objects.filter(program=None).get().delete()

    assert changes(edition) == [
        "The Medical School: Telephone was 617-555-0100, is now 617-555-0199.",
        "The Medical School: “What is a credit?” is no longer given.",
    ]


def test_inquiry_remembers_the_edition_of_its_day(client, answers):
    send(client, answers)

    assert Inquiry.objects.get().edition == Edition.objects.get()


def test_second_inquiry_asks_nothing_about_editions(client, answers):
    send(client, answers)

    with CaptureQueriesContext(connection) as queries:
        send(client, answers | {"first_name": "Grace"})

    assert not [query["sql"] for query in queries if 'FROM "inquiries_edition"' in query["sql"]]
    assert Inquiry.objects.filter(edition=Edition.objects.get()).count() == 2


@pytest.mark.errors_expected
def test_inquiry_is_stored_when_no_edition_can_be_made(client, answers, monkeypatch, caplog):
    def fail(day):
        raise DatabaseError("disk full")

    monkeypatch.setattr(editions, "of_the_day", fail)

    response = send(client, answers)

    assert response.status_code == 303
    assert Inquiry.objects.get().edition is None
    assert "goes on without" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_inquiry_is_stored_when_its_edition_has_gone_meanwhile(client, answers, monkeypatch):
    monkeypatch.setattr(editions, "current", lambda: Edition(pk=12345, version="gone"))

    response = send(client, answers)

    assert response.status_code == 303
    assert Inquiry.objects.get().edition is None


def test_edition_of_times_that_knew_less_tells_no_change(edition, immunology):
    for program in edition.facts["programs"]:
        del program["apply_url"], program["start_terms"]
        for row in program["key_dates"]:
            del row["hour"], row["over_at"]
    edition.version = "older"

    assert changes(edition, immunology) == []


def test_new_place_to_apply_and_new_hour_are_told(edition, immunology):
    immunology.apply_url = "/apply/"
    immunology.save()
    closing = immunology.key_dates.get(label="Applications close")
    closing.until = time(17)
    closing.save()

    assert changes(edition, immunology) == [
        "Immunology: Applications close was December 1, 2190, by 5 p.m. in Boston, is now "
        "December 1, 2190, 5\xa0p.m. Eastern Time (New York), by 5 p.m. in Boston.",
        "Immunology: Where to apply is new: http://testserver/apply/.",
    ]
