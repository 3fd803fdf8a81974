"""The admin site's name and front page; the apps register their own models."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver


class SiteAdmin(admin.AdminSite):
    site_title = "HMS master's programs"
    site_header = "Master's programs, staff"
    index_title = "What would you like to do?"

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Without Django's redirect to an object's own page: it asks for no permission on the
        object, and would hand any staff account the signed link of every inquiry."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
