"""A site from a backup: database, pictures, migrations, and once more whoever was erased since."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hms_site.backup.archive import Manifest, Refused, read
from hms_site.backup.restoring import check_fit, restore
from inquiries.erasing_again import erase_again, list_is_there


class Command(BaseCommand):
    help = "Makes an empty database, and the media folder, what they were when the file was made."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what `backup` has written")
        parser.add_argument("--check", action="store_true", help="only look whether it is whole")
        parser.add_argument(
            "--any-key", action="store_true", help="take one that another SECRET_KEY has sealed"
        )
        parser.add_argument(
            "--without-erasures",
            action="store_true",
            help="the list of erased people is lost: restore all the same",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            with read(options["file"], any_key=options["any_key"]) as archive:
                self.stdout.write(told(archive.manifest))
                if options["check"]:
                    check_fit(archive.manifest)
                    self.stdout.write("Whole and unaltered; fits this version of the site.")
                    return
                if not (options["without_erasures"] or list_is_there()):
                    raise Refused(NO_LIST)
                restore(archive)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write("Restored, and checked: every table and picture is as it was backed up.")
        call_command("migrate", verbosity=0)
        self.stdout.write(f"Erased again: {erase_again()}")
        cache.clear()  # what was drawn from the database that was there before
        self.stdout.write(f"Done in {time.monotonic() - began:.0f} seconds.")


NO_LIST = (
    "There is no list of erased people in ERASED_FILE: whoever was erased since this backup would "
    "come back. Put the list there. If it is lost: --without-erasures."
)


def told(manifest: Manifest) -> str:
    return (
        f"A backup of {manifest.made_at}, version {manifest.site}, {manifest.server}: "
        f"{manifest.rows} rows of {len(manifest.tables)} tables, {len(manifest.media)} pictures"
    )
