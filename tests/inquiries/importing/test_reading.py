"""The dry run: each row's fate, and nothing of the desk changed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from inquiries.importing import reading
from inquiries.importing.work import work_next
from inquiries.models import Change, FormOption, ImportRow, ImportRun, Inquiry, Prospect
from tests.factories import ProgramFactory, ProspectFactory

from .files import csv_file, fates, imported, lately, only_line, read, row, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school_of_one")]
NEW, KNOWN, THERE, BAD = ImportRow.Fate


def why(**said):
    """Why a row with this in it is refused."""
    line = only_line(read(csv_file(row(**said))))
    assert line.fate == BAD
    return line.why


def test_dry_run_shows_each_fate_and_stores_no_inquiry():
    ProspectFactory(email="known@example.org")

    run = read(
        csv_file(
            row(),
            row(email="Known@Example.org"),
            row(),
            row(email="ada@example.org", received="2 days ago"),
        )
    )

    assert run.state == ImportRun.State.READY
    assert [(number, fate) for number, fate, _ in fates(run)] == [
        (2, NEW), (3, KNOWN), (4, THERE), (5, BAD),
    ]  # fmt: skip
    assert (Inquiry.objects.count(), Change.objects.count()) == (0, 0)
    assert Prospect.objects.count() == 1


def test_second_row_of_a_person_is_another_inquiry_of_theirs():
    other = ProgramFactory(official_name="Master of Bioethics")

    run = read(csv_file(row(), row(email="ADA@example.org", programs=str(other))))

    assert fates(run)[1] == (3, KNOWN, "The person of row 2, with another inquiry.")


def test_row_that_was_imported_before_is_already_there():
    imported(csv_file(row()))

    line = only_line(read(csv_file(row(employer="Spelled better"))))

    assert (line.fate, line.why) == (THERE, "The same inquiry has been imported before.")


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    assert why(first_name=" ", email="ada", programs="Alchemy", received="") == (
        "It has no first name. “ada” is no e-mail address. “Alchemy” is no program of ours. "
        "It has no date."
    )


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"first_name": "A" * 201}, "Its first name is longer than 200 letters."),
        ({"last_name": "A\nB"}, "Its last name holds a line break, or letters that cannot be"),
        ({"last_name": "A\0B"}, "Its last name holds a line break, or letters that cannot be"),
        ({"email": "ä@example.org"}, "“ä@example.org” is no e-mail address."),
        ({"country": "Atlantis"}, "“Atlantis” is no country that we know, old names included."),
        ({"programs": ""}, "It names no program."),
        ({"interests": "Juggling"}, "“Juggling” is no work or interest of ours."),
        (
            {"received": "2020-02-30"},
            "“2020-02-30” is no date here: write it as 2025-12-31 or 31 Dec 2025.",
        ),
        ({"received": f"{lately(-3):%Y-%m-%d}"}, "Its date is still to come."),
        ({"received": f"{lately(731):%Y-%m-%d}"}, "It is older than 24 months"),
    ],
)
def test_row_is_refused_with_its_reason(said, problem):
    assert problem in why(**said)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Burma", "MM"),
        ("Nambia", "NA"),
        ("NA", "NA"),
        ("St Kitts-Nevis", "KN"),
        ("us", "US"),
        ("Zaire", "CD"),
        ("Choose...", ""),
        ("", ""),
    ],
)
def test_country_is_known_by_its_old_name(name, code):
    line = only_line(read(csv_file(row(country=name))))

    assert (line.fate, line.country, line.why) == (NEW, code, "")


def test_country_that_is_several_today_is_left_open_with_a_remark():
    line = only_line(read(csv_file(row(country="Channel Islands"))))

    assert (line.fate, line.country) == (NEW, "")
    assert line.why == "“Channel Islands” is 2 countries today, so none is stored."


@pytest.mark.parametrize(
    "name",
    ["Master of Immunology", "master of  IMMUNOLOGY", "Immunology", "immunology", "MI",
     "MMSc in Immunology", "MMSc Immunology", "Master of Immunology (MI)"],
)  # fmt: skip
def test_program_is_known_by_any_of_its_names(immunology, name):
    assert only_line(read(csv_file(row(programs=name)))).programs == f" {immunology.pk} "


def test_program_is_known_by_a_name_it_once_had(immunology):
    immunology.official_name = immunology.short_name = "Master of Defence"
    immunology.slug = "defence"
    immunology.save()

    line = only_line(read(csv_file(row(programs="Master of Immunology"))))

    assert line.programs == f" {immunology.pk} "


@pytest.mark.parametrize("separator", [";", "|", " ; ", "\n"])
def test_several_programs_in_one_cell(immunology, separator):
    other = ProgramFactory(official_name="Master of Bioethics", short_name="Bioethics")

    line = only_line(read(csv_file(row(programs=f"MI{separator}Bioethics{separator}Immunology"))))

    assert line.programs == f" {immunology.pk} {other.pk} "


def test_initials_of_two_programs_are_not_guessed():
    ProgramFactory(official_name="Master of Informatics", short_name="Informatics")

    assert why(programs="MI") == "“MI” could be more than one program of ours."


def test_interest_that_the_form_no_longer_offers_is_known(student):
    FormOption.objects.update(is_active=False)

    assert only_line(read(csv_file(row()))).interests == f" {student.pk} "


def test_salutation_gets_the_spelling_of_the_form():
    FormOption.objects.create(kind="salutation", label="Prof.")

    run = read(csv_file(row(salutation="prof"), row(salutation="Mx.", email="b@example.org")))

    assert list(run.lines.values_list("salutation", flat=True)) == ["Prof.", "Mx."]


def test_row_with_more_cells_than_headings_is_refused():
    line = only_line(read(csv_file([*row(), "", "one too many"])))

    assert line.why.startswith("It has 11 cells, and there are 9 headings")


def test_row_that_ends_early_may_lack_what_is_not_needed():
    headings = ["Date", "Email", "First name", "Program", "Country", "Employer"]
    cells = [f"{lately():%Y-%m-%d}", "ada@example.org", "Ada", "Immunology"]

    assert only_line(read(csv_file(cells, headings=headings))).fate == NEW


def test_queries_do_not_grow_with_the_rows(django_assert_max_num_queries):
    run = uploaded(csv_file(*(row(email=f"ada{n}@example.org") for n in range(300))))

    with django_assert_max_num_queries(40):
        work_next()

    assert run.lines.count() == 300


def test_run_that_was_dropped_while_it_was_read_stays_dropped():
    run = uploaded(csv_file(row()))
    taken = ImportRun.objects.take()
    ImportRun.objects.update(state="dropped")

    with pytest.raises(reading.TakenAway):
        reading.read(taken)
    assert (run.lines.count(), ImportRun.objects.get().state) == (0, "dropped")


def test_run_of_a_killed_worker_is_taken_again_when_its_lease_has_run_out():
    run = uploaded(csv_file(row()))
    first = ImportRun.objects.take()
    assert ImportRun.objects.take() is None

    with time_machine.travel(timezone.now() + timedelta(seconds=181)):
        work_next()

    run.refresh_from_db()
    assert (run.state, run.lines.count(), run.turn) == ("ready", 1, first.turn + 1)


def test_file_that_ends_every_worker_is_given_up():
    run = uploaded(csv_file(row()), tries=5)

    work_next()

    run.refresh_from_db()
    assert run.state == ImportRun.State.REFUSED
    assert "nothing of it was imported" in run.problem
