# the page tree; last, since it takes every path
from django.urls import re_path

from . import views

app_name = "pages"
urlpatterns = [re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)*)/$", views.page, name="page")]
