import pytest

from tests.factories import FormOptionFactory, ProgramFactory


@pytest.fixture
def answers(db):
    """What a browser sends for a form that was filled in well."""
    program = ProgramFactory(official_name="Master of Immunology", slug="immunology")
    interest = FormOptionFactory(label="Student")
    return {
        "key": "one-rendered-form",
        "salutation": "",
        "first_name": "Ada",
        "last_name": "Example",
        "email": "ada@example.org",
        "country": "",
        "employer": "",
        "programs": [program.slug],
        "interests": [str(interest.pk)],
    }
