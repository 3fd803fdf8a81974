"""One nginx and one web process for all tests of this folder."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.journeys.site import BASE_DIR
from tests.missing import not_here

from .front import front_in, hanging, site_behind, started

MODULES = Path("/etc/nginx/modules-enabled")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    if not (shutil.which("nginx") and list(MODULES.glob("*brotli-static*"))):
        not_here("nginx is missing. On Debian: apt install nginx libnginx-mod-http-brotli-static.")
    front = front_in(tmp_path_factory.mktemp("front"))
    site = site_behind(front)
    with started(front, site) as process:
        # meanwhile: nobody asks the site before its database and its files are there
        prepared = subprocess.run(
            [sys.executable, "-m", "tests.deploy.prepare"],
            cwd=BASE_DIR, env=site.environment, capture_output=True, text=True,
        )  # fmt: skip
        assert prepared.returncode == 0, prepared.stderr
        front.wait()
        yield SimpleNamespace(
            front=front,
            query=site.query,
            hanging=lambda: hanging(process),
            process=process,
            **json.loads(prepared.stdout),
        )


@pytest.fixture
def front(site):
    return site.front
