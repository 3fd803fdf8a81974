"""Pictures in S3: several web machines share them, and no machine's disk holds any."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from hms_site import picture_store
from pages.models import HomeFeature
from tests.content.pictures import upload
from tests.fakes.s3 import S3
from tests.pages.test_admin_home import STORIES, story

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC_ADDRESS = "https://media.example.org/masters/"


@pytest.fixture
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with S3() as s3:
        in_s3 = picture_store.in_s3(
            bucket="masters",
            media_url=PUBLIC_ADDRESS,
            endpoint=s3.url,
            region="us-east-1",
            key="key",
            secret="secret",
        )
        settings.STORAGES = settings.STORAGES | {"default": in_s3}
        yield s3
    assert list(tmp_path.iterdir()) == []


def names(store):
    """Without what the picture itself is called."""
    stems = {key.removeprefix("masters/pictures/")[32:] for key in store.objects}
    assert all(key.startswith("masters/pictures/") for key in store.objects)
    return stems


def test_picture_of_an_editor_and_its_sizes_land_in_s3(admin_client, client, store):
    response = admin_client.post(f"{STORIES}add/", story(image=upload(), image_alt="Blue"))

    assert response.status_code == 302
    assert names(store) == {".jpg"} | {
        f"{crop}/{width}w.{kind}"
        for crop in ("", "/3_2")
        for width in (400, 800)
        for kind in ("avif", "webp")
    }
    for key, (_, headers) in store.objects.items():
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert headers["Content-Type"] == f"image/{key[-4:].lstrip('.').replace('jpg', 'jpeg')}"
    html = client.get("/").content.decode()
    name = HomeFeature.objects.get().image.name
    assert f'src="{PUBLIC_ADDRESS}{name}"' in html
    assert f"{PUBLIC_ADDRESS}{name.removesuffix('.jpg')}/3_2/800w.avif 800w" in html


def test_picture_goes_from_s3_with_its_row(admin_client, store):
    admin_client.post(f"{STORIES}add/", story(image=upload(), image_alt="Blue"))
    assert store.objects

    HomeFeature.objects.get().delete()

    assert store.objects == {}


def test_same_picture_of_two_rows_is_stored_twice(admin_client, store):
    for _ in range(2):
        admin_client.post(f"{STORIES}add/", story(image=upload(), image_alt="Blue"))

    first, second = HomeFeature.objects.order_by("pk")
    first.delete()

    assert second.image.name in {key.removeprefix("masters/") for key in store.objects}


@pytest.mark.errors_expected
def test_store_that_is_away_says_so_and_stores_no_half(admin_client, store):
    store.refuses = True

    response = admin_client.post(f"{STORIES}add/", story(image=upload(), image_alt="Blue"))

    assert response.status_code == 503
    assert "Nothing was saved" in response.content.decode()
    assert not HomeFeature.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"media_url": "media/"}, "Set MEDIA_URL in the environment when there is S3_BUCKET"),
        ({"media_url": "https://media.example.org"}, "with a slash"),
        ({"media_url": "ftp://media.example.org/"}, "must look like https://"),
        ({"secret": ""}, "both, or neither"),
    ],
)
def test_bucket_that_browsers_could_not_reach_stops_the_start(changes, sentence):
    sound = {"bucket": "b", "media_url": PUBLIC_ADDRESS, "endpoint": "", "region": ""}

    with pytest.raises(ImproperlyConfigured, match=sentence):
        picture_store.in_s3(**sound | {"key": "key", "secret": "secret"} | changes)
