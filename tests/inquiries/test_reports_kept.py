"""Kept days add up to what a plain count says, whatever changed an inquiry, and by whatever way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.utils import timezone

from inquiries.erasure import erase
from inquiries.models import ChangedDay, DayFigures, Inquiry, InquiryInterest, InquiryProgram
from inquiries.reports import kept
from inquiries.reports.counting import Of, by_day, facts
from inquiries.reports.kept import count_changed_days, figures_by_day
from inquiries.reports.periods import Period
from inquiries.reports.report import days_of
from tests.factories import (
    DeliveryFactory,
    FormOptionFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProgramFactory,
    StaffFactory,
)

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 9, 1), date(2026, 11, 30)


def at(day, hour=12):
    return datetime(2026, 10, day, hour, tzinfo=UTC)


def degrees():
    return dict(InquiryProgram.objects.values_list("program_id", "program__degree_type_id"))


def as_kept(of=Of()):  # noqa: B008
    return figures_by_day(FIRST, LAST, of, degrees())


def plain(of=Of()):  # noqa: B008
    return dict(by_day(facts(days_of(Period(FIRST, LAST)), of), degrees()))


@pytest.fixture
def inquiries():
    """Three of two days, all counted."""
    program = ProgramFactory()
    made = [
        InquiryFactory(created_at=at(day), country=country, source="google")
        for day, country in ((1, "US"), (1, "CN"), (9, ""))
    ]
    for inquiry in made:
        InquiryProgramFactory(inquiry=inquiry, program=program)
    count_changed_days()
    assert not ChangedDay.objects.exists()
    return made


def spam(inquiry):
    Inquiry.objects.filter(pk=inquiry.pk).update(state="spam")


def answered(inquiry):
    Inquiry.objects.filter(pk=inquiry.pk).update(
        state="answered", answered_at=at(3), answered_by=StaffFactory()
    )


def delivered(inquiry):
    DeliveryFactory(inquiry=inquiry, state="sent")


def came_back(inquiry):
    inquiry.deliveries.update(returned_at=timezone.now())


def another_program(inquiry):
    program = ProgramFactory()
    InquiryProgram.objects.bulk_create([InquiryProgram(inquiry=inquiry, program=program)])


def no_program(inquiry):
    inquiry.programs.all().delete()


def an_interest(inquiry):
    InquiryInterest.objects.create(inquiry=inquiry, option=FormOptionFactory(), label="Student")


def another_day(inquiry):
    Inquiry.objects.filter(pk=inquiry.pk).update(created_at=at(20))


def corrected(inquiry):
    inquiry.country = "DE"
    inquiry.save(update_fields=["country"])


def opened(inquiry):
    Inquiry.objects.filter(pk=inquiry.pk).update(brochure_opened_at=at(3))


CHANGES = [
    spam, answered, delivered, came_back, another_program, no_program, an_interest, another_day,
    corrected, opened, erase,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_report_knows_of_a_change_at_once_and_after_counting(inquiries, change):
    DeliveryFactory(inquiry=inquiries[0], state="sent")
    count_changed_days()
    change(inquiries[0])
    filters = [Of(), Of(program=inquiries[0].programs.model.objects.last().program_id)]
    filters += [Of(country=country) for country in ("US", "DE", "")]
    filters += [Of(program=filters[1].program, country=country) for country in ("US", "DE")]

    expected = [plain(of) for of in filters]

    assert [as_kept(of) for of in filters] == expected
    count_changed_days()
    assert not ChangedDay.objects.exists()
    assert [as_kept(of) for of in filters] == expected


def test_kept_days_are_what_is_read(inquiries, django_assert_num_queries):
    DayFigures.objects.filter(of="all", day=date(2026, 10, 1)).update(
        figures={"step": {"asked": 7}}
    )

    with django_assert_num_queries(2):
        days = figures_by_day(FIRST, LAST, Of(), {})

    assert days[date(2026, 10, 1)] == {"step": {"asked": 7}}


def test_day_is_bostons(inquiries):
    InquiryFactory(created_at=datetime(2026, 10, 2, 3, tzinfo=UTC))  # still the evening before

    assert as_kept()[date(2026, 10, 1)]["step"]["asked"] == 3


def test_program_and_country_together_are_kept_too(inquiries):
    of = Of(program=inquiries[0].programs.get().program_id, country="US")

    assert as_kept(of) == plain(of)
    assert as_kept(of)[date(2026, 10, 1)]["step"]["asked"] == 1


def test_slower_worker_leaves_what_a_faster_one_counted(inquiries, monkeypatch):
    InquiryFactory(created_at=at(1))
    count_rows = kept.counted_rows

    def counted_rows(days):
        rows = count_rows(days)
        monkeypatch.setattr(kept, "counted_rows", count_rows)
        InquiryFactory(created_at=at(1))
        count_changed_days()
        return rows

    monkeypatch.setattr(kept, "counted_rows", counted_rows)

    assert kept.count_some() == 0
    assert as_kept() == plain()


def test_all_days_are_counted_anew_by_command(inquiries, capsys):
    DayFigures.objects.all().delete()

    call_command("count_inquiries", "--all")

    assert capsys.readouterr().out == "Days counted: 2\n"
    assert as_kept() == plain()


def test_worker_stops_counting_when_its_time_is_up(monkeypatch):
    monkeypatch.setattr(kept, "MOST_DAYS", 1)
    for number in range(3):
        InquiryFactory(created_at=at(1) + timedelta(days=number))

    assert count_changed_days(seconds=0) == 1


def test_nobody_may_write_what_the_site_counts_by_itself():
    models = ["dayfigures", "changedday", "reports"]
    found = Permission.objects.filter(content_type__model__in=models)

    assert list(found.values_list("codename", flat=True)) == ["view_reports"]
