"""Making a site of a backup: into an empty database, and only what is whole and ours."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from . import media
from .archive import DATABASE, Manifest, Reader, Refused
from .engines import engine


def check_fit(manifest: Manifest) -> None:
    """Whether this code, with this kind of database, can go on with what the archive holds."""
    if manifest.engine != connection.vendor:
        raise Refused(
            f"This backup is of {manifest.engine}, and DATABASE_URL names {connection.vendor}."
        )
    known = MigrationLoader(None).disk_migrations or {}
    if newer := [f"{app} {name}" for app, name in manifest.migrations if (app, name) not in known]:
        raise Refused(
            f"This backup is of a newer version, {manifest.site}. Restore it with that one. "
            f"Unknown here: {', '.join(newer)}."
        )


def check_empty() -> None:
    if tables := connection.introspection.table_names():
        raise Refused(
            f"The database is not empty: it has {len(tables)} tables. Restore into a new one."
        )


def restore(archive: Reader) -> None:
    """Raises Refused before anything is written, or when what was written is not the same."""
    check_fit(archive.manifest)
    check_empty()
    media.check_room(archive.manifest)
    with archive.open(DATABASE) as dump:
        engine().load(dump)
    media.put_back(archive)
    compare(archive.manifest)


def compare(manifest: Manifest) -> None:
    found = engine().tables()
    names = sorted(found.keys() | manifest.tables.keys())
    if wrong := [name for name in names if found.get(name) != manifest.tables.get(name)]:
        raise Refused(f"Restored, but not the same as what was backed up: {', '.join(wrong)}.")
    if pictures := media.differing(manifest):
        raise Refused(f"Restored, but these pictures are not the same: {', '.join(pictures)}.")
