"""What other programs read of a program: its dates as a calendar and a feed, its facts as JSON."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from xml.etree import ElementTree

import icalendar
import pytest
import time_machine

from programs.models import Program
from tests.factories import CostFactory, KeyDateFactory, ProgramFactory, StandardRuleFactory

pytestmark = pytest.mark.django_db
DATES, DATA, FEED = "/programs/bio/dates.ics", "/programs/bio.json", "/programs/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"
BEFORE, AFTER = "2026-11-01T12:00:00Z", "2026-12-02T05:00:00Z"


@pytest.fixture
def program():
    degree_type = StandardRuleFactory().degree_type
    return ProgramFactory(slug="bio", short_name="Biology", degree_type=degree_type)


def entries(client):
    response = client.get(DATES)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar.events


def feed(client):
    root = ElementTree.fromstring(client.get(FEED).content)  # noqa: S314 - our own
    return [
        {part.tag.removeprefix(ATOM): part.text for part in entry}
        for entry in root.findall(f"{ATOM}entry")
    ]


def test_day_is_a_whole_day_that_makes_nobody_busy(client, program):
    KeyDateFactory(program=program, note="A placeholder.")

    (entry,) = entries(client)

    assert entry.decoded("dtstart") == date(2026, 12, 1)
    assert entry.decoded("dtend") == date(2026, 12, 2)
    assert str(entry["summary"]) == "Biology: Applications close"
    assert str(entry["transp"]) == "TRANSPARENT"
    assert str(entry["description"]) == "A placeholder."


def test_hour_is_a_moment_in_its_own_zone(client, program):
    KeyDateFactory(program=program, until=time(9), time_zone="Asia/Kolkata")
    KeyDateFactory(program=program, until=time(17))

    starts = {entry.decoded("dtstart").astimezone(UTC) for entry in entries(client)}

    assert starts == {
        datetime(2026, 12, 1, 3, 30, tzinfo=UTC),
        datetime(2026, 12, 1, 22, tzinfo=UTC),
    }
    text = client.get(DATES).content
    assert text.count(b"BEGIN:VTIMEZONE") == 2


def test_edit_and_passing_count_the_entry_up(client, program):
    row = KeyDateFactory(program=program)
    counted = []
    with time_machine.travel(BEFORE, tick=False):
        counted.append(entries(client)[0]["sequence"])
        row.note = "Another."
        row.save()
        counted.append(entries(client)[0]["sequence"])
    with time_machine.travel(AFTER, tick=False):
        counted.append(entries(client)[0]["sequence"])

    assert counted == sorted(set(counted))


def test_row_that_came_without_a_history_is_in_calendar_and_feed(client, program):
    KeyDateFactory(program=program)
    type(program.key_dates.get()).history.all().delete()

    assert len(entries(client)) == len(feed(client)) == 1


def test_feed_has_each_date_with_an_address_of_its_own(client, program):
    first, second = KeyDateFactory(program=program), KeyDateFactory(program=program, label="Other")
    with time_machine.travel(BEFORE, tick=False):
        told = feed(client)

    assert {entry["id"] for entry in told} == {
        f"tag:testserver,2026:key-date/{row.pk}" for row in (first, second)
    }
    assert {entry["title"] for entry in told} == {
        "Biology: Applications close",
        "Biology: Other",
    }


def test_passed_date_is_new_in_the_feed_at_that_moment(client, program):
    with time_machine.travel(BEFORE, tick=False):
        KeyDateFactory(program=program)
        KeyDateFactory(program=program, label="Later", day=date(2027, 1, 1))
    with time_machine.travel(AFTER, tick=False):
        newest = feed(client)[0]

    assert newest["title"] == "Biology: Applications close (over)"
    assert newest["updated"].startswith("2026-12-02T05:00:00")


def test_data_say_each_fact_with_its_source_and_review(client, program):
    CostFactory(program=program, amount=Decimal("1250.50"), source="/costs/")
    KeyDateFactory(program=program, until=time(17), review_by=date(2026, 12, 5))

    with time_machine.travel(BEFORE, tick=False):
        said = client.get(DATA).json()

    assert said["credits"]["total"] == 36
    assert [part["credits"] for part in said["credits"]["parts"]] == [4, 32]
    assert said["costs"] == [
        {
            "label": "Tuition",
            "amount": "1250.50",
            "currency": "USD",
            "academic_year": 2026,
            "source": "http://testserver/costs/",
            "review_by": "2200-01-01",
        }
    ]
    (day,) = said["key_dates"]
    assert (day["day"], day["at"], day["time_zone"]) == ("2026-12-01", "17:00", "America/New_York")
    assert (day["over_at"], day["is_over"]) == ("2026-12-01T22:00:00+00:00", False)
    assert (day["source"], day["review_by"]) == (None, "2026-12-05")


def test_linked_data_offer_the_cost_that_is_in_force(client, program):
    CostFactory(program=program, review_by=date(2026, 11, 1))

    with time_machine.travel(BEFORE, tick=False):
        assert b'"price":"1250.00","priceCurrency":"USD"' in client.get("/programs/bio/").content
    with time_machine.travel(AFTER, tick=False):
        assert b"priceCurrency" not in client.get("/programs/bio/").content


@pytest.mark.parametrize("address", [DATES, DATA, FEED])
def test_unchanged_file_is_not_sent_again(client, program, address):
    KeyDateFactory(program=program)
    with time_machine.travel(BEFORE, tick=False):
        known = client.get(address)["ETag"]
        again = client.get(address, headers={"if-none-match": known})
    with time_machine.travel(AFTER, tick=False):
        changed = client.get(address, headers={"if-none-match": known})

    assert (again.status_code, changed.status_code) == (304, 200)


@pytest.mark.parametrize("address", [DATES, DATA, FEED])
def test_files_are_read_only(client, program, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(("address", "status"), [(DATES, 404), (DATA, 410)])
def test_retired_program_has_no_dates(client, program, address, status):
    KeyDateFactory(program=program)
    program.status = Program.Status.RETIRED
    program.save()

    response = client.get(address)

    assert response.status_code == status
    assert b"Applications close" not in response.content
    assert feed(client) == []


@pytest.mark.parametrize("address", [DATES, DATA])
def test_file_follows_a_renamed_program(client, program, address):
    program.slug = "biology"
    program.save()

    response = client.get(address)

    assert response.status_code == 301
    assert response["Location"] == address.replace("bio", "biology")


@pytest.mark.parametrize("address", ["/programs/none.json", "/programs/none/dates.ics"])
def test_unknown_program_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [DATES, DATA, FEED])
def test_ten_dates_cost_as_many_queries_as_one(client, program, address, django_assert_num_queries):
    KeyDateFactory.create_batch(10, program=program)
    client.get(address)

    with django_assert_num_queries(1):  # the stamp
        client.get(address)


def test_texts_cannot_leave_their_place(client, program):
    label = 'A <b>"deadline"</b> & \\n; more'
    KeyDateFactory(program=program, label=label, day=date(2200, 1, 1))

    assert str(entries(client)[0]["summary"]) == f"Biology: {label}"
    assert feed(client)[0]["title"] == f"Biology: {label}"
    assert client.get(DATA).json()["key_dates"][0]["label"] == label
