"""What staff edit on a program's page: its parts, general questions, the programs page."""

import re

import pytest

from programs.models import Landing, Question
from tests.factories import DegreeTypeFactory, LandingFactory, ProgramFactory, QuestionFactory

pytestmark = pytest.mark.django_db
PROGRAMS = "/admin/programs/program/"
QUESTIONS = "/admin/programs/question/"
LANDING = "/admin/programs/landing/"


def program_form(program, **parts):
    """What the browser sends for a program; of each part at most one row, a new one."""
    names = ("official_name", "short_name", "slug", "degree_type_id", "status")
    form = {name.removesuffix("_id"): getattr(program, name) for name in names}
    form |= {f"{order}_position": 1 for order in ("listing", "form", "section")}
    for part in ("key_dates", "costs", "start_terms", "contacts", "questions"):
        row = parts.get(part)
        form |= {f"{part}-TOTAL_FORMS": int(bool(row)), f"{part}-INITIAL_FORMS": 0}
        form |= {f"{part}-0-{name}": value for name, value in (row or {}).items()}
    return form


def save(admin_client, program, **parts):
    return admin_client.post(f"{PROGRAMS}{program.pk}/change/", program_form(program, **parts))


def test_program_is_saved_with_its_parts(admin_client):
    program = ProgramFactory()

    response = save(
        admin_client,
        program,
        key_dates={"label": "Opens", "day": "2026-12-01", "time_zone": "America/New_York"},
        costs={
            "label": "Tuition",
            "amount": "1250",
            "academic_year": "2026",
            "source": "/tuition/",
            "review_by": "2027-06-30",
            "position": 0,
        },
        contacts={"name": "Office", "email": "office@example.org", "position": 0},
        questions={"question": "Why?", "answer": "<p>Because.</p>", "position": 0},
    )

    assert response.status_code == 302
    assert [str(row) for row in program.key_dates.all()] == ["Opens: 2026-12-01"]
    assert [str(row) for row in program.costs.all()] == ["Tuition: $1,250"]
    assert [str(row) for row in program.contacts.all()] == ["Office"]
    assert [row.answer for row in program.questions.all()] == ["<p>Because.</p>"]


def test_contact_that_cannot_be_reached_is_refused_in_words(admin_client):
    program = ProgramFactory()

    response = save(admin_client, program, contacts={"name": "Office", "position": 0})

    assert "Give an e-mail address or a telephone number." in response.content.decode()
    assert not program.contacts.exists()


def test_answer_of_a_forged_form_is_sanitized(admin_client):
    program = ProgramFactory()
    answer = '<p onclick="x()">Yes.<script>x()</script></p>'

    save(admin_client, program, questions={"question": "Why?", "answer": answer, "position": 0})

    assert Question.objects.get().answer == "<p>Yes.</p>"


def test_slug_that_the_comparison_has_is_refused(admin_client):
    program = ProgramFactory()
    program.slug = "compare"

    response = save(admin_client, program)

    [said] = response.context["adminform"].form.errors["slug"]
    assert said == "Another page stands at /programs/compare/. Choose another word."


def test_slug_of_another_program_is_refused(admin_client):
    program = ProgramFactory()
    program.slug = ProgramFactory(slug="taken").slug

    response = save(admin_client, program)

    said = response.context["adminform"].form.errors["slug"]
    assert said == ["Program with this Slug already exists."]


@pytest.mark.parametrize(
    "address",
    [f"{PROGRAMS}add/", f"{QUESTIONS}add/", f"{LANDING}1/change/"],
)
def test_scripts_of_the_editor_carry_the_nonce_of_the_page(admin_client, address):
    DegreeTypeFactory()
    LandingFactory()

    response = admin_client.get(address)

    [nonce] = set(re.findall(r"'nonce-([^']+)'", response["Content-Security-Policy"]))
    inline = re.findall(r'<script type="importmap"[^>]*>', response.content.decode())
    assert inline
    assert all(f'nonce="{nonce}"' in tag for tag in inline)


def test_questions_are_listed_by_where_they_stand(admin_client):
    general = QuestionFactory(question="For all?")
    own = QuestionFactory(question="For one?", program=ProgramFactory())

    for stands, rows in (("general", [general]), ("own", [own]), ("nonsense", [general, own])):
        response = admin_client.get(QUESTIONS, {"stands": stands})
        assert list(response.context["cl"].result_list) == rows


def test_text_of_the_programs_page_is_changed_in_its_one_row(admin_client):
    LandingFactory()

    assert admin_client.get(f"{LANDING}add/").status_code == 403
    assert admin_client.post(f"{LANDING}1/change/", {"heading": "Study here"}).status_code == 302
    assert Landing.objects.get().heading == "Study here"


def test_text_of_the_programs_page_cannot_be_deleted(admin_client):
    LandingFactory()

    assert admin_client.post(f"{LANDING}1/delete/", {"post": "yes"}).status_code == 403
    assert Landing.objects.exists()
