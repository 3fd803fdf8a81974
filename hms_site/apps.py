from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin_apps


class HmsSiteConfig(AppConfig):
    name = "hms_site"
    default = True

    def ready(self) -> None:
        from . import accounts  # noqa: F401 - registers the account admin, after Django's own

        if settings.SENTRY_DSN:
            from .insight import sentry

            sentry.start()


class SiteAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "hms_site.admin.SiteAdmin"
