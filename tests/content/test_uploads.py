"""What is made of an uploaded picture, and which are refused, in words."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from content import uploads
from tests.content.pictures import encoded, painted, upload

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TURNED = 6  # EXIF's word for a camera held on its side


def drawn(content, name="holiday.jpg"):
    return Image.open(uploads.clean(upload(content, name)))


def refusal(content):
    with pytest.raises(ValidationError) as refused:
        uploads.clean(upload(content))
    return " ".join(refused.value.messages)


def is_red(pixel):
    return pixel[0] > 150 and pixel[2] < 80


@pytest.mark.parametrize("kind", uploads.FORMATS)
@pytest.mark.parametrize("name", ["a.jpg", "a.exe", "../../a.html", "a"])
def test_each_kind_becomes_a_jpeg_named_by_its_content(kind, name):
    picture = uploads.clean(upload(encoded(painted(), kind), name))

    assert Image.open(picture).format == "JPEG"
    assert picture.name.removesuffix(".jpg").isalnum()
    assert len(picture.name) == 36


@pytest.mark.parametrize(
    "content",
    [SVG, b"GIF89a" + bytes(50), b"%PDF-1.7\n", b"<html><body>", b"MZ" + bytes(99), b" "],
)
def test_what_is_no_picture_is_refused_whatever_its_name(content):
    assert refusal(content) == uploads.NOT_A_PICTURE


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PPM"])
def test_pictures_of_other_kinds_are_refused(kind):
    assert refusal(encoded(painted(), kind)) == uploads.NOT_A_PICTURE


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_moving_picture_is_refused(kind):
    frames = [painted(mode="RGB").rotate(angle) for angle in (0, 90)]

    content = encoded(frames[0], kind, save_all=True, append_images=frames[1:])

    assert refusal(content) == uploads.MOVING


@pytest.mark.parametrize("kind", uploads.FORMATS)
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_cut_off_picture_is_refused(kind, share):
    whole = encoded(Image.effect_noise((300, 200), 90).convert("RGB"), kind)

    assert refusal(whole[: int(len(whole) * share)]) in (uploads.BROKEN, uploads.NOT_A_PICTURE)


def png_that_claims(width, height):
    """A PNG of a few bytes whose head promises any number of pixels."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(7072, 7072), (10_000, 9_999), (50_000, 50_000)])
def test_more_pixels_than_the_limit_are_refused_before_they_are_drawn(size):
    assert refusal(png_that_claims(*size)) == uploads.TOO_MANY_PIXELS


def test_file_over_the_limit_is_refused_with_its_size():
    assert refusal(bytes(23_000_000)).startswith("This file has 23 MB; at most 20 MB are taken.")


@pytest.mark.parametrize("size", [(3000, 2), (2, 3000)])
def test_strip_is_refused(size):
    assert refusal(encoded(painted(*size), "PNG")) == uploads.TOO_SLENDER


def test_camera_held_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = TURNED

    picture = drawn(encoded(painted(900, 600), exif=exif))

    assert picture.size == (600, 900)
    assert is_red(picture.getpixel((590, 10)))
    assert not is_red(picture.getpixel((10, 10)))


def test_nothing_but_the_pixels_is_stored():
    exif = Image.Exif()
    exif[0x010E] = "SECRET description"
    exif.get_ifd(0x8825)[29] = "2024:SECRET"  # GPS
    told = {"exif": exif, "comment": b"SECRET comment", "xmp": b"<x>SECRET xmp</x>"}
    content = encoded(painted(), **told) + b"SECRET tail"

    stored = uploads.clean(upload(content)).read()

    assert b"SECRET" not in stored
    assert set(Image.open(io.BytesIO(stored)).info) <= {
        "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
    }  # fmt: skip


def test_large_picture_shrinks_to_the_longest_side():
    assert drawn(encoded(painted(3000, 1500))).size == (2400, 1200)
    assert drawn(encoded(painted(30, 15))).size == (30, 15)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "CMYK"])
def test_every_kind_of_pixel_becomes_colors_of_the_web(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"

    assert drawn(encoded(painted().convert(mode), kind)).mode == "RGB"


def test_sixteen_bits_of_gray_keep_their_shade():
    picture = drawn(encoded(Image.new("I;16", (90, 60), 40_000), "PNG"))

    assert picture.getpixel((5, 5))[0] == pytest.approx(40_000 / 256, abs=3)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_was_transparent_is_white(mode):
    picture = drawn(encoded(Image.new(mode, (90, 60)), "PNG"))

    assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_profile_that_is_not_for_these_pixels_is_left_out():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = drawn(encoded(painted(), icc_profile=profile))  # not a profile for these pixels

    assert is_red(picture.getpixel((5, 5)))
    assert "icc_profile" not in picture.info


def test_broken_profile_does_no_harm():
    assert drawn(encoded(painted(), icc_profile=b"no profile")).mode == "RGB"


def test_picture_that_was_drawn_is_not_drawn_again():
    picture = uploads.clean(upload())

    assert uploads.clean(picture) is picture


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_broken_notes_of_a_camera_do_no_harm():
    content = encoded(painted(), exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff" + bytes(9))

    assert drawn(content).size == (900, 600)


def test_jpeg_that_is_decoded_over_and_over_is_refused_before_that():
    file = io.BytesIO()
    Image.new("L", (200, 200)).save(file, "JPEG", progressive=True)
    body = file.getvalue()
    scan = body[body.rindex(uploads.START_OF_SCAN) : -2]

    assert refusal(body[:-2] + scan * uploads.MOST_SCANS + body[-2:]) == uploads.TOO_MANY_SCANS
    assert drawn(body).format == "JPEG"
