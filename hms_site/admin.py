"""The admin site's name and front page; the apps register their own models."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path


class SiteAdmin(admin.AdminSite):
    site_title = "HMS master's programs"
    site_header = "Master's programs, staff"
    index_title = "What would you like to do?"

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Without Django's redirect to an object's own page: it asks for no permission on the
        object, and would hand any staff account the signed link of every inquiry."""
        from . import staff_pages  # knows the apps, which are not ready when this module is

        ours = [
            path(f"{view.__name__}/", self.admin_view(view), name=view.__name__)
            for view in (staff_pages.scheduled, staff_pages.links)
        ]
        urls = super().get_urls()
        return ours + [url for url in urls if getattr(url, "name", "") != "view_on_site"]
