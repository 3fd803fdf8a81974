"""What stands on a program's page besides its text, and what does not when there is none."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from events.models import Event
from news.models import NewsItem
from pages.models import ResourceLink
from programs.models import Program
from tests.factories import (
    ContactFactory,
    CostFactory,
    EventFactory,
    KeyDateFactory,
    NewsItemFactory,
    PageFactory,
    ProgramFactory,
    QuestionFactory,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory(slug="immunology")


def page(client, slug="immunology"):
    return Page(client.get(f"/programs/{slug}/"))


def test_parts_without_content_have_no_heading(client, program):
    assert page(client).headings == [program.official_name, "Credits", "Whom to ask"]


def test_months_and_format_are_shown_when_they_are_known(client, program):
    assert "From start to degree" not in page(client).text
    program.months, program.format, program.audience = 1, "On campus", "<p>For nurses.</p>"
    program.save()

    text = page(client).text

    for said in ("From start to degree 1 month", "How you study On campus", "For nurses."):
        assert said in text
    assert "1 months" not in text


@time_machine.travel("2026-12-02T12:00:00-05:00", tick=False)
def test_dates_that_have_passed_stand_last_and_are_said_to_be_over(client, program):
    for day, label in ((1, "Opens"), (2, "Closes"), (3, "Begins")):
        KeyDateFactory(program=program, label=label, day=date(2026, 12, day))

    text = page(client).text

    assert "December 2, 2026 Closes December 3, 2026 Begins December 1, 2026 Opens Over" in text


def test_date_stands_with_its_source_and_without_one(client, program):
    KeyDateFactory(program=program, label="Opens", source="https://example.org/dates")
    KeyDateFactory(program=program, label="Closes", source="")

    shown = page(client)

    assert "https://example.org/dates" in shown.links
    assert "Source of Opens" in shown.text
    assert "Source of Closes" not in shown.text


def test_date_passes_without_an_edit(client, program):
    KeyDateFactory(program=program, day=date(2026, 12, 1))

    with time_machine.travel("2026-12-01T12:00:00-05:00", tick=False):
        assert "Over" not in page(client).text
    with time_machine.travel("2026-12-02T12:00:00-05:00", tick=False):
        assert "Over" in page(client).text


@time_machine.travel("2026-12-01T12:00:00-05:00", tick=False)
def test_cost_stands_with_its_year_and_its_source(client, program):
    CostFactory(program=program, amount=Decimal("1250.50"), source="https://example.org/fees")

    shown = page(client)

    assert "Tuition, 2026–2027 $1,250.50 Source of Tuition" in shown.text
    assert "https://example.org/fees" in shown.links


def test_cost_goes_without_an_edit_when_nobody_has_reviewed_it(client, program):
    CostFactory(program=program, review_by=date(2026, 12, 1))

    with time_machine.travel("2026-12-01T12:00:00-05:00", tick=False):
        assert "$1,250" in page(client).text
    with time_machine.travel("2026-12-02T12:00:00-05:00", tick=False):
        assert "$1,250" not in page(client).text
        assert "Cost, aid and careers" not in page(client).headings


def test_contacts_stand_in_their_order_in_place_of_the_schools_address(client, program, settings):
    ContactFactory(program=program, name="Office", email="", phone="617-432-1000", position=2)
    ContactFactory(program=program, name="Ada", role="Director", email="ada@example.org")

    shown = page(client)

    assert "Ada Director ada@example.org Office 617-432-1000" in shown.text
    assert "tel:+16174321000" in shown.links
    assert f"mailto:{settings.INQUIRIES_EMAIL}" not in shown.links


def test_program_without_contacts_names_the_schools_address(client, program, settings):
    assert f"mailto:{settings.INQUIRIES_EMAIL}" in page(client).links


def test_questions_of_another_kind_of_degree_stand_elsewhere(client, program):
    other = ProgramFactory(degree_type__name="Master of Research").degree_type
    QuestionFactory(question="What is the research?", degree_type=other)
    QuestionFactory(question="What is the capstone?", degree_type=program.degree_type)

    text = page(client).text

    assert "What is the research?" not in text
    assert "What is the capstone?" in text


def test_own_questions_come_before_the_general_ones(client, program):
    QuestionFactory(question="General?", answer="<p>For all.</p>", position=1)
    QuestionFactory(question="Own?", program=program, position=2)
    QuestionFactory(question="Of another?", program=ProgramFactory())

    text = page(client).text

    assert "Own? Yes. General? For all." in text
    assert "Of another?" not in text


def test_unpublished_news_is_not_related(client, program):
    NewsItemFactory(state=NewsItem.State.DRAFT).programs.add(program)
    NewsItemFactory(publish_at=timezone.now() + timedelta(days=1)).programs.add(program)
    NewsItemFactory()

    assert not [link for link in page(client).links if link.startswith("/news/")]


def test_newest_three_of_its_news_are_related(client, program):
    for day in range(1, 5):
        NewsItemFactory(slug=f"day-{day}", publish_at=f"2024-02-0{day}T12:00Z").programs.add(
            program
        )

    shown = page(client)

    news = [link for link in shown.links if link.startswith("/news/")]
    assert news == ["/news/day-4/", "/news/day-3/", "/news/day-2/"]
    assert "News" in shown.headings


def test_draft_and_past_events_are_not_related(client, program):
    EventFactory(state=Event.State.DRAFT).programs.add(program)
    EventFactory(starts_at=timezone.now() - timedelta(days=2)).programs.add(program)
    EventFactory()

    assert not [link for link in page(client).links if link.startswith("/events/")]


def test_coming_event_is_related_until_it_is_over(client, program):
    event = EventFactory(slug="talk")
    event.programs.add(program)

    assert "/events/talk/" in page(client).links
    with time_machine.travel(event.ends_at + timedelta(seconds=1), tick=False):
        assert "/events/talk/" not in page(client).links


def test_event_of_several_days_names_all_of_them(client, program):
    start = timezone.now().replace(year=timezone.now().year + 1, month=6, day=2, hour=16)
    EventFactory(starts_at=start, ends_at=start + timedelta(days=2)).programs.add(program)

    assert f"June 2, {start.year}" in page(client).text
    assert f"June 4, {start.year}" in page(client).text


def test_cancelled_event_says_so(client, program):
    EventFactory(is_cancelled=True).programs.add(program)

    assert "Cancelled:" in page(client).text


@time_machine.travel("2026-11-22", tick=False)
def test_cost_and_aid_are_resources_of_the_section_that_still_hold(client, program):
    section = PageFactory(title="Master’s", slug="masters", leads_to_address="/programs/")
    for position, (slug, year) in enumerate([("cost", None), ("aid", None), ("handbook", 2021)]):
        PageFactory(title=slug, slug=slug, parent=section, position=9 - position)
        url = f"/masters/{slug}/"
        ResourceLink.objects.create(label=slug, url=url, academic_year=year, position=position)
    ResourceLink.objects.create(label="Registrar", url="/registrar/")

    shown = page(client)

    assert "Registrar" not in shown.text
    assert shown.text.endswith("Cost, aid and careers cost aid Ask for the brochure")


def test_section_lists_programs_in_its_own_order_and_marks_this_one(client, program):
    Program.objects.update(section_position=2)
    ProgramFactory(slug="bioethics", section_position=1, listing_position=9)
    ProgramFactory(slug="ended", section_position=0, status=Program.Status.RETIRED)

    html = client.get("/programs/immunology/").content.decode()
    nav = html[html.index('<nav class="section-nav"') :]
    nav = nav[: nav.index("</nav>")]

    assert "/programs/ended/" not in nav
    assert nav.index("/programs/bioethics/") < nav.index("/programs/immunology/")
    assert '<a href="/programs/immunology/" aria-current="page">' in nav
    assert nav.count('aria-current="page"') == 1


def test_section_ends_with_the_pages_below_the_programs_page(client, program):
    section = PageFactory(title="Master’s", slug="masters", leads_to_address="/programs/")
    PageFactory(title="Financial Aid", slug="aid", parent=section)

    shown = page(client)

    assert "More in Master’s" in shown.text
    assert "/masters/aid/" in shown.links


def test_renamed_program_leaves_a_redirect(client, program):
    program.slug = "immune-system"
    program.save()

    response = client.get("/programs/immunology/?from=mail")

    assert response.status_code == 301
    assert response["Location"] == "/programs/immune-system/?from=mail"
    assert page(client, "immune-system").headings[0] == program.official_name


def test_edit_of_a_part_is_public_at_once(client, program):
    contact = ContactFactory(program=program, name="Ada")
    assert "Ada" in page(client).text

    contact.delete()

    assert "Ada" not in page(client).text
