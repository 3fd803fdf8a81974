import pytest

from tests.factories import FormOptionFactory, ProgramFactory


@pytest.fixture
def immunology(db):
    return ProgramFactory(
        official_name="Master of Immunology",
        short_name="Immunology",
        slug="immunology",
        degree_type__abbreviation="MMSc",
    )


@pytest.fixture
def student(db):
    return FormOptionFactory(label="Student")


@pytest.fixture
def school_of_one(immunology, student):
    """What the rows of files.py name."""
    return immunology
