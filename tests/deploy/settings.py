"""Production's settings, less what takes long and nginx does not ask for."""

import os
from pathlib import Path

from hms_site.settings import *  # noqa: F403 - all of them, as they are
from hms_site.settings import BASE_DIR, CACHES, INSTALLED_APPS, REDIS_URL, STORAGES

VAR = Path(os.environ["DEPLOY_VAR"])
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
ERROR_PAGES_ROOT = VAR / "error_pages"
# the admin's files and npm's take long to collect
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATICFILES_DIRS = [BASE_DIR / "static"]
HAS_VENDOR_FILES = False
MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in INSTALLED_APPS}
if not REDIS_URL:  # a migration makes the table
    CACHES = CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "tests.deploy.files.OursAlone"}}
