"""Dates as files write them."""

from datetime import UTC, datetime

import pytest

from inquiries.importing.dates import moment


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2025-11-03", "2025-11-03 05:00"),
        ("2025-07-03", "2025-07-03 04:00"),
        ("2025/11/3 16:05", "2025-11-03 21:05"),
        ("2025-11-03T16:05:06Z", "2025-11-03 16:05"),
        ("2025-11-03T16:05:06.123+02:00", "2025-11-03 14:05"),
        ("2025-11-03 16:05:06 UTC", "2025-11-03 16:05"),
        ("3/11/2025, 4:05 PM", "2025-11-03 21:05"),
        ("03.11.2025 12:05 a.m.", "2025-11-03 05:05"),
        ("3 November 2025", "2025-11-03 05:00"),
        ("Nov 3rd, 2025 9:00", "2025-11-03 14:00"),
        ("03-Nov-2025", "2025-11-03 05:00"),
    ],
)
def test_date_is_read_in_boston_time_unless_it_names_a_zone(text, utc):
    found = moment(text, "day")

    assert f"{found.astimezone(UTC):%Y-%m-%d %H:%M}" == utc


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "3/11/25", "45963", "2025-13-01", "31/11/2025", "3 Ma 2025",
     "2025-11-03 25:00", "2025-11-03 13:00 PM", "20251103", "2025-W10-1", "٣/١١/٢٠٢٥x"],
)  # fmt: skip
def test_what_is_no_date_that_we_know_is_none(text):
    assert moment(text, "day") is None


def test_real_date_of_a_sheet_is_boston_time():
    found = moment(datetime.fromisoformat("2025-07-03T10:00"), "")

    assert found.isoformat() == "2025-07-03T10:00:00-04:00"
