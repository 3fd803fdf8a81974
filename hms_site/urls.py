from django.contrib import admin
from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("programs/", include("programs.urls")),
    path("brochure/", include("inquiries.urls")),
    path("news/", include("news.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "hms_site.views.bad_request"
