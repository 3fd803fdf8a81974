"""Making a backup: whole, or not there at all."""

import os
import time
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from django.conf import settings

from . import media
from .archive import DATABASE, Manifest, Refused, Writer
from .engines import engine

NAME, UNFINISHED = "hms-masters-*.zip", ".unfinished-"


def back_up(folder: Path) -> tuple[Path, Manifest]:
    """Into a file in `folder`, readable by nobody else, that has its name only when it is done."""
    if not folder.is_dir():
        raise Refused(f"{folder} is no folder. Make it first, readable by this account alone.")
    forget_unfinished(folder)
    now = datetime.now(UTC)
    path = folder / NAME.replace("*", f"{now:%Y%m%dT%H%M%SZ}")
    # one folder, one disk: the file can be renamed out of it
    with TemporaryDirectory(dir=folder, prefix=UNFINISHED) as workshop:
        unfinished = Path(workshop, path.name)
        with open(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
            with Writer(file) as archive:
                manifest = fill(archive, Path(workshop), now)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    sync(folder)
    return path, manifest


def fill(archive: Writer, workshop: Path, now: datetime) -> Manifest:
    """The database first: a picture without its row does no harm."""
    with engine().dumped(workshop) as dump:
        archive.add(DATABASE, dump.stream, compress=dump.compress)
    media.add_to(archive)
    return archive.seal(
        made_at=now.isoformat(timespec="seconds"),
        site=site_version(),
        engine=engine().name,
        server=engine().server(),
        last_migrations=dict(sorted(map(tuple, dump.migrations))),  # type: ignore[arg-type]
        migrations=sorted(dump.migrations),
        tables=dump.tables,
    )


def prune(folder: Path, keep: int) -> list[Path]:
    """Removes all but the newest `keep`; their names sort by time."""
    old = sorted(folder.glob(NAME), reverse=True)[keep:]
    for path in old:
        path.unlink()
    return old


def forget_unfinished(folder: Path) -> None:
    """What a run has left that was killed, or lost its power."""
    limit = time.time() - timedelta(days=1).total_seconds()
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.stat().st_mtime < limit:
            rmtree(left)


def site_version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return str(project["project"]["version"])


def sync(folder: Path) -> None:
    """The new name, too, is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
