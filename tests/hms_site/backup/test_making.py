"""A backup is whole, private and one of few; a half-written one never has a name."""

import io
import os
import stat
import time
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from hms_site.backup import engines, making, postgresql
from hms_site.backup.archive import Refused, read
from hms_site.backup.dump import Dump
from hms_site.backup.making import back_up, forget_unfinished, prune


class Full(io.BytesIO):
    """A disk that is full in the middle."""

    def read(self, *size):
        raise OSError(28, "No space left on device")


@pytest.fixture
def dumped(monkeypatch, tmp_path, settings):
    """The database's own dump stands in its place: the runbook's test makes real ones."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()

    def dumped(stream):
        @contextmanager
        def dump(folder):
            yield Dump({"news": [1, 2]}, [["news", "0001_initial"]], stream, compress=True)

        fake = engines.Engine("sqlite", lambda: "SQLite 3", dump, None, None)
        monkeypatch.setattr(making, "engine", lambda: fake)

    return dumped


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def test_a_backup_is_for_its_owner_alone_and_holds_the_pictures(dumped, folder, settings):
    dumped(io.BytesIO(b"rows"))
    (settings.MEDIA_ROOT / "hall.avif").write_bytes(b"a picture")
    (settings.MEDIA_ROOT / "out").symlink_to("/etc/hostname")
    path, manifest = back_up(folder)
    assert os.listdir(folder) == [path.name]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with read(path) as archive:
        assert archive.manifest == manifest
        assert [*archive.manifest.media] == ["hall.avif"]
        assert archive.manifest.last_migrations == {"news": "0001_initial"}


def test_a_full_disk_leaves_nothing_behind_and_removes_no_older_one(dumped, folder):
    dumped(Full())
    older = folder / "hms-masters-20260101T000000Z.zip"
    older.touch()
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", folder, "--keep", "1")
    assert os.listdir(folder) == [older.name]


def test_only_the_newest_are_kept_and_no_other_file_is_touched(folder):
    for day in range(1, 5):
        (folder / f"hms-masters-2026010{day}T000000Z.zip").touch()
    (folder / "notes.zip").touch()
    assert len(prune(folder, 2)) == 2
    assert sorted(os.listdir(folder)) == [
        "hms-masters-20260103T000000Z.zip", "hms-masters-20260104T000000Z.zip", "notes.zip",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["0", "-1", "all"])
def test_to_keep_none_is_refused(folder, number):
    with pytest.raises(CommandError, match="N is a number from 1 on"):
        call_command("backup", folder, f"--keep={number}")


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(CommandError, match="is no folder"):
        call_command("backup", tmp_path / "none")


def test_what_a_killed_run_has_left_goes_after_a_day(folder):
    for name, age in (("old", 2 * 86400), ("now", 0)):
        left = folder / f".unfinished-{name}"
        left.mkdir()
        os.utime(left, (time.time() - age,) * 2)
    forget_unfinished(folder)
    assert os.listdir(folder) == [".unfinished-now"]


def test_no_password_on_a_command_line_or_in_what_is_said(tmp_path, monkeypatch):
    """The program stands in for pg_dump, and says all that it was given on its command line."""
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$@" >&2\ntest "$PGPASSWORD" = geheim && exit 3\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    given = {"NAME": "masters", "USER": "hms", "PASSWORD": "geheim", "HOST": "h", "OPTIONS": {}}
    for name, value in given.items():
        monkeypatch.setitem(connection.settings_dict, name, value)
    refusal = pytest.raises(Refused, match=r"ended with 3: .*--dbname=masters")
    with refusal as refused, postgresql.running("pg_dump", "--format=custom"):
        pass
    assert "geheim" not in str(refused.value)
