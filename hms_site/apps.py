from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class HmsSiteConfig(AppConfig):
    name = "hms_site"
    default = True


class SiteAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "hms_site.admin.SiteAdmin"
