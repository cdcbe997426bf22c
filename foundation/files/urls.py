"""Addresses of private files."""

from django.urls import path

from . import views

app_name = "files"
urlpatterns = [path("files/<uuid:file_uuid>/", views.serve, name="serve")]
