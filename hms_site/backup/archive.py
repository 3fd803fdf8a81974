"""The file of a backup: a ZIP of the database, the pictures and a manifest with a seal.

Written and read as a stream, whatever its size. The manifest says what each member's hash is, and
the seal, made with SECRET_KEY, that the manifest is ours: a dump is a program that a database runs.
"""

import hashlib
import hmac
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.crypto import salted_hmac

DATABASE, MEDIA = "database", "media/"
MANIFEST, SEAL = "manifest.json", "manifest.seal"
CHUNK = 1 << 20
# what zipfile and json raise about bytes that neither has written
NOT_OURS = (
    BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, TypeError, ValueError,
    zlib.error,
)  # fmt: skip
MOST_MANIFEST = 256 << 20  # bytes; about a million pictures


class Refused(Exception):
    """Nothing is backed up, or restored; the message says why, to whoever is at the keyboard."""


@dataclass(frozen=True)
class Manifest:
    made_at: str
    site: str
    engine: str  # sqlite or postgresql
    server: str
    last_migrations: dict[str, str]  # by app
    migrations: list[list[str]]  # all: app and name
    tables: dict[str, list[int]]  # rows, and the sum of their hashes
    files: dict[str, str]  # SHA-256 of each member

    @property
    def rows(self) -> int:
        return sum(rows for rows, _ in self.tables.values())

    @property
    def media(self) -> dict[str, str]:
        """Name below the media folder, and hash."""
        names = (name for name in self.files if name.startswith(MEDIA))
        return {name.removeprefix(MEDIA): self.files[name] for name in names}


class Writer:
    """The archive is whole when it was sealed, and the block has ended."""

    def __init__(self, file: IO[bytes]) -> None:
        self.zip = ZipFile(file, "w")
        self.files: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.zip.close()

    def add(self, name: str, source: IO[bytes], *, compress: bool = False) -> None:
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED if compress else ZIP_STORED
        info.external_attr = 0o600 << 16  # for whoever unpacks it by hand
        found = hashlib.sha256()
        with self.zip.open(info, "w", force_zip64=True) as member:
            while chunk := source.read(CHUNK):
                found.update(chunk)
                member.write(chunk)
        self.files[name] = found.hexdigest()

    def seal(self, **facts: Any) -> Manifest:
        manifest = Manifest(**facts, files=self.files)
        text = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
        self.zip.writestr(MANIFEST, text, ZIP_DEFLATED)
        self.zip.writestr(SEAL, seal_of(text))
        return manifest


class Reader:
    """Of an archive in which every byte was found to be what was written."""

    def __init__(self, archive: ZipFile, *, any_key: bool) -> None:
        self.zip = archive
        self.manifest = self._manifest(any_key)
        self._check_members()

    def open(self, name: str) -> IO[bytes]:
        return self.zip.open(name)

    def _manifest(self, any_key: bool) -> Manifest:
        sizes = [self.zip.getinfo(name).file_size for name in (MANIFEST, SEAL)]
        if max(sizes) > MOST_MANIFEST:  # before anything of it is trusted
            raise Refused("This archive was altered: its manifest is too long.")
        text = self.zip.read(MANIFEST)
        if not (any_key or hmac.compare_digest(self.zip.read(SEAL), seal_of(text).encode())):
            raise Refused(
                "The seal is not ours: the archive was altered, or made under another SECRET_KEY. "
                "If you know where it comes from, and the key was changed since: --any-key."
            )
        return Manifest(**json.loads(text))

    def _check_members(self) -> None:
        names = self.zip.namelist()
        if sorted(names) != sorted([*self.manifest.files, MANIFEST, SEAL]):
            raise Refused("This archive was altered: it does not hold what its manifest says.")
        for name, expected in self.manifest.files.items():
            if name != DATABASE:
                check_name(name)
            with self.open(name) as member:
                if hash_of(member) != expected:
                    raise Refused(f"This archive was altered: {name!r} is not what was stored.")


@contextmanager
def read(path: Path, *, any_key: bool = False) -> Iterator[Reader]:
    """Raises Refused unless the archive is whole and unaltered."""
    try:
        archive = ZipFile(path)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None
    except BadZipFile:
        raise Refused(f"{path} is cut short, or no backup of this site.") from None
    with archive:
        try:
            reader = Reader(archive, any_key=any_key)
        except NOT_OURS as error:
            raise Refused(f"{path} was altered, or is no backup of this site: {error}.") from None
        yield reader


def check_name(name: str) -> None:
    """A picture goes below the media folder, and nowhere else."""
    path = PurePosixPath(name)
    odd = "\\" in name or "\0" in name or ".." in path.parts or str(path) != name
    if odd or not name.startswith(MEDIA) or len(path.parts) < 2:
        raise Refused(f"{name!r} in the archive would be written outside of the media folder.")


def hash_of(file: IO[bytes]) -> str:
    found = hashlib.sha256()
    while chunk := file.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()


def seal_of(manifest: bytes) -> str:
    return salted_hmac("hms_site.backup", manifest, algorithm="sha256").hexdigest()
