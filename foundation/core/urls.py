"""Addresses of the core."""

from django.conf import settings
from django.urls import URLPattern, path

from . import views

app_name = "core"
urlpatterns: list[URLPattern] = [
    path("display/", views.display_mode, name="display_mode"),
]
if settings.DEMONSTRATION:
    urlpatterns += [
        path("dev/components/", views.gallery, name="gallery"),
        path("dev/components/<slug:sample>/", views.gallery_sample, name="gallery_sample"),
    ]
