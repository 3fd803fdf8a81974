"""The page of reports: who may see it, what it says, what it hides, and what it costs."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hms_site.management.groups import make_groups
from inquiries.erasure import erase
from inquiries.models import Delivery, Inquiry
from inquiries.reports.kept import count_changed_days
from tests.factories import (
    DeliveryFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProgramFactory,
    StaffFactory,
)
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
REPORTS = "/admin/inquiries/reports/"
OCTOBER = "?period=month"


@pytest.fixture(autouse=True)
def in_november():
    # sessions of tests are younger than that
    with time_machine.travel("2026-11-25T12:00-05:00", tick=False):
        yield


@pytest.fixture
def desk(client):
    make_groups()
    account = StaffFactory()
    account.groups.add(Group.objects.get(name="Inquiries desk"))
    client.force_login(account)
    return client


def asked(number=1, day=5, month=10, program=None, **values):
    at = datetime(2026, month, day, 15, tzinfo=UTC)
    made = [InquiryFactory(created_at=at, **values) for _ in range(number)]
    for inquiry in made if program else ():
        InquiryProgramFactory(inquiry=inquiry, program=program)
    return made


def table(response, key):
    """The rows of a table on the page: name -> cells."""
    context = response.context
    tables = [context["timeline"], context["funnel"], context["answers"], context["dead"]]
    [found] = [t for t in [*tables, *(t for t, _ in context["breakdowns"])] if t.key == key]
    return {row.name: row.cells for row in found.rows}


@pytest.mark.parametrize(
    ("group", "status"),
    [("Inquiries desk", 200), ("Administrators", 200), ("Content editors", 403)],
)
def test_reports_are_for_the_desk(client, group, status):
    make_groups()
    account = StaffFactory()
    account.groups.add(Group.objects.get(name=group))
    client.force_login(account)

    assert client.get(REPORTS).status_code == status
    assert client.get(f"{REPORTS}countries.csv").status_code == status
    assert (REPORTS in client.get("/admin/").content.decode()) is (status == 200)


def test_visitors_are_sent_to_sign_in(client):
    assert client.get(REPORTS).status_code == 302


def test_reports_are_only_read(desk):
    assert desk.post(REPORTS).status_code == 405


def test_list_of_inquiries_leads_to_the_reports(desk):
    assert f'href="{REPORTS}"' in desk.get("/admin/inquiries/inquiry/").content.decode()


def test_numbers_stand_beside_those_of_the_period_before(desk):
    program = ProgramFactory(official_name="Immunology")
    asked(6, program=program, source="google")
    asked(3, month=9, program=program, source="google")

    page = desk.get(REPORTS + OCTOBER)

    assert table(page, "programs") == {"Immunology": ["6", "100%", "3", "100% more"]}
    assert table(page, "sources") == {"google": ["6", "100%", "3", "100% more"]}
    assert "October 1, 2026 to October 31, 2026" in Page(page).text


def test_spam_and_unconfirmed_are_left_out_and_said(desk):
    asked(7, captcha=Inquiry.Captcha.UNVERIFIED)
    asked(8, state=Inquiry.State.SPAM)
    asked(6)

    page = desk.get(REPORTS + OCTOBER)

    assert page.context["number"] == "6"
    text = " ".join(Page(page).text.split())
    assert "8 taken for spam" in text
    assert "7 whose address nobody has confirmed" in text
    assert [row[0] for row in table(page, "funnel").values()] == ["13", "6", "0", "0", "0"]


def test_few_people_of_a_country_are_hidden_on_page_and_in_csv(desk):
    asked(20, country="US")
    asked(9, country="CN")
    asked(3, country="TV")

    page = desk.get(REPORTS + OCTOBER)
    csv = desk.get(f"{REPORTS}countries.csv{OCTOBER}").content.decode()

    rows = table(page, "countries")
    assert rows["United States"][0] == "20"
    assert rows["Tuvalu"][0] == rows["China"][0] == "fewer than 5, or hidden beside such a number"
    assert '"Tuvalu","fewer than 5, or hidden beside such a number","","0",""' in csv
    assert list(rows) == ["United States", "China", "Tuvalu"]
    # neither do the regions tell
    assert table(page, "regions") == {
        "Northern America": ["20", "62%", "0", "new"],
        "Countries whose number is hidden": ["12", "38%", "0", "new"],
    }


@pytest.mark.parametrize(
    ("places", "number"), [("CN TV DE FR BR NG IN", "7"), ("CN DE DE", "fewer than 5")]
)
def test_regions_say_that_all_their_countries_are_hidden(desk, places, number):
    for place in places.split():
        asked(country=place)

    rows = table(desk.get(REPORTS + OCTOBER), "regions")

    assert list(rows) == ["Countries whose number is hidden"]
    assert rows["Countries whose number is hidden"][0] == number


def test_filter_hides_few_people_in_every_table(desk):
    one, other = ProgramFactory(), ProgramFactory()
    asked(10, program=one, source="google", medium="search", entry_year=2027)
    asked(6, program=one, source="bing", medium="search", entry_year=2028)
    asked(2, program=one, source="fair", medium="print", day=20)
    asked(30, program=other, source="fair", medium="print")

    page = desk.get(f"{REPORTS}{OCTOBER}&program={one.pk}")

    assert page.context["number"] == "18"
    assert table(page, "sources")["google"][0] == "10"
    assert {table(page, "sources")[name][0][:5] for name in ("fair", "bing")} == {"fewer"}
    assert table(page, "media") == {}
    assert {cells[0] for cells in table(page, "weeks").values()} & {"1", "2", "3", "4"} == set()
    assert desk.get(REPORTS + OCTOBER).context["number"] == "48"


def test_filter_with_few_people_says_so_and_nothing_else(desk):
    program = ProgramFactory()
    asked(2, program=program, country="TV")

    page = desk.get(f"{REPORTS}{OCTOBER}&program={program.pk}&country=TV")

    assert page.context["number"] == "fewer than 5"
    assert [row[0] for row in table(page, "funnel").values()][:2] == ["fewer than 5"] * 2
    assert "2" not in {cells[0] for cells in table(page, "programs").values()}


def test_nearly_all_and_hardly_any_are_said_in_words(desk):
    program = ProgramFactory()
    for inquiry in asked(9, program=program)[:7]:
        DeliveryFactory(inquiry=inquiry, state="sent")
    asked(1, program=program, captcha=Inquiry.Captcha.UNVERIFIED)

    rows = table(desk.get(f"{REPORTS}{OCTOBER}&program={program.pk}"), "funnel")

    assert rows["Asked"][0] == "hidden beside a number fewer than 5"
    assert rows["Confirmed"][0] == "9"
    assert rows["Delivered"][0] == "all but fewer than 5"
    assert [cells[1] for cells in rows.values()] == ["", "", "", "", ""]


def test_country_not_given_is_a_filter_too(desk):
    asked(5, country="")
    asked(6, country="US")

    assert desk.get(f"{REPORTS}{OCTOBER}&country=none").context["number"] == "5"


def test_answer_times_are_of_those_answered(desk):
    by = StaffFactory()
    for day in (5, 6, 7, 8, 9):
        asked(day=5, answered_at=datetime(2026, 10, day, 15, tzinfo=UTC), answered_by=by)
    asked(4)

    rows = table(desk.get(REPORTS + OCTOBER), "answers")

    assert rows["The whole period"] == ["5", "2.0 days", "3.0 days", "60%"]


def test_reports_say_the_same_after_erasing(desk):
    """Words of a campaign that few came by are another matter: they go with the person."""
    program = ProgramFactory()
    made = asked(6, program=program, country="US", source="google")
    made += asked(5, captcha=Inquiry.Captcha.UNVERIFIED, brochure_opened_at=None)
    made += asked(5, state=Inquiry.State.SPAM)
    DeliveryFactory(inquiry=made[0], state="sent")
    addresses = [OCTOBER, f"{OCTOBER}&program={program.pk}", f"{OCTOBER}&country=US"]
    before = [sum_of(desk.get(REPORTS + address)) for address in addresses]

    for inquiry in made:
        erase(inquiry)

    assert [sum_of(desk.get(REPORTS + address)) for address in addresses] == before


def sum_of(response):
    context = response.context
    tables = [context["timeline"], context["funnel"], context["answers"]]
    said = [context[name] for name in ("number", "spam", "unconfirmed")]
    return [*said, *tables, *(table for table, _ in context["breakdowns"])]


def test_dead_letters_say_what_to_do_and_where(desk):
    refused = "SMTPRecipientsRefused: {'ada@example.org': (550, b'no')}"
    for error in (refused, refused, "TimeoutError: timed out"):
        DeliveryFactory(state=Delivery.State.DEAD, error=error)

    page = desk.get(REPORTS)

    cells = list(table(page, "dead-letters").values())
    [(number, why, _), *_] = [row.cells for row in page.context["dead"].rows]
    assert len(page.context["dead"].rows) == 2
    assert (number, why) == ("2", "The address takes no mail")
    assert "Send again what failed for good" in cells[-1][2]
    assert "ada@" not in Page(page).text
    assert desk.get(page.context["letters"][0].url).context["cl"].result_count == 3


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?first=2026-10-31&last=2026-10-01", "This is before the first day: exchange the two."),
        ("?first=31.10.2026&last=2026-10-01", "Write the day as year-month-day"),
        ("?first=2026-10-01&last=", "Say the last day of the period."),
        ("?first=0001-01-01&last=2026-10-01", "Choose a day from 2000 to 2026."),
        ("?program=999999", "Choose a program from the list."),
        ("?country=ZZ", "Choose a country from the list."),
        ("?period=decade", "Choose a period from the list."),
    ],
)
def test_wrong_wishes_are_said_and_what_was_typed_stays(desk, query, message):
    page = desk.get(REPORTS + query)

    assert page.status_code == 422
    assert message in Page(page).text
    assert "report" not in page.context
    assert desk.get(f"{REPORTS}countries.csv{query}").status_code == 404
    if "31.10" in query:
        assert 'value="31.10.2026"' in page.content.decode()


def test_days_of_ones_own_are_compared_with_as_many_before(desk):
    asked(1, day=10)
    asked(2, day=9)

    page = desk.get(f"{REPORTS}?period=month&first=2026-10-10&last=2026-10-10")

    assert page.context["number"] == "1"
    assert page.context["number_before"] == "2"
    assert page.context["report"].period.first == date(2026, 10, 10)


def test_page_costs_the_same_for_one_inquiry_and_for_many(desk):
    program = ProgramFactory()
    asked(1, program=program, country="US")
    count_changed_days()
    first = queries(desk)
    asked(7, program=program, country="CN")
    asked(3, program=ProgramFactory(), day=9)

    assert queries(desk) - first == 2  # those of today are counted by themselves
    count_changed_days()
    assert queries(desk) == first


def queries(desk):
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(REPORTS + OCTOBER).status_code == 200
    assert len(captured) <= 12
    return len(captured)
