"""With the clock moved across a deadline all surfaces flip together: none keeps a copy of it."""

import io
import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from pypdf import PdfReader

from content import stamp
from hms_site.page_cache.figures import figures
from tests.factories import (
    InquiryFactory,
    InquiryProgramFactory,
    KeyDateFactory,
    ProgramFactory,
    SiteFactsFactory,
    StandardRuleFactory,
)
from tests.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]
APPLY = "https://example.org/apply"
SECOND = timedelta(seconds=1)
IN_BOSTON = datetime(2190, 12, 2, 5, tzinfo=UTC)  # the midnight that ends December 1 there


@pytest.fixture
def program():
    SiteFactsFactory()
    program = ProgramFactory(
        degree_type=StandardRuleFactory().degree_type,
        slug="immunology",
        official_name="Master of Immunology",
        short_name="Immunology",
        apply_url=APPLY,
    )
    close(program)
    ProgramFactory(slug="another")
    InquiryProgramFactory(inquiry=InquiryFactory(), program=program)
    return program


def close(program, **values):
    return KeyDateFactory(
        program=program, day=date(2190, 12, 1), closes_applications=True, **values
    )


def program_page(client, program):
    page = Page(client.get("/programs/immunology/"))
    assert "Applications close" in page.text
    return APPLY in page.links


def program_list(client, program):
    return APPLY in Page(client.get("/programs/")).links


def comparison(client, program):
    text = Page(client.get("/programs/compare/?p=immunology&p=another")).text
    said = {True: "Applications differs Close on December", False: "Applications differs Closed on"}
    [is_open] = [is_open for is_open, words in said.items() if words in text]
    assert ("Apply to the Master of Immunology" in text) is is_open
    return is_open


def brochure(client, program):
    """As a page and as a file, which are one surface and must not differ."""
    inquiry = program.inquiries.get().inquiry
    on_page = APPLY in Page(client.get(inquiry.brochure_url())).links
    pdf = PdfReader(io.BytesIO(client.get(inquiry.brochure_pdf_url()).content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert ("Apply at example.org/apply" in text) is on_page
    assert ("Applications closed on" in text) is not on_page
    return on_page


def linked_data(client, program):
    html = client.get("/programs/immunology/").content.decode()
    data = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    [said] = [one for one in json.loads(data)["@graph"] if "numberOfCredits" in one]
    assert ("applicationDeadline" in said) is ("potentialAction" in said)
    return "potentialAction" in said


def calendar(client, program):
    return b"Applications close on" in unfolded(client.get("/programs/immunology/dates.ics"))


def unfolded(response):
    return response.content.replace(b"\r\n ", b"")


def feed(client, program):
    text = client.get("/programs/feed/").content.decode()
    assert ("(over)" in text) is (APPLY not in text)
    return APPLY in text


def search(client, program):
    text = Page(client.get("/search/?q=immunology")).text
    assert "Master of Immunology" in text
    return "Applications close on December 1, 2190" in text


def as_json(client, program):
    said = client.get("/programs/immunology.json").json()
    assert said["applications"]["are_closed"] is said["key_dates"][0]["is_over"]
    return said["applications"]["url"] == APPLY


SURFACES = [
    program_page, program_list, comparison, brochure, linked_data, calendar, feed, search, as_json,
]  # fmt: skip


@pytest.mark.parametrize("is_open", SURFACES, ids=lambda surface: surface.__name__)
def test_surface_flips_at_the_midnight_of_the_deadlines_own_zone(client, program, is_open):
    seen = []
    for moment in (IN_BOSTON - 60 * SECOND, IN_BOSTON - SECOND, IN_BOSTON, IN_BOSTON + SECOND):
        with time_machine.travel(moment, tick=False):
            seen.append(is_open(client, program))

    assert seen == [True, True, False, False]


def test_all_surfaces_flip_together_although_the_stamp_looks_once_a_minute(
    client, program, settings
):
    """The moment is known beforehand: nobody has to look at the database for it."""
    settings.CONTENT_STAMP_SECONDS = 60
    with time_machine.travel(IN_BOSTON - SECOND, tick=False):
        assert [is_open(client, program) for is_open in SURFACES] == [True] * len(SURFACES)

    with time_machine.travel(IN_BOSTON, tick=False):
        assert [is_open(client, program) for is_open in SURFACES] == [False] * len(SURFACES)


def test_all_surfaces_flip_together_through_the_page_cache(program, settings):
    """Those that are kept were answered out of the cache until the deadline."""
    settings.PAGE_CACHE, settings.CONTENT_STAMP_SECONDS = True, 60
    client = Client()
    seen = []
    for moment in (IN_BOSTON - 2 * SECOND, IN_BOSTON - SECOND, IN_BOSTON, IN_BOSTON + SECOND):
        before = figures()["hits"]
        with time_machine.travel(moment, tick=False):
            flipped = {is_open(client, program) for is_open in SURFACES}
        seen.append((flipped, figures()["hits"] - before))
    for name in ("pages", "asked"):
        caches[name].clear()

    # seven of the nine are kept, linked data with the page it stands on
    assert seen == [({True}, 1), ({True}, 7), ({False}, 1), ({False}, 7)]


@pytest.mark.parametrize(
    ("values", "moment"),
    [
        ({"time_zone": "Pacific/Kiritimati"}, datetime(2190, 12, 1, 10, tzinfo=UTC)),
        ({"time_zone": "America/Los_Angeles"}, datetime(2190, 12, 2, 8, tzinfo=UTC)),
        ({"until": time(17)}, datetime(2190, 12, 1, 22, tzinfo=UTC)),
        ({"time_zone": "Asia/Kolkata", "until": time(9)}, datetime(2190, 12, 1, 3, 30, tzinfo=UTC)),
    ],
)
def test_zone_and_hour_of_a_deadline_count(client, program, values, moment):
    program.key_dates.all().delete()
    close(program, **values)
    for at, expected in ((moment - SECOND, True), (moment, False)):
        with time_machine.travel(at, tick=False):
            assert program_list(client, program) is expected
            assert stamp.current().since == moment or expected


def test_last_of_several_rounds_closes_applications(client, program):
    KeyDateFactory(program=program, day=date(2191, 2, 1), closes_applications=True)

    with time_machine.travel(IN_BOSTON, tick=False):
        assert "Applications close on February 1, 2191" in Page(client.get("/programs/")).text
        assert program_list(client, program)


def test_other_dates_close_nothing(client, program):
    program.key_dates.update(closes_applications=False)
    program.save()

    with time_machine.travel(IN_BOSTON, tick=False):
        assert all(is_open(client, program) for is_open in (program_list, linked_data_alone))


def linked_data_alone(client, program):
    return b"ApplyAction" in client.get("/programs/immunology/").content


def test_without_an_address_to_apply_there_is_no_button(client, program):
    program.apply_url = ""
    program.save()

    page = Page(client.get("/programs/immunology/"))

    assert "Apply to" not in page.text
    assert "Applications close on December 1, 2190" in page.text


def test_paused_program_takes_no_applications(client, program):
    program.status = "paused"
    program.save()

    assert not any(is_open(client, program) for is_open in (program_list, as_json))
