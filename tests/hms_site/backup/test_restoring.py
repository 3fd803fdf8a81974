"""What is refused before a byte is written."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hms_site.backup import media
from hms_site.backup.archive import Manifest, Refused
from hms_site.backup.restoring import check_empty, check_fit
from tests.hms_site.backup.test_archive import FACTS, write


def manifest(**changes):
    return Manifest(**(FACTS | {"engine": connection.vendor, "files": {}} | changes))


def test_a_backup_of_the_other_database_is_refused():
    with pytest.raises(Refused, match="DATABASE_URL names"):
        check_fit(manifest(engine="oracle"))


def test_a_backup_of_a_newer_version_is_refused():
    with pytest.raises(Refused, match=r"newer version.*news 9999_tomorrow"):
        check_fit(manifest(migrations=[["news", "9999_tomorrow"]]))


def test_a_backup_of_this_version_and_of_an_older_one_fits(settings):
    settings.MIGRATION_MODULES = {}  # those that the test run leaves out
    known = sorted(map(list, MigrationLoader(None).disk_migrations))
    assert known
    check_fit(manifest(migrations=known))
    check_fit(manifest(migrations=known[:5]))


@pytest.mark.django_db
def test_a_database_with_tables_is_refused():
    with pytest.raises(Refused, match="The database is not empty"):
        check_empty()


def test_without_a_list_of_the_erased_nothing_is_restored(tmp_path, settings):
    settings.ERASED_FILE = tmp_path / "erased.txt"
    path = write(tmp_path / "whole.zip")
    with pytest.raises(CommandError, match="no list of erased people"):
        call_command("restore", path)


@pytest.fixture
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


def test_another_picture_in_the_same_place_is_refused(folder):
    (folder / "hall.avif").write_bytes(b"another")
    with pytest.raises(Refused, match="is there already"):
        media.check_room(manifest(files={"media/hall.avif": "0" * 64}))


def test_a_link_out_of_the_media_folder_is_refused(folder, tmp_path):
    (folder / "pictures").symlink_to(tmp_path)
    with pytest.raises(Refused, match="a link leads there"):
        media.check_room(manifest(files={"media/pictures/hall.avif": "0" * 64}))
