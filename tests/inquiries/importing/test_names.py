"""The school's own programs, by what people call them."""

import pytest

from inquiries.importing import names
from programs.models import Program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school")]


def slugs(text):
    found = names.programs().find_all(text)
    return [Program.objects.get(pk=number).slug for number in found]


def test_programs_are_known_by_their_initials():
    assert slugs("MHQS; CSO | MMSc GHD; MBI") == [
        "healthcare-quality-and-safety",
        "clinical-service-operations",
        "global-health-delivery",
        "biomedical-informatics",
    ]


def test_every_program_is_known_by_each_of_its_names():
    for program in Program.objects.all():
        for name in (program.official_name, program.short_name, program.slug):
            assert slugs(name) == [program.slug]


def test_name_with_commas_is_one_program():
    assert slugs("Media, Medicine and Health") == ["media-medicine-and-health"]
