from django.contrib import admin
from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("programs/", include("programs.urls")),
    path("brochure/", include("inquiries.urls")),
    path("news/", include("news.urls")),
    path("events/", include("events.urls")),
    path("search/", include("search.urls")),
    path("media/<path:path>", views.media, name="media"),
    path("admin/", admin.site.urls),
    path("", include("pages.urls")),
]
handler400 = "hms_site.views.bad_request"
