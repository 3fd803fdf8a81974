"""Erasing: the words of a link stay when many came by it, and go when they may say who it was."""

import pytest

from inquiries.erasure import erase
from tests.factories import InquiryFactory

pytestmark = pytest.mark.django_db
WORDS = {"source": "newsletter", "medium": "email", "campaign": "for-ada-example"}


def words(inquiry):
    inquiry.refresh_from_db()
    return (inquiry.source, inquiry.medium, inquiry.campaign)


def test_words_of_a_rare_link_go_with_the_person():
    inquiry = InquiryFactory(**WORDS | {"medium": "by-ada"})

    erase(inquiry)

    assert words(inquiry) == ("", "", "")


def test_words_that_ten_others_came_by_stay():
    inquiry, *_ = InquiryFactory.create_batch(11, **WORDS | {"campaign": "spring-2027"})

    erase(inquiry)

    assert words(inquiry) == ("newsletter", "email", "spring-2027")


def test_one_person_who_asks_ten_times_is_not_many():
    others = InquiryFactory.create_batch(10, **WORDS)
    for other in others[1:]:
        other.prospect = others[0].prospect
        other.save()

    inquiry = InquiryFactory(**WORDS)
    erase(inquiry)

    assert words(inquiry)[2] == ""


def test_site_that_we_know_stays():
    inquiry = InquiryFactory(source="google", medium="search")

    erase(inquiry)

    assert words(inquiry) == ("google", "search", "")


def test_last_of_many_is_counted_as_the_first_was():
    inquiries = InquiryFactory.create_batch(12, **WORDS | {"campaign": "spring-2027"})

    for inquiry in inquiries:
        erase(inquiry)

    assert {words(inquiry)[2] for inquiry in inquiries} == {"spring-2027"}
