from datetime import UTC, datetime

import pytest

from news.models import NewsItem
from tests.content.pictures import upload
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


MONDAY = datetime(2026, 3, 2, 14, tzinfo=UTC)  # 9 a.m. in Boston
THURSDAY = datetime(2026, 3, 5, 14, tzinfo=UTC)
ON_MONDAY = {"publish_at_0": "2026-03-02", "publish_at_1": "09:00:00"}


@pytest.fixture
def draft(admin_client, admin_user, time_machine):
    """Begun on Monday with the date that its form proposes; now it is Thursday."""

    def draft(**values):
        time_machine.move_to(MONDAY, tick=False)
        admin_client.post(ADD, news_form(state="draft", **(ON_MONDAY | values)))
        time_machine.move_to(THURSDAY, tick=False)
        admin_client.force_login(admin_user)  # Monday's session is long over
        return NewsItem.objects.get()

    return draft


def save(client, item, **values):
    address = f"/admin/news/newsitem/{item.pk}/change/"
    response = client.post(address, news_form(**(ON_MONDAY | values)), follow=True)
    item.refresh_from_db()
    return response.content.decode()


def test_draft_published_by_the_form_is_new_that_day(admin_client, draft):
    item = draft()

    said = save(admin_client, item)

    assert item.publish_at == THURSDAY
    assert "is dated now" in said
    assert [version.publish_at for version in item.history.all()] == [THURSDAY, MONDAY]


def test_date_chosen_while_publishing_stays(admin_client, draft):
    item = draft()

    said = save(admin_client, item, publish_at_0="2026-03-04")

    assert item.publish_at == MONDAY.replace(day=4)
    assert "is dated now" not in said


def test_date_chosen_for_a_draft_stays(admin_client, draft):
    item = draft(publish_at_0="2019-10-28")

    save(admin_client, item, publish_at_0="2019-10-28")

    assert item.publish_at.year == 2019


def test_date_chosen_when_the_draft_was_changed_stays(admin_client, draft):
    item = draft()
    tuesday = {"publish_at_0": "2026-03-03"}
    save(admin_client, item, state="draft", **tuesday)

    save(admin_client, item, **tuesday)

    assert item.publish_at == MONDAY.replace(day=3)


def test_item_that_was_public_before_keeps_its_date(admin_client, draft):
    item = draft()
    save(admin_client, item, publish_at_0="2026-03-01")
    save(admin_client, item, publish_at_0="2026-03-01", state="draft")

    save(admin_client, item, publish_at_0="2026-03-01")

    assert item.publish_at == MONDAY.replace(day=1)


def test_date_of_a_draft_that_stays_one_stays(admin_client, draft):
    item = draft()

    save(admin_client, item, state="draft", title="Better")

    assert item.publish_at == MONDAY


def test_form_with_errors_says_that_the_picture_must_be_chosen_again(admin_client):
    sent = news_form(title="", image=upload(name="<b>holiday.jpg"))

    html = admin_client.post(ADD, sent).content.decode()

    assert "Choose the picture again: “&lt;b&gt;holiday.jpg” was not stored" in html
    html = admin_client.post(ADD, news_form(title="")).content.decode()
    assert "Choose the picture again" not in html
