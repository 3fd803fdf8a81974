"""Stories and blocks of the home page, as editors work on them."""

import pytest

from content import uploads
from content.images import SAY_WHAT_IT_SHOWS
from pages.models import HomeBlock, HomeFeature, HomeLink
from tests.content.pictures import encoded, painted, upload
from tests.factories import HomeBlockFactory, HomeFeatureFactory

pytestmark = pytest.mark.django_db
STORIES = "/admin/pages/homefeature/"
BLOCKS = "/admin/pages/homeblock/"
PUBLIC = {
    "state": "published", "publish_at_0": "2024-02-21", "publish_at_1": "09:00",
    "unpublish_at_0": "", "unpublish_at_1": "", "position": "1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def story(**values):
    form = {"headline": "Brains", "teaser": "Why?", "link_label": "Read it", "link_url": "/news/"}
    return form | {"image_alt": "", "image_credit": ""} | PUBLIC | values


def block(**values):
    form = {"kind": "education", "heading": "Education", "subheading": "", "text": "", "date": ""}
    links = {"links-TOTAL_FORMS": "1", "links-INITIAL_FORMS": "0"}
    link = {"links-0-label": "HMX", "links-0-url": "/hmx/", "links-0-position": "1"}
    return form | {"link_label": "", "link_url": ""} | links | link | PUBLIC | values


def errors(response):
    return response.context["adminform"].form.errors


def test_story_of_an_editor_is_on_the_home_page(admin_client, client):
    response = admin_client.post(f"{STORIES}add/", story())

    assert response.status_code == 302
    assert "Brains" in client.get("/").content.decode()


def test_picture_of_an_editor_is_stored_cleaned(admin_client):
    admin_client.post(f"{STORIES}add/", story(image=upload(), image_alt="A red corner"))

    image = HomeFeature.objects.get().image
    assert image.name.startswith("pictures/")
    assert "holiday" not in image.name
    assert (image.width, image.height) == (900, 600)


def test_picture_without_words_is_refused_beside_the_words(admin_client):
    response = admin_client.post(f"{STORIES}add/", story(image=upload()))

    assert errors(response) == {"image_alt": [SAY_WHAT_IT_SHOWS]}


def test_what_is_no_picture_is_refused_beside_the_picture(admin_client, folder):
    response = admin_client.post(f"{STORIES}add/", story(image=upload(b"<svg/>"), image_alt="A"))

    assert errors(response) == {"image": [uploads.NOT_A_PICTURE]}
    assert list(folder.iterdir()) == []


def test_form_shows_the_picture_as_it_is_and_offers_to_take_it_away(admin_client):
    feature = HomeFeatureFactory(image=upload(), image_alt="Blue")

    html = admin_client.get(f"{STORIES}{feature.pk}/change/").content.decode()

    assert f'src="{feature.image.smallest}"' in html
    assert 'name="image-clear"' in html
    assert 'accept="image/jpeg,image/png,image/webp,image/avif"' in html


def test_picture_is_taken_away(admin_client):
    feature = HomeFeatureFactory(image=upload(), image_alt="Blue")

    admin_client.post(f"{STORIES}{feature.pk}/change/", story(**{"image-clear": "on"}))

    feature.refresh_from_db()
    assert not feature.image
    assert feature.image_width is None


def test_history_tells_the_pictures_apart(admin_client):
    feature = HomeFeatureFactory(image=upload(), image_alt="Blue")
    new = upload(encoded(painted(500, 400)))

    admin_client.post(f"{STORIES}{feature.pk}/change/", story(image=new, image_alt="Red"))

    after, before = feature.history.all()
    assert after.image != before.image
    assert admin_client.get(f"{STORIES}{feature.pk}/history/").status_code == 200


def test_block_is_saved_with_its_links(admin_client, client):
    response = admin_client.post(f"{BLOCKS}add/", block())

    assert response.status_code == 302
    assert [link.label for link in HomeBlock.objects.get().links.all()] == ["HMX"]
    assert 'href="/hmx/"' in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_link_that_is_no_address_is_refused(admin_client, address):
    admin_client.post(f"{BLOCKS}add/", block(**{"links-0-url": address}))
    admin_client.post(f"{STORIES}add/", story(link_url=address))

    assert not HomeLink.objects.exists()
    assert not HomeFeature.objects.exists()


def test_script_in_a_forged_text_is_not_stored(admin_client):
    admin_client.post(f"{BLOCKS}add/", block(text='<p onclick="x">Fine<script>1</script></p>'))

    assert HomeBlock.objects.get().text == "<p>Fine</p>"


@pytest.mark.parametrize("path", [STORIES, BLOCKS])
def test_list_says_what_is_public(admin_client, path):
    HomeFeatureFactory(state="draft")
    HomeBlockFactory(state="draft")

    for query, number in (({"standing": "draft"}, 1), ({"standing": "public"}, 0)):
        assert admin_client.get(path, query).context["cl"].result_count == number
