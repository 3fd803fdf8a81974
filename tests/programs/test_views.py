import pytest

from tests.factories import ProgramFactory

pytestmark = pytest.mark.django_db


def test_program_page_shows_its_official_name(client):
    program = ProgramFactory(official_name="Master of Testing")

    page = client.get(program.get_absolute_url())

    assert "<h1>Master of Testing</h1>" in page.content.decode()
