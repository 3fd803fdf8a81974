"""Each table of the reports as CSV."""

import csv
import io
import zipfile
from datetime import UTC, datetime

import pytest
import time_machine

from inquiries.models import Access
from inquiries.reports.export import plain
from tests.factories import InquiryFactory, InquiryProgramFactory

pytestmark = pytest.mark.django_db
REPORTS = "/admin/inquiries/reports/"
KEYS = [
    "weeks", "programs", "degrees", "countries", "regions", "interests", "years", "sources",
    "media", "campaigns", "funnel", "answers", "dead-letters",
]  # fmt: skip
NOTHING_THERE = {"interests", "answers", "dead-letters"}


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel("2026-11-25T12:00-05:00", tick=False):
        yield


def asked(number, **values):
    for _ in range(number):
        made = InquiryFactory(created_at=datetime(2026, 10, 5, 15, tzinfo=UTC), **values)
        InquiryProgramFactory(inquiry=made)


@pytest.mark.parametrize("key", KEYS)
def test_table_is_what_the_page_links_to(admin_client, key):
    asked(6, country="US", source="google")
    page = admin_client.get(REPORTS).content.decode()

    response = admin_client.get(f"{REPORTS}{key}.csv")

    assert (f"{REPORTS}{key}.csv" in page) is (key not in NOTHING_THERE)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    name = {"weeks": "by-week"}.get(key, key)
    assert f"inquiries-{name}-2026-10-01-to-2026-10-31.csv" in response["Content-Disposition"]
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1


def test_thousands_have_no_comma():
    assert (plain("1,234"), plain("fewer, than")) == ("1234", "fewer, than")


def test_hostile_campaign_stays_a_word(admin_client):
    asked(6, campaign="-2+3")  # as an import may bring it

    content = admin_client.get(f"{REPORTS}campaigns.csv").content.decode()

    assert '\n"\'-2+3","6",' in content


def test_export_leaves_a_line_without_values(admin_client):
    asked(6, country="US")

    admin_client.get(f"{REPORTS}sources.csv?period=month&country=US")

    access = Access.objects.get()
    assert (access.what, access.number) == (Access.What.EXPORT, 6)
    assert access.detail == ("Report, sources, October 1, 2026 to October 31, 2026, one country")


@pytest.mark.parametrize("key", ["passwords", "countries"])
def test_table_that_is_not_there(admin_client, key):
    assert admin_client.get(f"{REPORTS}{key}.csv?country=US").status_code == 404
    assert not Access.objects.exists()


def test_all_tables_come_as_one_zip_of_the_single_files(admin_client):
    asked(6, country="US", source="google")
    page = admin_client.get(REPORTS).content.decode()

    response = admin_client.get(f"{REPORTS}all-tables.zip")

    assert f'href="{REPORTS}all-tables.zip"' in page
    with zipfile.ZipFile(io.BytesIO(response.content)) as files:
        keys = ["by-week", *KEYS[1:]]
        names = [f"inquiries-{key}-2026-10-01-to-2026-10-31.csv" for key in keys]
        assert sorted(files.namelist()) == sorted(names)
        weeks = files.read(names[0])
    assert weeks == admin_client.get(f"{REPORTS}weeks.csv").content
    assert Access.objects.filter(what=Access.What.EXPORT, detail__contains="all tables").exists()


def test_zip_of_no_report_is_not_found(admin_client):
    assert admin_client.get(f"{REPORTS}all-tables.zip?first=never&last=x").status_code == 404
