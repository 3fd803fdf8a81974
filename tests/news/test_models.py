from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from news.models import NewsItem
from tests.factories import NewsItemFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("lasts", [timedelta(0), -HOUR])
def test_database_refuses_an_end_before_the_beginning(lasts):
    with pytest.raises(IntegrityError, match="news_newsitem_leaves_after_it_appears"):
        NewsItemFactory(publish_at=NOW, unpublish_at=NOW + lasts)


def test_end_before_the_beginning_is_refused_in_words():
    item = NewsItemFactory.build(publish_at=NOW, unpublish_at=NOW - HOUR)

    with pytest.raises(ValidationError) as refused:
        item.full_clean()

    assert refused.value.messages == ["It would disappear before it appears. Choose a later end."]


def test_no_other_named_constraint_is_left_untried():
    names = [rule.name for rule in NewsItem._meta.constraints]

    assert names == [
        "news_newsitem_leaves_after_it_appears",
        "news_newsitem_picture_has_a_text",
        "news_newsitem_link_and_label",
    ]


def test_address_is_given_once():
    NewsItemFactory(slug="brain")

    with pytest.raises(IntegrityError):
        NewsItemFactory(slug="brain")


def test_newest_item_stands_first_and_of_equals_the_later_made():
    old = NewsItemFactory(publish_at=NOW - HOUR)
    first, second = NewsItemFactory.create_batch(2, publish_at=NOW)

    assert list(NewsItem.objects.all()) == [second, first, old]


def test_item_is_named_by_its_title_and_found_by_its_slug():
    item = NewsItemFactory.build(title="How the Brain Decides", slug="brain")

    assert str(item) == "How the Brain Decides"
    assert item.get_absolute_url() == "/news/brain/"


def test_lists_say_the_kind_of_what_is_no_article():
    assert NewsItem(kind="film").kind_said == "Film"
    assert NewsItem(kind="article").kind_said == ""
