from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from . import mail_providers, views
from .machine import views as machine
from .machine.program_calendar import program_dates
from .machine.program_data import program_json
from .machine.program_feed import program_feed
from .machine.security_txt import security_txt
from .sitemaps import sitemap
from .styleguide import styleguide

urlpatterns = [
    path("", views.home, name="home"),
    path("programs/feed/", program_feed, name="program_feed"),
    path("programs/<slug:slug>.json", program_json, name="program_json"),
    path("programs/<slug:slug>/dates.ics", program_dates, name="program_dates"),
    path("programs/", include("programs.urls")),
    path("brochure/", include("inquiries.urls")),
    path("news/", include("news.urls")),
    path("events/", include("events.urls")),
    path("search/", include("search.urls")),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", machine.robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    # where password managers look for it
    path(
        ".well-known/change-password",
        require_safe(RedirectView.as_view(pattern_name="account_change_password")),
        name="well_known_change_password",
    ),
    re_path(
        r"^cards/(?:(?P<place>[-\w]+(?:/[-\w]+)*)/)?(?P<version>[0-9a-f]{12})\.png$",
        machine.card,
        name="card",
    ),
    path("media/<path:path>", views.media, name="media"),
    path("styleguide/", styleguide, name="styleguide"),
    path("admin/", admin.site.urls),
    path("accounts/", include("hms_site.sign_in.urls")),
    path("anymail/", include((mail_providers.webhooks(settings.EMAIL_PROVIDER), "anymail"))),
    path("", include("pages.urls")),
]
handler400 = "hms_site.views.bad_request"
