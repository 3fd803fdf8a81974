"""One file with all that the site knows, but its settings and who is signed in. Run it daily."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hms_site.backup.archive import Refused
from hms_site.backup.making import back_up, prune
from inquiries.erasing_again import complete_list


class Command(BaseCommand):
    help = "Writes database and pictures into one new file in a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where the file goes")
        parser.add_argument(
            "--keep", type=at_least_one, metavar="N", help="remove all but the newest N backups"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            path, manifest = back_up(options["folder"])
            removed = prune(options["folder"], options["keep"]) if options["keep"] else []
            # after the dump: whoever it holds as a person and is erased since is on the list
            complete_list()
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Backed up: {path}\n{manifest.rows} rows of {len(manifest.tables)} tables, "
            f"{len(manifest.media)} pictures, {path.stat().st_size / 1e6:.1f} MB, "
            f"in {time.monotonic() - began:.0f} seconds"
        )
        if removed:
            self.stdout.write(f"Removed, being older: {len(removed)}")


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("N is a number from 1 on.")
    return int(text)
