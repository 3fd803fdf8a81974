"""Production's settings; only the collected files have a place of their own."""

import os
from pathlib import Path

from hms_site.settings import *  # noqa: F403 - all of them, as they are

STATIC_ROOT = Path(os.environ["JOURNEYS_STATIC_ROOT"])
