"""Erasing somebody: what staff searched for to find them is forgotten, and nothing else."""

import pytest

from inquiries.erasure import erase
from inquiries.models import KeptSearch
from tests.factories import InquiryFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["Müller", "mull", "jurgen mü", "ada@example.org", "ACDE FGHJ"])
def test_search_that_finds_them_is_forgotten(typed):
    inquiry = InquiryFactory(
        first_name="Jürgen", last_name="Müller", email="ada@example.org", reference="ACDEFGHJ"
    )
    account = StaffFactory()
    KeptSearch.objects.keep(account, typed)
    other = KeptSearch.objects.keep(account, "somebody else")

    erase(inquiry)

    assert list(KeptSearch.objects.all()) == [other]
