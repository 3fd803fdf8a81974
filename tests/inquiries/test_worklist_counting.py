"""Counts and pages that stop, so that a million rows cost no more than a thousand."""

import pytest
from django.core.paginator import InvalidPage

from inquiries.models import Inquiry
from inquiries.worklist import counting, paginator
from inquiries.worklist.counting import Number, numbers
from inquiries.worklist.paginator import BoundedPaginator
from tests.factories import InquiryFactory
from tests.inquiries.desk import LIST
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_at_most(monkeypatch):
    monkeypatch.setattr(counting, "MOST", 3)


def test_several_lists_are_counted_by_one_query(django_assert_num_queries):
    InquiryFactory(country="DE")
    InquiryFactory.create_batch(2, country="FR")
    lists = [Inquiry.objects.filter(country=code) for code in ("DE", "FR", "US")]

    with django_assert_num_queries(1):
        assert numbers([*lists, Inquiry.objects.none()]) == [1, 2, 0, 0]


def test_nothing_is_counted_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert numbers([Inquiry.objects.none()]) == [0]


def test_count_stops_and_says_so(three_at_most):
    InquiryFactory.create_batch(5)

    [number] = numbers([Inquiry.objects.all()])

    assert (number, str(number), number.is_more) == (4, "3+", True)


def test_number_up_to_a_thousand_is_exact():
    assert [str(Number(n)) for n in (0, 999, 1000, 1001)] == ["0", "999", "1,000", "1,000+"]


def test_pages_go_on_beyond_what_is_counted(three_at_most):
    InquiryFactory.create_batch(7)
    rows = Inquiry.objects.order_by("pk")
    pages = BoundedPaginator(rows, 3, rows)

    assert [(len(pages.page(n).object_list), pages.has_more) for n in (1, 2, 3, 4)] == [
        (3, True),
        (3, True),
        (1, False),
        (0, False),
    ]


def test_pages_end_somewhere(three_at_most, monkeypatch):
    monkeypatch.setattr(paginator, "MOST_PAGES", 2)
    InquiryFactory.create_batch(7)
    rows = Inquiry.objects.order_by("pk")
    pages = BoundedPaginator(rows, 3, rows)

    assert (len(pages.page(2).object_list), pages.has_more) == (3, False)
    with pytest.raises(InvalidPage):
        pages.page(3)


def test_list_leads_from_page_to_page_and_back(admin_client, three_at_most, monkeypatch):
    monkeypatch.setattr("inquiries.admin.inquiry.InquiryAdmin.list_per_page", 2)
    InquiryFactory.create_batch(5)

    page = Page(admin_client.get(LIST, {"p": 2, "country": "none"}))
    links = {
        has.get("rel"): has["href"] for _, has in page.all if has.get("rel") in {"next", "prev"}
    }

    assert "3–4 of 3+ inquiries" in " ".join(page.text.split())
    assert links == {"next": "?country=none&p=3", "prev": "?country=none&p=1"}


def test_list_of_few_is_one_page(admin_client):
    InquiryFactory()

    text = " ".join(Page(admin_client.get(LIST)).text.split())
    assert "1 inquiry" in text
    assert "1–1" not in text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
def test_page_that_is_none_does_no_harm(admin_client, page):
    InquiryFactory.create_batch(2)

    assert admin_client.get(LIST, {"p": page}, follow=True).status_code == 200
