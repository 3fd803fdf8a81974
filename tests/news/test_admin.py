import pytest

from news.models import NewsItem
from tests.factories import NewsItemFactory

pytestmark = pytest.mark.django_db
ADD = "/admin/news/newsitem/add/"


def news_form(**values):
    form = {
        "title": "How the Brain Decides",
        "slug": "brain",
        "summary": "Cells.",
        "body": "<p>Text.</p>",
    }
    form |= {"kind": "article", "image_alt": "", "link_url": "", "is_dated": "on"}
    form |= {"state": "published", "publish_at_0": "2024-02-21", "publish_at_1": "09:00"}
    return form | {"unpublish_at_0": "", "unpublish_at_1": ""} | values


def test_item_written_by_staff_is_public_and_its_hours_are_bostons(admin_client, client):
    response = admin_client.post(ADD, news_form())

    assert response.status_code == 302
    item = NewsItem.objects.get()
    assert item.publish_at.isoformat() == "2024-02-21T14:00:00+00:00"
    assert client.get("/news/brain/").status_code == 200


def test_end_before_the_beginning_is_refused_in_words(admin_client):
    form = news_form(unpublish_at_0="2024-02-21", unpublish_at_1="08:59")

    response = admin_client.post(ADD, form)

    assert response.context["adminform"].form.non_field_errors() == [
        "It would disappear before it appears. Choose a later end."
    ]
    assert not NewsItem.objects.exists()


def test_address_taken_by_another_item_is_refused(admin_client):
    NewsItemFactory(slug="brain")

    response = admin_client.post(ADD, news_form())

    assert "slug" in response.context["adminform"].form.errors
    assert NewsItem.objects.count() == 1


def test_history_says_who_changed_what(admin_client):
    item = NewsItemFactory(title="Before")
    admin_client.post(f"/admin/news/newsitem/{item.pk}/change/", news_form(title="After"))

    response = admin_client.get(f"/admin/news/newsitem/{item.pk}/history/")

    page = response.content.decode()
    for said in ("Before", "After", "admin"):
        assert said in page
    newest = item.history.first()
    assert (newest.title, newest.history_user.username) == ("After", "admin")


def test_list_finds_an_item_by_its_words_and_its_standing(admin_client):
    draft = NewsItemFactory(title="Brain", state="draft")
    NewsItemFactory(title="Brain")
    NewsItemFactory(title="Heart", state="draft")

    response = admin_client.get("/admin/news/newsitem/", {"q": "brain", "standing": "draft"})

    assert list(response.context["cl"].result_list) == [draft]
