"""Addresses beside the pages of the notices."""

from django.urls import re_path

from . import views

app_name = "notices"
urlpatterns = [
    re_path(r"^notices/feed\.(?P<form>rss|atom|json)$", views.feed, name="feed"),
]
