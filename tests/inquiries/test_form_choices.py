import pytest

from inquiries.models import FormOption, Inquiry
from programs.models import Program
from tests.factories import FormOptionFactory, ProgramFactory
from tests.inquiries.pages import Page, kept, message_for, send

GONE = "A program you ticked is not offered any more."
HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize("status", [Program.Status.PAUSED, Program.Status.RETIRED])
def test_program_that_is_not_open_is_refused_and_the_others_kept(client, answers, status):
    closed = ProgramFactory(status=status)

    response = send(client, answers | {"programs": ["immunology", closed.slug]})

    assert message_for(response, "programs").startswith(GONE)
    assert kept(response, answers) == answers
    assert closed.official_name not in Page(response).text


@pytest.mark.parametrize(
    "unknown", ["alchemy", "", "0", "9" * 40, "x" * 10_000, HOSTILE, "%00", "é"]
)
def test_unknown_program_is_refused_and_never_shown(client, answers, unknown):
    response = send(client, answers | {"programs": [unknown, "immunology"]})

    assert message_for(response, "programs").startswith(GONE)
    assert kept(response, answers) == answers
    assert HOSTILE not in response.content.decode()


def test_program_ticked_twice_is_stored_once(client, answers):
    send(client, answers | {"programs": ["immunology", "immunology"]})

    assert [asked.name for asked in Inquiry.objects.get().programs.all()] == [
        "Master of Immunology"
    ]


def test_all_ticked_programs_are_stored(client, answers):
    slugs = ["immunology", *(ProgramFactory().slug for _ in range(8))]

    send(client, answers | {"programs": slugs})

    stored = Inquiry.objects.get().programs.values_list("program__slug", flat=True)
    assert list(stored) == slugs


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("programs", "Tick at least one program."),
        ("interests", "Tick at least one that describes you."),
    ],
)
def test_nothing_ticked_is_refused(client, answers, field, message):
    given = answers | {field: []}

    response = send(client, given)

    assert message_for(response, field) == message
    assert kept(response, given) == given


def test_interest_that_is_not_offered_is_refused_and_the_others_kept(client, answers):
    inactive = str(FormOptionFactory(is_active=False).pk)

    response = send(client, answers | {"interests": [*answers["interests"], inactive]})

    assert "not offered any more" in message_for(response, "interests")
    assert kept(response, answers) == answers


@pytest.mark.parametrize("value", ["0", "-1", "9" * 40, "1.0", "x", HOSTILE])
def test_unknown_interest_is_refused(client, answers, value):
    response = send(client, answers | {"interests": [value]})

    assert "not offered any more" in message_for(response, "interests")
    assert HOSTILE not in response.content.decode()


def test_salutation_is_no_interest_and_interest_no_salutation(client, answers):
    doctor = FormOptionFactory(kind=FormOption.Kind.SALUTATION, label="Dr.")
    student = answers["interests"][0]

    response = send(client, answers | {"interests": [str(doctor.pk)], "salutation": student})

    assert message_for(response, "interests")
    assert message_for(response, "salutation") == "Choose a salutation from the list, or none."


def test_salutation_is_stored_as_it_read(client, answers):
    doctor = FormOptionFactory(kind=FormOption.Kind.SALUTATION, label="Dr.")

    send(client, answers | {"salutation": str(doctor.pk)})

    assert Inquiry.objects.get().salutation == "Dr."


@pytest.mark.parametrize("code", ["", "US", "XK", "AX"])
def test_country_is_stored_by_its_code(client, answers, code):
    send(client, answers | {"country": code})

    assert Inquiry.objects.get().country.code == code


@pytest.mark.parametrize(
    "value", ["ZZ", "us", "Zaire", "United States", "USA", HOSTILE, "X" * 10_000]
)
def test_country_that_is_no_code_is_asked_about_once(client, answers, value):
    response = send(client, answers | {"country": value})

    message = f"We know no country “{value[:60]}”. Choose one from the list, or leave it empty."
    assert message_for(response, "country") == message
    assert kept(response, answers) == answers
    assert HOSTILE not in response.content.decode()


def test_chosen_country_is_kept_when_something_else_is_wrong(client, answers):
    given = answers | {"country": "CI", "first_name": ""}

    assert kept(send(client, given), given) == given
