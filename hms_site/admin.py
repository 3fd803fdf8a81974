"""The admin site's name and front page; the apps register their own models."""

from django.contrib import admin


class SiteAdmin(admin.AdminSite):
    site_title = "HMS master's programs"
    site_header = "Master's programs, staff"
    index_title = "What would you like to do?"
