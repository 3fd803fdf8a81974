"""Pictures as they come from cameras, drawing programs and people who mean harm."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw


def painted(width=900, height=600, mode="RGB"):
    """Blue below, red in the upper left corner, so that turning it shows."""
    image = Image.new("RGB", (width, height), (20, 40, 160))
    ImageDraw.Draw(image).rectangle((0, 0, width // 3, height // 3), fill=(200, 20, 20))
    return image.convert(mode)


def encoded(image, kind="JPEG", **how):
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def upload(content=None, name="holiday.jpg"):
    return SimpleUploadedFile(name, content or encoded(painted()), "image/jpeg")
