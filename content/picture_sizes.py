"""How the sizes of a picture are drawn: what django-pictures is told in the setting PICTURES."""

import io
import math
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from pictures import utils
from pictures.models import PillowPicture
from PIL import Image, ImageOps

# AVIF at its slower speeds takes eight times as long, for files a tenth smaller.
HOW = {"AVIF": {"quality": 52, "speed": 9}, "WEBP": {"quality": 72, "method": 2}}


class DrawnSize(PillowPicture):
    def save(self, image: Image.Image) -> None:
        """Draws this size out of `image`, which `content.uploads` has made plain RGB."""
        height = math.floor(self.height or self.width * image.height / image.width)
        drawn = ImageOps.fit(image, (self.width, height), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        drawn.save(file, self.file_type, **HOW[self.file_type])
        self.storage.delete(self.name)
        self.storage.save(self.name, ContentFile(file.getvalue()))


def draw_at_once(
    *,
    storage: tuple[str, list, dict],
    file_name: str,
    sender: tuple[str, str, str],
    new: list[tuple[str, list, dict]] | None = None,
    old: list[tuple[str, list, dict]] | None = None,
) -> None:
    """In the request that stores the picture, about two seconds, so that no page is without it.

    The library's own choice would change with what else is installed.
    """
    store = utils.reconstruct(*storage)
    with store.open(file_name) as file, Image.open(file) as image:
        for size in new or []:
            in_store(size, store).save(image)
    for size in old or []:
        in_store(size, store).delete()


def in_store(size: tuple[str, list, dict], store: Any) -> DrawnSize:
    """A size, in the same storage as all others: each of S3's makes a client and a line anew."""
    drawn: DrawnSize = utils.reconstruct(*size)
    drawn.storage = store
    return drawn


def forget(storage: Any, file_name: str) -> None:
    """Removes a picture with all its sizes, also those that an earlier setting asked for."""
    remove_folder(storage, str(PurePosixPath(file_name).with_suffix("")))
    storage.delete(file_name)


def remove_folder(storage: Any, folder: str) -> None:
    try:  # not asked first whether there is one: S3 knows no folders
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in folders:
        remove_folder(storage, f"{folder}/{name}")
    for name in files:
        storage.delete(f"{folder}/{name}")
    storage.delete(folder)
