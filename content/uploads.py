"""Pictures as editors upload them: looked into, drawn anew, and only then stored.

What is stored is never a byte of what came: a new JPEG of the pixels alone. So neither a camera's
notes (place, time, serial number) nor anything hidden in the file reaches the site. JPEG, because
it is the fallback for browsers that read nothing newer, and for previews in mails and messengers.
"""

import hashlib
import io
from threading import Lock
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000  # of a JPEG, which is decoded at a fraction of its size
MAX_PIXELS_AT_ONCE = 25_000_000  # of the others, which stand in memory as a whole
MOST_SCANS = 40  # a progressive JPEG has ten; each one more decodes the whole picture again
START_OF_SCAN = b"\xff\xda"
LONGEST_SIDE = 2400
MOST_SLENDER = 10  # times as long as wide: more is no picture, and its small sizes had no height
QUALITY = 85
WHITE = (255, 255, 255)
one_at_a_time = Lock()  # several at once would take several times the memory

NOT_A_PICTURE = (
    "This is not a JPEG, PNG, WebP or AVIF picture, whatever its name says. Export it as JPEG, "
    "then choose that file."
)
BROKEN = "This picture cannot be read to its end. Export it once more, then choose the new file."
MOVING = "This picture moves. Choose one that stands still."
TOO_MANY_PIXELS = "This picture has too many pixels. Make it 2400 pixels wide."
TOO_MANY_SCANS = "This JPEG is built in an unusual way. Export it once more, then choose that file."
TOO_SLENDER = "This picture is more than ten times as long as wide. Crop it first."
TOO_LARGE = "This file has %(size)s MB; at most 20 MB are taken. Make the picture 2400 pixels wide."


class CleanPicture(ContentFile):
    """A JPEG that `clean` has made, under the name that its content gives it."""


def clean(upload: Any) -> CleanPicture:
    """The picture in `upload`, drawn anew; ValidationError says in words what is wrong with it."""
    if isinstance(upload, CleanPicture):
        return upload
    if upload.size > MAX_BYTES:
        raise ValidationError(TOO_LARGE, params={"size": round(upload.size / 1_000_000)})
    image = opened(upload)
    try:
        with one_at_a_time:
            drawn = jpeg(flat(upright(image)))
    except Exception as error:  # broken files make decoders raise whatever comes first
        raise ValidationError(BROKEN) from error
    return CleanPicture(drawn, name=f"{hashlib.sha256(drawn).hexdigest()[:32]}.jpg")


def opened(upload: Any) -> Image.Image:
    """The picture with its head read and no pixel yet: here all that is too much is refused."""
    upload.seek(0)
    try:
        image = Image.open(upload, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except Exception as error:
        raise ValidationError(NOT_A_PICTURE) from error
    is_jpeg = image.format in ("JPEG", "MPO")
    if image.width * image.height > (MAX_PIXELS if is_jpeg else MAX_PIXELS_AT_ONCE):
        raise ValidationError(TOO_MANY_PIXELS)
    if is_jpeg and scans(upload) > MOST_SCANS:
        raise ValidationError(TOO_MANY_SCANS)
    if max(image.size) > MOST_SLENDER * min(image.size):
        raise ValidationError(TOO_SLENDER)
    # MPO is how some cameras write a JPEG with a small copy behind it: the first one is the picture
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise ValidationError(MOVING)
    return image


def scans(upload: Any) -> int:
    upload.seek(0)
    number: int = upload.read().count(START_OF_SCAN)
    upload.seek(0)
    return number


def upright(image: Image.Image) -> Image.Image:
    """Turned as the camera was held, and no larger than the site shows it."""
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG need not be decoded in full size
    image.load()
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # 16 bits of gray, which Pillow would cut off rather than scale
        image = image.point(lambda gray: gray * (1 / 256)).convert("L")
    if image.mode not in ("L", "LA", "RGB", "RGBA", "CMYK"):
        image = image.convert("RGBA")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return image.convert("RGBA") if image.mode == "LA" else image


def flat(image: Image.Image) -> Image.Image:
    """In the colors of the web; what was transparent is white."""
    profile = image.info.get("icc_profile")
    if image.mode == "RGBA":
        paper = Image.new("RGBA", image.size, (*WHITE, 255))
        image = Image.alpha_composite(paper, image).convert("RGB")
    if not profile:
        return image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a profile for other colors than these
        return image.convert("RGB")
    return converted or image.convert("RGB")


def jpeg(image: Image.Image) -> bytes:
    image.info.clear()  # Pillow would write comments and XMP back
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()
