"""Addresses beside the pages of the help centre."""

from django.urls import path

from . import views

app_name = "help_center"
urlpatterns = [
    path("help/manuals/<slug:slug>/download/", views.download, name="download"),
]
