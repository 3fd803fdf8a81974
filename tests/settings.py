"""The settings of the test run: the real ones, from an environment that no `.env` can change."""

import os

OURS = {
    "DEBUG": "false",
    "SECRET_KEY": "only-for-the-test-run",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "ANYMAIL": "",
    "BROCHURE_ATTACHED": "false",
    "EMAIL_PROVIDER": "",
    "EMAIL_URL": "memory:",
    "INQUIRY_RATE": "0",
    "INQUIRY_MINIMUM_SECONDS": "3",
    "LOG_FORMAT": "text",
    "METRICS_PORT": "0",
    "PAGE_CACHE": "false",
    "RECAPTCHA_CHECK": "true",
    "RECAPTCHA_PUBLIC_KEY": "",
    "RECAPTCHA_PRIVATE_KEY": "",
    "REDIS_URL": "",
    "REPLY_ADDRESS": "",
    "SECOND_FACTOR": "false",
    "SENTRY_DSN": "",
    "TRUSTED_PROXY_COUNT": "0",
    "WEBHOOK_URL": "",
    "WEBHOOK_SECRET": "",
}
os.environ.update(OURS)
for name in (
    "INQUIRIES_EMAIL",
    "DEFAULT_FROM_EMAIL",
    "METRICS_ADDRESS",
    "RECAPTCHA_DOMAIN",
    "RELEASE",
):
    os.environ.pop(name, None)

from hms_site.settings import *  # noqa: E402, F403 - the environment must be set first
from hms_site.settings import DATABASES, STATIC_ROOT, STORAGES, VAR_DIR  # noqa: E402

# of this run alone, so that others may go on beside it; conftest.py makes it and takes it away
RUN_DIR = VAR_DIR / f"test-{os.getpid()}"
MEDIA_ROOT = RUN_DIR / "media"
ERASED_FILE = RUN_DIR / "erased.txt"
# a fresh clone has none; whitenoise warns about it, and a warning fails a test
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file, as in production: threads and processes of a test meet real locks
    DATABASES["default"]["TEST"] = {"NAME": RUN_DIR / "db.sqlite3"}
    # the disk's own speed is not what the tests are about
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;"
    )
# else each test's client reads every collected file first, and warns where none was collected
WHITENOISE_AUTOREFRESH = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# each request looks, so that what a test saves is seen by its next request
CONTENT_STAMP_SECONDS = DESK_KEPT_SECONDS = 0
# each signed-in client would leave a line; the tests of signing in switch it on
AXES_ENABLED = False
