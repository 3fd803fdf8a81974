"""A disk of a few megabytes, which can be filled and emptied."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BLOCK = b"\0" * 65536


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """In memory, at `folder`. Only root may mount one."""
    if os.geteuid():
        sys.exit("The faults of a full disk need root, which mounts a small one. Name the others.")
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777"]
    subprocess.run(["mount", *options, "none", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path) -> Path:
    """To the last byte; removing the file that is given back makes room again."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for block in (BLOCK, b"\0" * 512, b"\0"):
            try:
                while file.write(block):
                    pass
            except OSError:
                continue
    return ballast
