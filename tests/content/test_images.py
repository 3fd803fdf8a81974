"""A row's picture: stored with its sizes, said in words, gone with the row."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from PIL import Image

from content.images import SAY_WHAT_IT_SHOWS
from pages.models import HomeFeature
from tests.content.pictures import encoded, painted, upload
from tests.factories import HomeFeatureFactory

pytestmark = pytest.mark.django_db
WIDTHS = (400, 800)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "pictures"


def illustrated(**values):
    """A feature with a picture, as it is read back from the database."""
    values = {"image": upload(), "image_alt": "A red corner on blue"} | values
    feature = HomeFeatureFactory(**values)
    return HomeFeature.objects.get(pk=feature.pk)


def files(folder):
    return {str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file()}


def test_picture_is_stored_with_all_its_sizes(folder):
    name = Path(illustrated().image.name).stem

    assert files(folder) == {f"{name}.jpg"} | {
        f"{name}/{crop}{width}w.{kind}"
        for crop in ("", "3_2/")
        for width in WIDTHS
        for kind in ("avif", "webp")
    }


def test_sizes_are_what_their_names_say(folder):
    name = Path(illustrated(image=upload(encoded(painted(900, 900)))).image.name).stem

    for file, size in (("400w.avif", (400, 400)), ("3_2/800w.webp", (800, 533))):
        with Image.open(folder / name / file) as drawn:
            assert drawn.size == size


def test_row_knows_the_size_of_its_picture():
    feature = illustrated()

    assert (feature.image_width, feature.image_height) == (900, 600)


def test_command_that_stores_a_picture_stores_it_cleaned():
    feature = HomeFeatureFactory(image_alt="Blue")

    feature.image.save("../holiday.png", upload(encoded(painted(), "PNG")))

    with Image.open(feature.image.path) as stored:
        assert stored.format == "JPEG"
    assert "holiday" not in feature.image.name


def test_command_cannot_store_what_is_no_picture(folder):
    feature = HomeFeatureFactory(image_alt="Blue")

    with pytest.raises(ValidationError):
        feature.image.save("a.jpg", upload(b"<svg>"))

    assert files(folder) == set()


def test_picture_goes_with_its_row(folder, django_capture_on_commit_callbacks):
    feature = illustrated()

    with django_capture_on_commit_callbacks(execute=True):
        feature.delete()

    assert list(folder.iterdir()) == []


def test_picture_stays_while_its_deletion_is_not_committed(folder):
    illustrated().delete()

    assert files(folder)


def test_replaced_picture_goes_and_the_new_one_stays(folder, django_capture_on_commit_callbacks):
    feature = illustrated()
    old = Path(feature.image.name).stem
    feature.image = upload(encoded(painted(800, 500)))

    with django_capture_on_commit_callbacks(execute=True):
        feature.save()

    assert not [file for file in files(folder) if file.startswith(old)]
    assert Path(feature.image.path).exists()


def test_picture_taken_away_goes(folder, django_capture_on_commit_callbacks):
    feature = illustrated()
    feature.image = ""

    with django_capture_on_commit_callbacks(execute=True):
        feature.save()

    assert files(folder) == set()


def test_picture_that_another_row_shows_stays(folder, django_capture_on_commit_callbacks):
    feature = illustrated()
    HomeFeatureFactory(image=feature.image.name, image_alt="The same")

    with django_capture_on_commit_callbacks(execute=True):
        feature.delete()

    assert files(folder)


def test_same_picture_twice_is_two_files(folder):
    assert illustrated().image.name != illustrated().image.name


def test_row_saved_again_keeps_its_picture(folder, django_capture_on_commit_callbacks):
    feature = illustrated()
    before = files(folder)

    with django_capture_on_commit_callbacks(execute=True):
        feature.save()

    assert files(folder) == before


def test_picture_without_words_is_refused_beside_the_words():
    feature = HomeFeatureFactory.build(image=upload())

    with pytest.raises(ValidationError) as refused:
        feature.full_clean()

    assert refused.value.message_dict["image_alt"] == [SAY_WHAT_IT_SHOWS]


def test_database_refuses_a_picture_without_words():
    feature = HomeFeatureFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        HomeFeature.objects.filter(pk=feature.pk).update(image="pictures/a.jpg")


def shown(feature, **how):
    return render_to_string("_includes/picture.html", {"row": feature, **how})


def test_picture_is_offered_in_small_kinds_and_sizes_first():
    html = shown(illustrated(), sizes="50vw")

    assert html.index('type="image/avif"') < html.index('type="image/webp"') < html.index("<img")
    for said in ("/400w.avif 400w, ", 'sizes="50vw"', 'width="900" height="600"'):
        assert said in html
    assert "3_2" not in html


def test_cropped_picture_keeps_its_place_in_the_page():
    html = shown(illustrated(), cropped=True)

    assert "/3_2/400w.avif 400w" in html
    assert 'width="1200" height="800"' in html


def test_first_picture_is_not_loaded_late():
    feature = illustrated()

    assert 'loading="lazy"' not in shown(feature, first=True)
    assert 'loading="lazy"' in shown(feature)


def test_words_of_editors_are_escaped():
    html = shown(illustrated(image_credit="<b>Ada</b>"), caption='"><script>')

    assert "<script>" not in html
    assert "&lt;b&gt;Ada&lt;/b&gt;" in html


def test_picture_smaller_than_every_size_is_shown_as_it_is():
    html = shown(illustrated(image=upload(encoded(painted(300, 200)))))

    assert "<source" not in html
    assert "<img" in html


def test_row_without_a_picture_shows_nothing():
    assert shown(HomeFeatureFactory()).strip() == ""
