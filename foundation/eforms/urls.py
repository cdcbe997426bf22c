"""Addresses of what forms look up while they are filled in."""

from django.urls import path

from . import views

app_name = "eforms"
urlpatterns = [path("regions/", views.regions, name="regions")]
