# /news/
from django.urls import path

from . import feed, views

app_name = "news"
urlpatterns = [
    path("", views.news_list, name="list"),
    path("feed/", feed.news_feed, name="feed"),
    path("<slug:slug>/", views.news_detail, name="detail"),
]
