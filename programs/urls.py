# /programs/
from django.urls import path

from . import views, views_planner

app_name = "programs"
urlpatterns = [
    path("", views.program_list, name="list"),
    path("compare/", views.compare, name="compare"),
    path("<slug:slug>/", views.program_detail, name="detail"),
    path("<slug:slug>/plan/", views_planner.plan, name="plan"),
]
