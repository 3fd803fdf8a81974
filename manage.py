#!/usr/bin/env python
"""Runs the management commands; docs/architecture.md lists ours."""

import os
import sys
from pathlib import Path

from environs import Env


def main() -> None:
    Env().read_env(Path(__file__).with_name(".env"), recurse=False)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hms_site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
