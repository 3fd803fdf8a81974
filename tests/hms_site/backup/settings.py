"""Production's settings; only the pictures have a place of their own."""

import os
from pathlib import Path

from hms_site.settings import *  # noqa: F403 - all of them, as they are

MEDIA_ROOT = Path(os.environ["BACKUP_MEDIA_ROOT"])
