"""The pictures: files below MEDIA_ROOT, whose names change with what is in them."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile

from django.conf import settings

from .archive import CHUNK, MEDIA, Manifest, Reader, Refused, Writer, hash_of


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def pictures() -> Iterator[Path]:
    """Files alone: a link could lead anywhere."""
    for folder, folders, names in os.walk(root()):
        folders.sort()
        paths = (Path(folder, name) for name in sorted(names))
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def add_to(archive: Writer) -> None:
    for path in pictures():
        # one that staff have just replaced is in no page any more
        with suppress(FileNotFoundError), path.open("rb") as file:
            archive.add(MEDIA + path.relative_to(root()).as_posix(), file)


def check_room(manifest: Manifest) -> None:
    """A picture that is there already may stay when it is the same."""
    for name, expected in manifest.media.items():
        path = root() / name
        if not path.resolve().is_relative_to(root().resolve()):
            raise Refused(f"{path} would be outside of the media folder: a link leads there.")
        if path.exists() and found(path) != expected:
            raise Refused(f"{path} is there already, and another one. Move it away first.")


def put_back(archive: Reader) -> None:
    for name in archive.manifest.media:
        path = root() / name
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            archive.open(MEDIA + name) as source,
            NamedTemporaryFile(dir=path.parent, prefix=".restore-", delete=False) as file,
        ):
            copyfileobj(source, file, CHUNK)
            os.fchmod(file.fileno(), settings.FILE_UPLOAD_PERMISSIONS or 0o644)
        Path(file.name).replace(path)


def differing(manifest: Manifest) -> list[str]:
    return [name for name, hashed in manifest.media.items() if found(root() / name) != hashed]


def found(path: Path) -> str:
    with path.open("rb") as file:
        return hash_of(file)
