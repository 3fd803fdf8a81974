"""What editors uploaded, as it is served; and who may upload how much."""

import pytest
from django.test import Client

from tests.content.pictures import upload
from tests.factories import HomeFeatureFactory, StaffFactory
from tests.hms_site.test_hostile_requests import ask

pytestmark = pytest.mark.django_db
NAME = "0123456789abcdef" * 2
LARGE = b"x" * 3_000_000
FORM = {"CONTENT_TYPE": "multipart/form-data; boundary=x"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "pictures").mkdir(parents=True)
    return tmp_path / "media"


def test_picture_and_its_sizes_are_served_as_what_they_are(client):
    image = HomeFeatureFactory(image=upload(), image_alt="Blue").image
    size = f"{image.url.removesuffix('.jpg')}/3_2/400w"

    for address, kind in ((image.url, "jpeg"), (f"{size}.avif", "avif"), (f"{size}.webp", "webp")):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, f"image/{kind}")
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response.getvalue()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "pictures/",
        "pictures",
        f"pictures/{NAME}/",
        "a.html",
        "pictures/a.html",
        "pictures/a.svg",
    ],
)
def test_what_we_did_not_name_is_not_served(client, folder, path):
    for name in ("a.html", "pictures/a.html", "pictures/a.svg"):
        (folder / name).write_text("<script>alert(1)</script>")

    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../secret.jpg", "..%2Fsecret.jpg", "pictures/../../secret.jpg", "/etc/passwd", "%00",
        f"pictures/{NAME}.jpg%00.html", f"pictures/{NAME}.jpg/", f"pictures/{NAME}/../{NAME}.jpg",
        "x" * 5000,
    ],
)  # fmt: skip
def test_nothing_outside_the_folder_is_served(client, folder, path):
    (folder.parent / "secret.jpg").write_text("secret")

    assert client.get(f"/media/{path}").status_code == 404


def test_picture_that_is_gone_is_not_found(client):
    assert client.get(f"/media/pictures/{NAME}.jpg").status_code == 404


def session_of(user):
    client = Client()
    client.force_login(user)
    return {"HTTP_COOKIE": f"sessionid={client.cookies['sessionid'].value}"}


def test_staff_may_send_pictures_in_the_admin():
    who = session_of(StaffFactory())

    status, _ = ask("POST", "/admin/login/", LARGE, **FORM, **who)

    assert status.startswith("403 ")  # read, and refused for want of a token alone


@pytest.mark.errors_expected
@pytest.mark.parametrize("path", ["/brochure/", "/", "/administration/", "/admin"])
def test_staff_may_send_pictures_nowhere_else(path):
    status, unread = ask("POST", path, LARGE, **FORM, **session_of(StaffFactory()))

    assert (status, unread) == ("400 Bad Request", len(LARGE))


@pytest.mark.errors_expected
@pytest.mark.parametrize("changed", [{"is_staff": False}, {"is_active": False}])
def test_who_is_no_staff_may_not_send_pictures(changed):
    who = session_of(StaffFactory(**changed))

    assert ask("POST", "/admin/", LARGE, **FORM, **who) == ("400 Bad Request", len(LARGE))


@pytest.mark.errors_expected
@pytest.mark.parametrize("cookie", ["", "sessionid=made-up", "sessionid=%00"])
def test_stranger_may_not_send_pictures_to_the_admin(cookie):
    answer = ask("POST", "/admin/login/", LARGE, **FORM, HTTP_COOKIE=cookie)

    assert answer == ("400 Bad Request", len(LARGE))


@pytest.mark.errors_expected
def test_staff_too_meet_a_limit_and_it_is_said_in_words(settings):
    client = Client()
    client.force_login(StaffFactory())
    settings.STAFF_UPLOAD_MAX_SIZE = 100

    response = client.post("/admin/", {"text": "x" * 200})

    assert response.status_code == 400
    assert "a picture may have 20 MB" in response.content.decode()
